import type { Action } from '../conversation';
import type { Effect } from './gui-reading';
import { readSentence } from './gui-sentence';
import { blocksOf, type Block } from './markdown-blocks';
import { withoutGaps, type Piece } from './markdown-pieces';
import { sentencesOf, unitsOf } from './prose';

/** What an agent said, for somebody who has no GUI of the agent's before them. */
export interface Translation {
  /** Markdown, without the sentences and clauses that spoke of buttons and panels; may be empty. */
  readonly text: string;
  /** To be offered as buttons, each once. An export or an upload is only ever offered. */
  readonly actions: readonly Action[];
  /** What may run by itself, because it costs nothing and changes nothing; not among the actions. */
  readonly runs: readonly ('timeline' | 'credits')[];
}

/**
 * Takes out of an agent's text what it says as if there were a GUI ("click the Export button", 打开时间线面板) and
 * tells what comes of it. What describes content stays word for word, and a text without GUI talk stays as it is, to
 * the byte. Code, quotes and tables are content. Time is linear in the length of the text.
 */
export function translate(markdown: string): Translation {
  return new GuiTalk().translate(markdown);
}

/**
 * The same for a text that grows while it is written: paragraphs that were read before are not read again, so it may
 * run on every piece that comes in. One for each answer.
 */
export class GuiTalk {
  #known = new Map<string, Piece>();

  /** The whole text, now that it is finished. */
  translate(markdown: string): Translation {
    const pieces = this.#read(markdown);
    const kept = withoutGaps(pieces);
    if (kept === undefined) return { text: markdown, actions: [], runs: [] };
    const effects = pieces.flatMap((piece) => piece.effects);
    const runs = [...new Set(effects.flatMap(({ run }) => run ?? []))];
    const offered = new Map(
      effects.flatMap(({ offer }) => (offer ? [[JSON.stringify(offer), offer] as const] : [])),
    );
    const actions = [...offered.values()].filter(
      (action) => !runs.some((run) => action.do === actionOf[run]),
    );
    return { text: kept, actions, runs };
  }

  /**
   * What to show of a text that is still being written: all but the sentence that has only begun, so that no GUI talk
   * is shown for a moment before it is known for such.
   */
  soFar(markdown: string): string {
    const tailStart = Math.max(0, markdown.length - longestSentence);
    const lastEnd = [...markdown.slice(tailStart).matchAll(sentenceEnds)].at(-1);
    // A sentence that goes on for too long is shown all the same.
    if (!lastEnd) return tailStart === 0 ? '' : this.translate(markdown).text;
    return this.translate(markdown.slice(0, tailStart + lastEnd.index + lastEnd[0].length)).text;
  }

  #read(markdown: string): Piece[] {
    const known = new Map<string, Piece>();
    const pieces = blocksOf(markdown).map((block) => {
      const key = `${block.kind} ${block.text}`;
      const piece = { ...(this.#known.get(key) ?? known.get(key) ?? readBlock(block)), block };
      known.set(key, piece);
      return piece;
    });
    this.#known = known;
    return pieces;
  }
}

/** UTF-16 units */
const longestSentence = 400;
/** Marks that end a sentence. */
const sentenceEnds = /[.!?](?=\s)|[。！？\n]/g;

/** What runs by itself need not be offered too. */
const actionOf = { timeline: 'showTimeline', credits: 'showCredits' } as const;

function readBlock(block: Block): Piece {
  if (block.kind !== 'prose' && block.kind !== 'item')
    return { block, text: block.text, effects: [], isWeak: false };
  const source = block.text;
  const units = unitsOf(source);
  const effects: Effect[] = [];
  let text = '';
  let end = 0;
  let isWeak = units.length > 0;
  for (const sentence of sentencesOf(source, units)) {
    const reading = readSentence(source, sentence);
    const start = sentence[0]?.start ?? 0;
    if (reading.text !== '') text += (text === '' ? '' : source.slice(end, start)) + reading.text;
    end = sentence.at(-1)?.end ?? end;
    effects.push(...reading.effects);
    isWeak &&= reading.isWeak || reading.text === '';
  }
  // Untouched text stays as it is, blanks at its end included.
  const isTouched = effects.length > 0;
  return { block, text: isTouched ? text : source, effects, isWeak: isWeak && !isTouched };
}
