import { createHash } from 'node:crypto';

/** A short text that is the same for the same JSON value, in whatever order its keys come; empty for none. */
export function digestOf(value: unknown): string {
  if (value === undefined) return '';
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
