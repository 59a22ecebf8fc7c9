/** A timeline's summary line, taken apart for a list. */
export interface Summary {
  heading: string;
  tracks: { label: string; content: string }[];
}

/**
 * Takes apart `Timeline (2 tracks): 1. Video: city (0-10s) 2. Title: "Urban" (0-3s)`. The numbers must run from 1
 * without a gap; a line of another shape comes back whole as the heading.
 */
export function readSummary(line: string): Summary {
  const heading = /^[^:]*\((\d+) tracks?\):(?= |$)/.exec(line);
  if (!heading) return { heading: line, tracks: [] };
  const count = Number(heading[1]);
  const starts: number[] = [];
  for (let number = 1; number <= count; number++) {
    const from = line.indexOf(` ${number}. `, starts.at(-1) ?? heading[0].length);
    if (from < 0) return { heading: line, tracks: [] };
    starts.push(from + ` ${number}. `.length);
  }
  const tracks = starts.map((start, index) => {
    const next = starts[index + 1];
    const text = line.slice(start, next === undefined ? undefined : next - ` ${index + 2}. `.length);
    const colon = text.indexOf(': ');
    return colon < 0
      ? { label: text, content: '' }
      : { label: text.slice(0, colon), content: text.slice(colon + 2) };
  });
  return { heading: heading[0].slice(0, -1), tracks };
}
