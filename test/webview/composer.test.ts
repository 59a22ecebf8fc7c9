import assert from 'node:assert/strict';
import { answered, noticed, project, said, type Project } from './build';
import { until } from './panel';
import { usePage } from './use-page';

describe('the text box of the chat page', function () {
  this.timeout(30_000);
  const opened = usePage();
  const open = (rest: Partial<Project> = {}) => opened.open({ project: project(rest) });
  const box = () => opened.panel.page.getByRole('textbox', { name: 'Message' });
  /** What was asked of the editor after the handshake, without the numbers. */
  const asked = () => opened.panel.requests.slice(1).map(({ request: _, ...rest }) => rest);

  it('sends with Enter and breaks the line with Shift+Enter', async () => {
    await open();
    await box().fill('first');
    await box().press('Shift+Enter');
    await box().pressSequentially('second');
    await box().press('Enter');
    assert.equal(await box().inputValue(), '');
    assert.deepEqual(asked(), [{ type: 'say', text: 'first\nsecond' }]);
  });

  it('does not send what is empty or only space', async () => {
    await open();
    await box().press('Enter');
    await box().fill('  \n ');
    await box().press('Enter');
    assert.deepEqual(asked(), []);
    assert.equal(await opened.panel.page.getByRole('button', { name: 'Send' }).isDisabled(), true);
  });

  it('leaves the Enter that picks an IME candidate to the input method', async () => {
    const page = await open();
    const session = await page.context().newCDPSession(page);
    await box().focus();
    await session.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
    await session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    assert.deepEqual(asked(), []);
    await session.send('Input.insertText', { text: '你好' });
    assert.deepEqual(asked(), []);
    await box().press('Enter');
    assert.deepEqual(asked(), [{ type: 'say', text: '你好' }]);
  });

  it('gives the text back when the editor refuses it, before what was typed since', async () => {
    await open();
    let refuse: (error: string) => void = () => undefined;
    opened.panel.answer(() => new Promise((resolve) => (refuse = resolve)));
    await box().fill('make it blue');
    await box().press('Enter');
    await box().fill('and bigger');
    refuse('The project is closed. Open it again.');
    await opened.panel.page.getByRole('alert').getByText('The project is closed. Open it again.').waitFor();
    assert.equal(await box().inputValue(), 'make it blue\nand bigger');
    await opened.panel.page.getByRole('button', { name: 'Dismiss' }).click();
    assert.equal(await opened.panel.page.getByRole('alert').count(), 0);
  });

  it('keeps the text that was not sent and the place through a reload', async () => {
    const items = Array.from({ length: 120 }, (_, index) => answered(`Answer ${index}.\n\nIts second line.`));
    const page = await open({ items });
    await page.locator('.scroller').hover();
    await page.mouse.wheel(0, -3000);
    await page.locator('.jump').waitFor();
    await until(page, `JSON.parse(sessionStorage.getItem('state')).reading !== undefined`);
    await box().fill('half a thought');
    const top = `(() => { const rows = [...document.querySelectorAll('.agent')];
      const row = rows.find((row) => row.getBoundingClientRect().bottom > document.querySelector('.scroller').getBoundingClientRect().top);
      return [row.textContent, Math.round(row.getBoundingClientRect().top)]; })()`;
    const before = await page.evaluate(top);
    await page.reload();
    await page.locator('#root:not(.is-waiting)').waitFor();
    assert.equal(await box().inputValue(), 'half a thought');
    assert.deepEqual(await page.evaluate(top), before);
  });

  it('does not give the draft of one project to another', async () => {
    const page = await open();
    await box().fill('for the first');
    opened.panel.setProject(project({ projectId: 'project-2' }));
    await page.reload();
    await page.locator('#root:not(.is-waiting)').waitFor();
    assert.equal(await box().inputValue(), '');
  });

  it('offers Stop while the project is busy, and still sends', async () => {
    const page = await open({ items: [said('hello')] });
    const stop = page.getByRole('button', { name: 'Stop' });
    assert.equal(await stop.isVisible(), false);
    await opened.panel.send({ type: 'activity', activity: { kind: 'working', note: '⏳ Still working…' } });
    await stop.waitFor();
    assert.equal(await page.locator('.activity').innerText(), 'Still working…');
    await box().fill('next');
    await box().press('Enter');
    await stop.click();
    assert.deepEqual(asked(), [{ type: 'say', text: 'next' }, { type: 'stop' }]);
    await opened.panel.send({ type: 'activity', activity: { kind: 'idle' } });
    await stop.waitFor({ state: 'hidden' });
  });

  it('offers Stop for whatever it is busy with, a pause that counts down included', async () => {
    const page = await open({ items: [said('hello')] });
    const stop = page.getByRole('button', { name: 'Stop' });
    for (const kind of ['connecting', 'uploading', 'working'] as const) {
      const note = `The service asks for a pause: going on in 30 s. (${kind})`;
      await opened.panel.send({ type: 'activity', activity: { kind, note } });
      await page.getByRole('status').getByText(note).waitFor();
      await stop.click();
      await opened.panel.send({ type: 'activity', activity: { kind: 'idle' } });
      await stop.waitFor({ state: 'hidden' });
    }
    assert.deepEqual(asked(), [{ type: 'stop' }, { type: 'stop' }, { type: 'stop' }]);
  });

  it('offers first things to say, then those of the agent, and none while it works', async () => {
    const page = await open();
    assert.equal(await page.locator('.chip').count(), 3);
    const items = [answered('Which?', { suggestions: ['The calm one', 'The loud one'] })];
    await opened.panel.send({ type: 'project', project: project({ items }) });
    await page.getByRole('button', { name: 'The calm one' }).click();
    assert.deepEqual(asked(), [{ type: 'say', text: 'The calm one' }]);
    await opened.panel.send({ type: 'activity', activity: { kind: 'working' } });
    await page.locator('.chips').waitFor({ state: 'hidden' });
  });

  it('takes the files that are dropped on it', async () => {
    const page = await open();
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', '# from the explorer\\r\\nfile:///a%20b.mp3\\r\\nfile:///c.srt\\r\\n');
      for (const type of ['dragover', 'drop'])
        document.querySelector('.scroller').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await until(page, `document.querySelector('.veil').hidden`);
    assert.deepEqual(asked(), [{ type: 'drop', uris: ['file:///a%20b.mp3', 'file:///c.srt'] }]);
  });

  it('is all within reach of the keyboard', async () => {
    const page = await open({ items: [noticed('error', 'No answer.', [{ do: 'retry' }])] });
    await page.locator('body').press('Tab');
    const reached: string[] = [];
    for (let step = 0; step < 8; step++) {
      const name = `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.localName`;
      reached.push(String(await page.evaluate(name)));
      await page.keyboard.press('Tab');
    }
    for (const name of ['Conversation', 'Try Again', 'Message', 'Add files']) {
      assert.ok(reached.includes(name), `${name} is not among ${reached.join(', ')}`);
    }
    await page.getByRole('button', { name: 'Try Again' }).press('Enter');
    assert.deepEqual(asked(), [{ type: 'do', action: { do: 'retry' } }]);
  });
});
