import { Lexer } from 'marked';
import { isTooHeavy, isTooLong, longestShown } from './limits';

/** A top-level piece of Markdown: a paragraph, a list, a fenced block. */
export interface Block {
  /** Its source. Two blocks of the same source look the same. */
  raw: string;
  /** Shown as it is written: parsing it would take too long. */
  plain: boolean;
}

/** What is shown of a text, and whether there was more of it. */
export interface Blocks {
  blocks: Block[];
  cut: boolean;
}

/**
 * A reader of one growing text. Each call takes the whole text so far; as long as it only grew, nothing but its last
 * blocks is read again, so that streaming costs time in proportion to the text and not to its square.
 */
export function blockReader(): (text: string) => Blocks {
  let shown = '';
  let settled: Block[] = [];
  let settledLength = 0;

  return (text) => {
    const bounded = text.slice(0, longestShown).replace(/\r\n?/g, '\n');
    if (!bounded.startsWith(shown)) {
      settled = [];
      settledLength = 0;
    }
    shown = bounded;
    const tail = readBlocks(bounded.slice(settledLength));
    const result = { blocks: [...settled, ...tail], cut: text.length > longestShown };
    // The last two may still change: a list goes on after a blank line.
    for (const block of tail.slice(0, -2)) {
      settled.push(block);
      settledLength += block.raw.length;
    }
    return result;
  };
}

/** The blocks of `source`; their sources joined are `source` again. */
function readBlocks(source: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  for (const line of overlongLines(source)) {
    blocks.push(...lex(source.slice(start, line.start)), {
      raw: source.slice(line.start, line.end),
      plain: true,
    });
    start = line.end;
  }
  blocks.push(...lex(source.slice(start)));
  return blocks;
}

/** Where the lines lie that are not to be parsed, line break included. */
function* overlongLines(source: string): Generator<{ start: number; end: number }> {
  for (let start = 0; start < source.length;) {
    const lineBreak = source.indexOf('\n', start);
    const end = lineBreak < 0 ? source.length : lineBreak + 1;
    if (isTooLong(source.slice(start, end))) yield { start, end };
    start = end;
  }
}

/** Blank lines belong to the block before them. */
function lex(source: string): Block[] {
  const blocks: Block[] = [];
  const lexer = new Lexer({ gfm: true });
  let read = 0;
  for (const token of lexer.blockTokens(source, lexer.tokens)) {
    // Sliced from the source: the lexer rewrites the white space after a last list, and offsets must not shift.
    const raw = source.slice(read, (read += token.raw.length));
    const last = blocks.at(-1);
    if (token.type === 'space' && last) last.raw += raw;
    else blocks.push({ raw, plain: token.type !== 'code' && isTooHeavy(raw) });
  }
  const last = blocks.at(-1);
  if (last) last.raw += source.slice(read);
  return blocks;
}
