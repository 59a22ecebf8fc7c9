import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** A whole JSON string, or a bare integer of 16 digits and more: the ones that a double cannot hold. */
const stringOrLongInteger = /"(?:[^"\\]|\\.)*"|-?\b\d{16,}\b(?![.eE\d])/g;

/**
 * Parses JSON from the wire. Integers beyond 2^53 become strings with all their digits: ids of that size are
 * sent as numbers by some servers and would be rounded.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(
    text.replace(stringOrLongInteger, (token) => (token.startsWith('"') ? token : quoteUnsafe(token))),
  );
}

function quoteUnsafe(token: string): string {
  return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}

/**
 * Cuts the text of one value out of a JSON text, byte for byte, so that it can be sent back as it came.
 *
 * @param path keys from the root, as `['data', 'state', 'draft']`
 * @returns the value's own text, or undefined where there is none
 */
export function sliceJson(text: string, path: readonly string[]): string | undefined {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [...path]);
  return node && text.slice(node.offset, node.offset + node.length);
}
