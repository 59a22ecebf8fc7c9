import assert from 'node:assert/strict';
import { answered, job, project, rendered, said, summarised, type Project } from './build';
import { until } from './panel';
import { usePage } from './use-page';

describe('the conversation on the chat page', function () {
  this.timeout(30_000);
  const opened = usePage();
  const open = (rest: Partial<Project> = {}) => opened.open({ project: project(rest) });

  it('asks for the project as soon as it can show one', async () => {
    const page = await open();
    assert.deepEqual(opened.panel.requests, [{ type: 'ready', request: 1 }]);
    assert.equal(await page.locator('h1').textContent(), 'Slow Mornings, Episode 12');
    assert.equal(await page.locator('.backend').textContent(), 'This computer');
  });

  it('keeps what is already written in place while more arrives', async () => {
    const answer = answered('# Plan\n\nFirst **things** first.\n\n', { streaming: true });
    const page = await open({ items: [answer] });
    await page.evaluate(`window.before = document.querySelector('.markdown p')`);
    await opened.panel.send({
      type: 'item',
      item: { ...answer, text: `${answer.text}Then the rest.\n\nAnd _more_` },
    });
    await page.locator('.markdown em', { hasText: 'more' }).waitFor();
    assert.equal(await page.evaluate(`window.before === document.querySelector('.markdown p')`), true);
    assert.equal(await page.locator('.agent').getAttribute('aria-busy'), 'true');
    await opened.panel.send({
      type: 'item',
      item: { ...answer, streaming: false, actions: [{ do: 'export' }] },
    });
    await page.getByRole('button', { name: 'Export Video' }).click();
    assert.equal(await page.locator('.agent').getAttribute('aria-busy'), 'false');
    assert.deepEqual(opened.panel.requests.at(-1), { type: 'do', action: { do: 'export' }, request: 2 });
  });

  it('shows a text that shrank or changed its beginning as it is now', async () => {
    const answer = answered('one\n\ntwo\n\nthree\n\nfour', { streaming: true });
    const page = await open({ items: [answer] });
    await opened.panel.send({ type: 'item', item: { ...answer, text: 'ONE\n\ntwo' } });
    await page.locator('.markdown', { hasText: /ONE/ }).waitFor();
    assert.equal(await page.locator('.markdown').innerText(), 'ONE\n\ntwo');
  });

  it('follows the end while the reader is there', async () => {
    const page = await open({ items: Array.from({ length: 30 }, (_, index) => answered(`Answer ${index}`)) });
    const answer = answered('', { streaming: true });
    let text = '';
    for (let line = 0; line < 40; line++) {
      text += `Line ${line}\n\n`;
      await opened.panel.send({ type: 'item', item: { ...answer, text } });
    }
    await page.getByText('Line 39').waitFor();
    await until(
      page,
      `(s => s.scrollHeight - s.clientHeight - s.scrollTop < 2)(document.querySelector('.scroller'))`,
    );
    assert.equal(await page.locator('.jump').isVisible(), false);
  });

  it('leaves a reader of earlier messages alone, and leads back to the latest', async () => {
    const page = await open({ items: Array.from({ length: 30 }, (_, index) => answered(`Answer ${index}`)) });
    await page.locator('.scroller').hover();
    await page.mouse.wheel(0, -300);
    await page.locator('.jump').waitFor();
    const place = `document.querySelector('.scroller').scrollTop`;
    const before = await page.evaluate(place);
    await opened.panel.send({ type: 'item', item: answered('News') });
    await page.getByText('News').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(place), before);
    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await page.locator('.jump').waitFor({ state: 'hidden' });
    assert.equal(await page.getByText('News').isVisible(), true);
  });

  it('builds earlier messages when the reader comes near them', async () => {
    const page = await open({
      items: Array.from({ length: 500 }, (_, index) => answered(`Answer ${index}.`)),
    });
    assert.ok((await page.locator('.agent').count()) < 200);
    await until(
      page,
      `(document.querySelector('.scroller').scrollTop = 0, document.querySelectorAll('.agent').length === 500)`,
    );
    assert.equal(await page.locator('.agent').first().innerText(), 'Answer 0.');
  });

  it('shows an export from its first percent to its file', async () => {
    const rendering = (percent: number, stage: 'analyse' | 'encode', etaMs: number) =>
      job('j', { status: 'rendering', percent, stage, etaMs });
    const page = await open({ items: [rendered('j')], jobs: [rendering(3.2, 'analyse', 61_000)] });
    const card = page.locator('.render');
    const bar = card.getByRole('progressbar');
    assert.match(await card.innerText(), /episode\.mp4\s+3%\s+Analysing sound\s+about 1 min left\s+Cancel/);
    const spoken: string[] = [];
    await page.exposeFunction('heard', (text: string) => spoken.push(text));
    await page.evaluate(`new MutationObserver(() => heard(document.querySelector('.for-screen-readers').textContent))
      .observe(document.querySelector('.for-screen-readers'), { childList: true, characterData: true, subtree: true })`);
    for (const percent of [10, 42.9, 99.99])
      await opened.panel.send({ type: 'job', job: rendering(percent, 'encode', 19_000) });
    await card.getByText('99%').waitFor();
    assert.equal(await bar.getAttribute('aria-valuenow'), '99');
    assert.equal(await bar.getAttribute('aria-valuetext'), '99%, Drawing and encoding');
    assert.equal(await card.getByText('about 20 s left').isVisible(), true);
    await card.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(opened.panel.requests.at(-1), {
      type: 'do',
      action: { do: 'cancelExport', jobId: 'j' },
      request: 2,
    });
    await opened.panel.send({ type: 'job', job: job('j', { status: 'done', bytes: 34_128_000 }) });
    await card.getByRole('button', { name: 'Play' }).click();
    assert.deepEqual(opened.panel.requests.at(-1), {
      type: 'do',
      action: { do: 'play', jobId: 'j' },
      request: 3,
    });
    assert.match(await card.innerText(), /34\.1 MB/);
    assert.deepEqual(spoken, ['episode.mp4: Drawing and encoding', 'episode.mp4 is ready']);
  });

  it('shows a failed export with its reason and a way on', async () => {
    const page = await open({
      items: [rendered('j')],
      jobs: [job('j', { status: 'failed', message: 'There is no room left on the disk.', actions: [] })],
    });
    assert.match(await page.locator('.render').innerText(), /There is no room left on the disk\./);
    await page.getByRole('button', { name: 'Try Again' }).click();
    assert.deepEqual(opened.panel.requests.at(-1), { type: 'do', action: { do: 'export' }, request: 2 });
  });

  it('lists the tracks of a timeline', async () => {
    const page = await open({
      items: [summarised('Timeline (2 tracks): 1. Video: Cover (0-62s) 2. Title: "A 1. B" (0-3s)')],
    });
    assert.deepEqual(await page.locator('.tracks > li').allInnerTexts(), [
      'Video\nCover (0-62s)',
      'Title\n"A 1. B" (0-3s)',
    ]);
  });

  it('shows what the person said as it was typed', async () => {
    const page = await open({
      items: [said('<b>bold</b> & **stars**\n  second line', { status: 'queued' })],
    });
    assert.equal(await page.locator('.user-text').innerText(), '<b>bold</b> & **stars**\n  second line');
    assert.equal(await page.locator('.user-status').innerText(), 'Waiting');
  });

  it('says so when the editor speaks another version of the protocol', async () => {
    const page = await open();
    await page.evaluate(`window.postMessage({ type: 'from-the-future' }, '*')`);
    await page.getByRole('alert').getByText('do not understand each other').waitFor();
  });
});

describe('the chat page in another language', function () {
  this.timeout(30_000);
  const opened = usePage({ Send: '发送', 'This computer': '"本机" & <此处>' });

  it('speaks the language of the editor', async () => {
    const page = await opened.open({ project: project() });
    assert.equal(await page.getByRole('button', { name: '发送' }).count(), 1);
    assert.equal(await page.locator('.backend').innerText(), '"本机" & <此处>');
  });
});
