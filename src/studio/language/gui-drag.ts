import { phraseAt, skipThe, type Effect, type Gesture, type Words } from './gui-reading';

/** Where a thing is dragged: behind one of these comes the place. */
const towards = /^(?:to|onto|into|before|after|between|at|over|above|below|underneath|到|至|在)$/;
/** No thing and its place take more words than this. */
const longest = 40;
/** Here what is to be dragged where has been said. */
const goesOn = /^(?:and|then|so|if|when|until|as|for|because|就|来|以|即可|并|然后)$/;

/**
 * "drag the title to 5 s", 把标题拖到5秒处: an edit that can be asked for, where it says what goes where; files that are
 * dropped are files to add; anything else is only a gesture.
 */
export function dragAt(words: Words, at: number): Gesture | undefined {
  const phrase = phraseAt(words, at);
  if (phrase.is('take')) return takenAt(words, phrase.end);
  if (phrase.is('drag')) {
    const first = words.units[phrase.end];
    const isThing =
      first?.kind === 'name' ||
      first?.isBold ||
      ['the', 'files', 'control'].some((name) => phraseAt(words, phrase.end).is(name as 'the')) ||
      isHan(first?.text);
    return isThing ? readDrag(words, phrase.end) : undefined;
  }
  if (!phrase.is('drop')) return undefined;
  const gesture = readDrag(words, phrase.end);
  return gesture.effect.offer?.do === 'attach' ? gesture : undefined;
}

const isHan = (text: string | undefined) => text !== undefined && /^\p{Script=Han}/u.test(text);

/** Reads from the thing to the end of its place. */
function readDrag(words: Words, start: number): Gesture {
  const end = endOfPart(words, start);
  let place = start;
  while (place < end && !towards.test(words.units[place]?.text ?? '')) place++;
  return { effect: effectOf(words, start, place, end), end };
}

/** 将标题拖到5秒处 */
function takenAt(words: Words, start: number): Gesture | undefined {
  const end = endOfPart(words, start);
  for (let place = start + 1; place < end; place++) {
    const to = phraseAt(words, place);
    if (!to.is('dragTo') && !to.is('drag')) continue;
    const isPlain = to.is('drag') && towards.test(words.units[to.end]?.text ?? '');
    const placeStart = isPlain ? to.end + 1 : to.end;
    return { effect: effectOf(words, start, place, end, placeStart), end };
  }
  return undefined;
}

function endOfPart({ units }: Words, start: number): number {
  let [end, hasPlace] = [start, false];
  for (; end < Math.min(units.length, start + longest); end++) {
    const unit = units[end];
    if (!unit || unit.kind === 'mark' || unit.kind === 'emoji' || goesOn.test(unit.text)) break;
    // "to 5 s to make it longer": the second one tells what for.
    if (towards.test(unit.text) && hasPlace && unit.text === 'to') break;
    hasPlace ||= towards.test(unit.text);
  }
  return end;
}

/** @param placeStart where the place begins without the word before it */
function effectOf(words: Words, start: number, place: number, end: number, placeStart = place + 1): Effect {
  const is = (from: number, to: number, name: 'files' | 'dropZone' | 'place') =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i).some((at) =>
      phraseAt(words, at).is(name),
    );
  const isDropped = is(place, end, 'dropZone') || (place === end && is(start, end, 'dropZone'));
  const where = textOf(words, placeStart, end);
  const isConcrete =
    place < end && (/\d/.test(where) || is(placeStart, end, 'place') || isBetween(words, place));
  if (isConcrete && !(isDropped && is(start, place, 'files')))
    return { offer: { do: 'say', text: edit(words, start, place, end, where) } };
  return is(start, place, 'files') ? { offer: { do: 'attach' } } : {};
}

const isBetween = ({ units }: Words, place: number) =>
  /^(?:before|after|between)$/.test(units[place]?.text ?? '');

/** What the gesture would have done, as a wish in the language of the text. */
function edit(words: Words, start: number, place: number, end: number, where: string): string {
  if (!isHan(words.units[place]?.text)) return `Move ${textOf(words, start, end)}`;
  return `把${textOf(words, skipThe(words, start), place)}移到${where}`;
}

function textOf({ units, source }: Words, start: number, end: number): string {
  const [first, last] = [units[start], units[end - 1]];
  return first && last && start < end
    ? source
        .slice(first.start, last.end)
        .replace(/\*|\s+$/g, '')
        .trim()
    : '';
}
