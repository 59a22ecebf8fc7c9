import { parseTree, type Node } from 'jsonc-parser';

/** Where a string begins, or a whole number with all that belongs to it. */
const stringOrNumber = /"|-?\d[\d.eE+-]*/g;
const longInteger = /^-?\d{16,}$/;

/**
 * Parses JSON from the wire. Integers beyond 2^53 become strings with all their digits: ids of that size are
 * sent as numbers by some servers and would be rounded.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? quoteLongIntegers(text) : text);
}

function quoteLongIntegers(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  stringOrNumber.lastIndex = 0;
  for (let found = stringOrNumber.exec(text); found; found = stringOrNumber.exec(text)) {
    const [token] = found;
    if (token === '"') {
      stringOrNumber.lastIndex = endOfString(text, found.index);
    } else if (longInteger.test(token) && !Number.isSafeInteger(Number(token))) {
      pieces.push(text.slice(done, found.index), `"${token}"`);
      done = found.index + token.length;
    }
  }
  return pieces.join('') + text.slice(done);
}

/** The index behind a string's closing quote. A loop, because a pattern overflows the stack on long strings. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  for (;;) {
    const quote = text.indexOf('"', index);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    index = quote + 1;
  }
}

/**
 * Cuts the text of one value out of a JSON text, byte for byte, so that it can be sent back as it came.
 *
 * @param path keys from the root, as `['data', 'state', 'draft']`
 * @returns the value's own text, or undefined where there is none
 */
export function sliceJson(text: string, path: readonly string[]): string | undefined {
  const node = path.reduce<Node | undefined>(valueOf, parseTree(text));
  return node && text.slice(node.offset, node.offset + node.length);
}

/** The value under a key; of several the last, as `JSON.parse` takes it. */
function valueOf(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}
