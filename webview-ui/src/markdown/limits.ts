/**
 * What Markdown is parsed at all. A parser of inline Markdown takes quadratic time on text made for it, and
 * recurses as deep as quotes and lists are nested; these bounds are far beyond what an answer holds.
 */

/** UTF-16 units of one message that are shown at all. */
export const longestShown = 200_000;
/** UTF-16 units of a line that is parsed. */
export const longestLine = 4_000;
/** UTF-16 units of quote marks, list marks and indentation before the words of a line. */
const deepestPrefix = 40;
/** Characters that may begin or end emphasis, links, code or tags in one stretch of running text. */
const mostDelimiters = 150;
/** UTF-16 units of one stretch of running text. */
const longestRun = 8_000;
/** UTF-16 units of one list or table. */
const longestBlock = 30_000;

const prefix = /^(?:[ \t]+|>|[-*+][ \t]|\d{1,9}[.)][ \t])*/;

/** Whether a line is too long, or nested too deep, to be parsed. */
export function isTooLong(line: string): boolean {
  return line.length > longestLine || (prefix.exec(line)?.[0].trimEnd().length ?? 0) > deepestPrefix;
}

/** Where a new stretch of running text begins: after a blank line, at a list mark, at a table's row. */
const newRun = /\n(?=[ \t>]*(?:\n|\||[-*+][ \t]|\d{1,9}[.)][ \t]))/;

/** Whether a block is very long, or holds a stretch of running text that would take long to parse. */
export function isTooHeavy(block: string): boolean {
  if (block.length > longestBlock) return true;
  return block
    .split(newRun)
    .some((run) => run.length > longestRun || (run.match(/[*_~[\]<`!\\]/g)?.length ?? 0) > mostDelimiters);
}
