import assert from 'node:assert/strict';
import { Marked } from 'marked';
import { escapeMarkdown } from '../../../../src/studio/language/escape';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const textOf = (html: string) =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

describe('a back end’s words in a report of ours', () => {
  for (const text of [
    'Video: city timelapse (0-10s, 35%) → (0-10s)',
    '**bold** _it_ `code` ~~gone~~ \\*',
    '# heading',
    '- item',
    '+ item',
    '1. first',
    '12) twelfth',
    '> quote',
    '<b onclick="x">tag</b>',
    '&lt;b&gt; &copy;',
    '![picture](https://example.com/x.png)',
    '[link](https://example.com)',
    'https://example.com and http://example.com',
    'www.example.com',
    'someone@example.com',
    '| a | b |',
    '[ ] todo',
    '=====',
    '---',
    '第一集.mp3: added 🎙️',
  ])
    it(`shows as it is: ${text}`, () => {
      const html = new Marked({ gfm: true }).parse(`- ${escapeMarkdown(text)}`, { async: false });
      const shown = /^<ul>\n<li>(.*)<\/li>\n<\/ul>\n$/.exec(html)?.[1];
      assert.doesNotMatch(shown ?? '<none>', /</);
      assert.equal(textOf(shown ?? ''), text);
    });

  it('stays on its line', () => {
    assert.equal(escapeMarkdown('a\n\n# b\r\n'), 'a \\# b');
  });
});
