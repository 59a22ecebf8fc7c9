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
  const opening = /^[^:]*\((\d+) tracks?\):(?= |$)/.exec(line);
  if (!opening) return { heading: line, tracks: [] };
  const starts: { mark: number; label: number }[] = [];
  for (let number = 1, from = opening[0].length; number <= Number(opening[1]); number++) {
    // What is named after a number is a label only if a colon follows it: segments have numbers in their names too.
    const mark = new RegExp(` ${number}\\. (?=[^:()"]+: )`, 'g');
    mark.lastIndex = from;
    const found = mark.exec(line);
    if (!found) return { heading: line, tracks: [] };
    from = found.index + found[0].length;
    starts.push({ mark: found.index, label: from });
  }
  const tracks = starts.map(({ label }, index) => {
    const text = line.slice(label, starts[index + 1]?.mark);
    const colon = text.indexOf(': ');
    return { label: text.slice(0, colon), content: text.slice(colon + 2) };
  });
  return { heading: opening[0].slice(0, -1), tracks };
}
