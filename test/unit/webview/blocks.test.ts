import assert from 'node:assert/strict';
import { blockReader } from '../../../webview-ui/src/markdown/blocks';
import { longestLine, longestShown } from '../../../webview-ui/src/markdown/limits';

describe('the blocks of a Markdown text', () => {
  const sources = (text: string) => blockReader()(text).blocks.map(({ raw }) => raw);

  it('are its top-level pieces, blank lines with the piece before', () => {
    assert.deepEqual(sources('# T\n\none\ntwo\n\n- a\n\n- b\n\n\nend'), [
      '# T\n\n',
      'one\ntwo\n\n',
      '- a\n\n- b\n\n\n',
      'end',
    ]);
    assert.deepEqual(sources('```\na\n\nb\n```\nx'), ['```\na\n\nb\n```\n', 'x']);
    assert.deepEqual(sources(''), []);
  });

  it('lose nothing of the text, whatever it is', () => {
    const texts = [
      '- a\n- ',
      '> a\nb\n',
      '[x]: http://a\n\n[x]',
      '\n\nx\n',
      '\tcode\n',
      '|a|\n|-|\n|1|',
      '* * *\n- ',
    ];
    for (const text of texts) assert.equal(sources(text).join(''), text);
    assert.equal(sources('a\r\nb\rc').join(''), 'a\nb\nc');
  });

  it('are the same whether the text came at once or letter by letter', () => {
    const text =
      '# T\n\nA *b* c\n\n- a\n\n  more\n\n- b\n\n1. x\n\n```js\nlet a\n\nlet b\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> q\n\nend\n';
    const read = blockReader();
    for (let end = 1; end < text.length; end++) read(text.slice(0, end));
    assert.deepEqual(read(text), blockReader()(text));
  });

  it('begin anew when the text is another one', () => {
    const read = blockReader();
    read('one\n\ntwo\n\nthree\n\nfour');
    assert.deepEqual(
      read('uno\n\ndos').blocks.map(({ raw }) => raw),
      ['uno\n\n', 'dos'],
    );
  });

  it('leave very long lines, heavy paragraphs and deep nesting unparsed, and parse what lies around', () => {
    const plain = (text: string) => blockReader()(text).blocks.map((block) => block.plain);
    assert.deepEqual(plain(`a\n\n${'x'.repeat(longestLine + 1)}\nb`), [false, true, false]);
    assert.deepEqual(plain(`a\n\n${'*b '.repeat(200)}\n\nc`), [false, true, false]);
    assert.deepEqual(plain(`${'> '.repeat(100)}a`), [true]);
    assert.deepEqual(plain(`- ${'**b** '.repeat(20)}\n`.repeat(100)), [false]);
  });

  it('end where too much has been shown', () => {
    const { blocks, cut } = blockReader()('word\n\n'.repeat(longestShown));
    assert.equal(
      blocks.reduce((sum, { raw }) => sum + raw.length, 0),
      longestShown,
    );
    assert.equal(cut, true);
  });
});
