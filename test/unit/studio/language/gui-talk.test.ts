import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import bundle from '../../../../l10n/bundle.l10n.zh-cn.json';
import { sentencesOf, sourcesIn } from '../../../../scripts/strings/calls';
import type { Action } from '../../../../src/studio/conversation';
import { GuiTalk, translate } from '../../../../src/studio/language/gui-talk';
import { seeded } from '../../../builders';
import cases from './gui-talk.json';

/** What an agent says, and what becomes of it; without `text` it stays as it is. */
interface Case {
  readonly row: string;
  readonly says: string;
  readonly text?: string;
  readonly actions?: readonly string[];
  readonly say?: readonly string[];
  readonly runs?: readonly string[];
}
const table: readonly Case[] = cases;

function actionsOf({ actions = [], say = [] }: Case): unknown[] {
  return [...actions.map((name) => ({ do: name })), ...say.map((text) => ({ do: 'say', text }))];
}

const title = (says: string) => says.replaceAll('\n', ' ⏎ ').slice(0, 70);

describe('what an agent says as if there were a GUI', () => {
  it('is a table of sixty texts at least, in both languages', () => {
    assert.ok(table.length >= 60);
    assert.ok(table.filter(({ says }) => /\p{Script=Han}/u.test(says)).length >= 20);
  });

  for (const one of table)
    it(`${title(one.says)} [wire: ${one.row}]`, () => {
      const { text, actions, runs } = translate(one.says);
      assert.equal(text, one.text ?? one.says);
      assert.deepEqual(actions, actionsOf(one));
      assert.deepEqual(runs, one.runs ?? []);
    });

  it('starts no export and no upload by itself, whatever it says [wire: gui/never-by-itself]', () => {
    const everything = table.map(({ says }) => says).join('\n\n');
    const { actions, runs } = translate(everything);
    assert.deepEqual([...runs].sort(), ['credits', 'timeline']);
    const offered = new Set(actions.map((action: Action) => action.do));
    assert.deepEqual([...offered].sort(), ['attach', 'export', 'say']);
  });

  it('is not what this computer says', () => {
    const engine = sourcesIn(resolve('src/engine')).flatMap((path) => sentencesOf(path, resolve('.')).found);
    assert.ok(engine.length > 30);
    for (const { text } of engine) {
      const chinese = (bundle as Readonly<Record<string, string>>)[text];
      for (const sentence of [text, ...(chinese === undefined ? [] : [chinese])])
        assert.equal(translate(sentence).text, sentence);
    }
  });

  it('leaves Markdown well-formed, and nothing to take out a second time', () => {
    const random = seeded(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const sentences = table.map(({ says }) => says).filter((says) => !says.includes('\n'));
    for (let round = 0; round < 120; round++) {
      const lines = Array.from({ length: 12 }, () => {
        const form = pick(['', '', '- ', '1. ', '2. ', '  - ', '## ', '\n']);
        return form === '\n' ? '' : `${form}${pick(sentences)}${random() < 0.3 ? ` ${pick(sentences)}` : ''}`;
      });
      const said = lines.join('\n');
      const { text } = translate(said);
      if (text === said) continue;
      assert.doesNotMatch(text, /\n\n\n/, said);
      assert.doesNotMatch(text, /^\s*(?:[-*+]|\d+[.)])\s*$/m, said);
      for (const block of text.split('\n\n')) assert.equal(block.split('**').length % 2, 1, said);
      assert.equal(translate(text).text, text, said);
    }
  });

  it('is not shown for a moment either while the text is being written', () => {
    const says =
      'Captions are on. Click the Export button to download. The title is white.\n\n1. Open the Audio panel.\n2. Music is at 35%.\n';
    const growing = new GuiTalk();
    for (let length = 0; length <= says.length; length++) {
      const shown = growing.soFar(says.slice(0, length));
      assert.doesNotMatch(shown, /click|open/i, says.slice(0, length));
    }
    assert.equal(growing.soFar(says), translate(says).text);
    assert.deepEqual(growing.translate(says), translate(says));
    const long = 'no end '.repeat(200);
    assert.equal(growing.soFar(long), long);
  });

  it('takes time in proportion to the text, whatever it is', function () {
    this.timeout(60_000);
    const length = 24_000;
    const seeds = [
      ...[
        'click ',
        'by ',
        'to ',
        'and click ',
        'click the ',
        '把',
        '或把',
        '点击',
        '"',
        '“',
        '[',
        '`',
        '**',
        '* ',
        '(',
        ')',
        'a',
        '.',
        '\n',
      ],
      ...[
        '- click Export\n',
        '1. click Export\n  ',
        '# a\n',
        'open the a b c ',
        'preview it ',
        'drag the ',
        '将标题',
        '```\n',
        ':',
        'click Export: ',
        'click Export ',
      ],
      ...['ready to ', 'the Export button is ', 'A > ', "'a ", '在时间线', 'Click Export. '],
    ];
    const timeOf = (seed: string, size: number) => {
      const says = seed.repeat(Math.ceil(size / seed.length)).slice(0, size);
      const started = performance.now();
      translate(says);
      return performance.now() - started;
    };
    // Four times the text takes four times as long, or sixteen times where something is quadratic.
    for (const seed of seeds) {
      const [some, all] = [timeOf(seed, length / 4), timeOf(seed, length)];
      assert.ok(
        all < 10 * some + 300,
        `${JSON.stringify(seed)} repeated: ${some.toFixed()} ms, then ${all.toFixed()} ms`,
      );
    }
  });

  it('is read once while a long text grows', () => {
    const paragraph = `${'The captions are white. '.repeat(20)}Click the Export button.\n\n`;
    const growing = new GuiTalk();
    let says = '';
    const started = performance.now();
    for (let count = 0; count < 200; count++)
      growing.soFar((says += paragraph.replace('white', `white ${count}`)));
    const took = performance.now() - started;
    assert.ok(says.length > 90_000);
    const anew = performance.now();
    translate(says);
    assert.ok(took < 40 * (performance.now() - anew) + 300, `${took.toFixed()} ms`);
  });
});
