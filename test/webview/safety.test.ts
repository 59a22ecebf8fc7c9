import assert from 'node:assert/strict';
import { answered, project } from './build';
import { usePage } from './use-page';

describe('what an answer may do to the chat page', function () {
  this.timeout(60_000);
  const opened = usePage();
  const show = (...texts: string[]) =>
    opened.open({ project: project({ items: texts.map((text) => answered(text)) }) });

  it('keeps scripts, frames, forms, styles and handlers out', async () => {
    const page = await show(
      'A <script>window.bad = 1</script>B <img src=x onerror="window.bad = 1"> <style>body { display: none }</style>',
      '<iframe src="https://example.org"></iframe><form action="https://example.org"><input name=a><button>go</button></form>',
      '<p style="position:fixed" class="veil" id="root" onclick="window.bad = 1">words</p>',
      '<svg><a href="javascript:window.bad = 1"><text>x</text></a></svg><math><mi xlink:href="data:x"></mi></math>',
    );
    await page.locator('.markdown', { hasText: 'words' }).waitFor();
    assert.equal(await page.evaluate('window.bad'), undefined);
    const foreign =
      'script, style, img, iframe, form, input, button, svg, math, [style], [class], [id], [onclick]';
    assert.equal(await page.locator(`.markdown-block :is(${foreign})`).count(), 0);
    assert.match(
      await page.locator('.markdown').first().innerText(),
      /^A <script>window\.bad = 1<\/script>B <img/,
    );
  });

  it('fetches no picture, and shows its description', async () => {
    const page = await show('before ![a *cat* & dog](https://example.org/cat.png "title") after');
    assert.equal(await page.locator('.markdown').innerText(), 'before a cat & dog after');
  });

  it('links to the web and to mail only', async () => {
    const page = await show(
      [
        '[web](https://example.org/a) [plain](http://example.org) [mail](mailto:a@example.org)',
        '[command](command:workbench.action.quit) [file](file:///etc/passwd) [script](javascript:alert(1))',
        '[editor](vscode://x) [data](data:text/html,x) [near](other.html) [hidden](&#106;avascript:alert(1))',
        '<a href=" javascript:alert(1)">raw</a> [case](JaVaScRiPt:alert(1)) <command:quit> <https://example.org/b>',
      ].join('\n\n'),
    );
    const addresses = await page.evaluate(
      `[...document.querySelectorAll('.markdown [href]')].map((a) => a.getAttribute('href'))`,
    );
    assert.deepEqual(addresses, [
      'https://example.org/a',
      'http://example.org',
      'mailto:a@example.org',
      'https://example.org/b',
    ]);
    assert.equal(
      await page.getByRole('link', { name: 'web' }).getAttribute('title'),
      'https://example.org/a',
    );
  });

  it('shows what Markdown is for', async () => {
    const page = await show(
      '## Title\n\n- [x] done\n- [ ] open\n\n1. one\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n\n```js\nlet x\n```\n\n~~old~~',
    );
    assert.equal(await page.locator('.markdown h3').innerText(), 'Title');
    assert.deepEqual(await page.locator('.markdown ul li').allInnerTexts(), ['☑ done', '☐ open']);
    assert.equal(await page.locator('.markdown td').first().getAttribute('align'), 'right');
    assert.equal((await page.locator('.markdown pre').innerText()).trimEnd(), 'let x');
    assert.equal(await page.locator('.markdown del').innerText(), 'old');
  });

  const hostile = {
    'a line of a million letters': 'x'.repeat(1_000_000),
    'a million asterisks': '*a '.repeat(333_333),
    'a thousand nested quotes': `${'> '.repeat(1000)}deep`,
    'a thousand nested lists': Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join(
      '\n',
    ),
    'a table of a hundred thousand cells': `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(50_000)}`,
    'a million open brackets': '[a]('.repeat(250_000),
    'many short heavy lines': `${'*a _b '.repeat(40)}\n\n`.repeat(700),
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`is not held up by ${name}`, async () => {
      const page = await show('before');
      await page.evaluate(`window.longest = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
      }).observe({ type: 'longtask' })`);
      await opened.panel.send(
        { type: 'item', item: answered(text) },
        { type: 'item', item: answered('after') },
      );
      await page.getByText('after').waitFor({ timeout: 5000 });
      await page.waitForTimeout(300);
      const longest = Number(await page.evaluate('window.longest'));
      console.log(`      longest task ${Math.round(longest)} ms`);
      assert.ok(longest < 1500, `${longest} ms`);
      assert.ok(Number(await page.evaluate(`document.querySelectorAll('*').length`)) < 60_000);
    });
  }

  it('cuts a very long answer and says so', async () => {
    const page = await show(`${'A sentence of words. '.repeat(20)}\n\n`.repeat(500));
    await page.getByText('too long to be shown').waitFor({ state: 'attached', timeout: 20_000 });
  });

  it('reads a streamed answer of 100 kB once, not once for each piece', async () => {
    const page = await show('before');
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const work = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    };
    const answer = answered('', { streaming: true });
    const paragraph =
      'The **title** stays for `ten` seconds, and the captions move down a [little](https://example.org).\n\n';
    const whole = paragraph.repeat(Math.ceil(100_000 / paragraph.length));
    const before = await work();
    // In the page, so that the cost of driving it from outside is not counted as its own.
    await page.evaluate(`(async () => {
      const item = ${JSON.stringify(answer)}; const whole = ${JSON.stringify(whole)};
      for (let end = 250; end < whole.length; end += 250) {
        window.postMessage({ type: 'item', item: { ...item, text: whole.slice(0, end) } }, '*');
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      window.postMessage({ type: 'item', item: { ...item, text: whole, streaming: false } }, '*');
    })()`);
    await page
      .locator('.agent:not(.is-streaming) p')
      .nth(Math.floor(whole.length / paragraph.length) - 1)
      .waitFor({ state: 'attached' });
    const spent = (await work()) - before;
    console.log(`      ${spent.toFixed(2)} s of work for ${whole.length} characters`);
    // Reading it anew for each of 400 pieces takes more than ten times as long; the margin is for busy machines.
    assert.ok(spent < 8, `${spent} s`);
  });

  it('opens a conversation of 10,000 messages at once', async () => {
    const page = await opened.open({});
    await page.evaluate(`window.longest = 0; new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
    }).observe({ type: 'longtask' })`);
    const items = Array.from({ length: 10_000 }, (_, index) => answered(`Answer **${index}** of many.`));
    await opened.panel.send({ type: 'project', project: project({ items }) });
    await page.getByText('Answer 9999 of many.').waitFor();
    console.log(`      longest task ${Math.round(Number(await page.evaluate('window.longest')))} ms`);
    assert.ok((await page.locator('.agent').count()) < 400);
  });
});
