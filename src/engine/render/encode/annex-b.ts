/**
 * Turns a byte stream with start codes (ITU-T H.264 Annex B) into units prefixed by their length in 4 bytes, as MP4
 * wants them (ISO/IEC 14496-15).
 */
export function lengthPrefixed(stream: Uint8Array): Uint8Array {
  const units: [start: number, end: number][] = [];
  let start = -1;
  for (let at = 0; at + 2 < stream.length; at++) {
    // A start code is 00 00 01; three steps can be made at once where the third byte is above 1.
    if ((stream[at + 2] ?? 0) > 1) {
      at += 2;
      continue;
    }
    if (stream[at] !== 0 || stream[at + 1] !== 0 || stream[at + 2] !== 1) continue;
    if (start >= 0) units.push([start, withoutZeros(stream, start, at)]);
    start = at + 3;
    at += 2;
  }
  if (start >= 0) units.push([start, stream.length]);
  const size = units.reduce((sum, [from, to]) => sum + 4 + to - from, 0);
  const result = new Uint8Array(size);
  const view = new DataView(result.buffer);
  let position = 0;
  for (const [from, to] of units) {
    view.setUint32(position, to - from);
    result.set(stream.subarray(from, to), position + 4);
    position += 4 + to - from;
  }
  return result;
}

/** The end of a unit: zeros before a start code belong to the start code. */
function withoutZeros(stream: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && stream[last - 1] === 0) last -= 1;
  return last;
}
