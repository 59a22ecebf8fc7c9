import type { WordClass } from './intent-words';

/** What is done without the agent. */
export type Request = 'export' | 'credits' | 'timeline' | 'upload';

/**
 * The sentences that ask for the thing itself, as classes of words in order: `word` once, `word?` at most once,
 * `word*` any number of times, `word+` at least once, `a/b` either. A question is no command to export, unless it
 * begins with "can you".
 */
const sentences: Readonly<Record<Request, readonly string[]>> = {
  export: [
    'want* export it? out? the? quality* video/cut/anMp4? format/onto/place/home*',
    'want* canYou want* export it? out? the? quality* video/cut/anMp4? format/onto/place/home* question*',
    'want* may want* export it? out? the? quality* video? format/onto/place/home* come',
    'want* may* canYou? take? the? quality* video/it may* sendMe come',
    'want* take? the? quality* video/it may want* export format/onto/place/home* come',
    'want* haveIt? the quality* video exported format/onto/place/home*',
    'want* start exporting the? quality* video/cut/it? format/onto/place/home*',
    'want* canYou want* start exporting the? quality* video/cut/it? format/onto/place/home* question*',
    'want* take? the? quality* video/it want* export it? format/onto/place/home*',
    'want* canYou take? the? quality* video/it want* export format/onto/place/home* question*',
    'want* take the? quality* video/it canYou want* export format/onto/place/home* question*',
    'want* canYou* save the? quality* video format/onto/place/home*',
    'want* canYou* save it format/onto/place/home+',
    'want* canYou* take? the? quality* video/it save format/onto/place/home+',
    'want* canYou* sendMe the quality* video/quality format/onto/place/home*',
    'canYou want* sendMe the quality* video/quality format/onto/place/home* question*',
    'want* canYou* sendMeIt the? quality* video?',
    'want* canYou* take? the? quality* video/it sendMe question*',
    'want* canYou* send it onto/place/home+ question*',
    'want* canYou* send the quality* video onto/place/home+ question*',
  ],
  credits: [
    'want/canYou/canI* show* anyLeft? the? howMany? any? remaining? credits left/show* question*',
    'want/canYou/canI* show+ left of the? credits question*',
    'want/canYou/canI* show* howMany remaining? credit left* question*',
    'want/canYou/canI* show* howMany credits anyLeft left* question*',
    'want/canYou/canI* take the? credits show question*',
  ],
  timeline: [
    'want/canYou/canI* show/list* a? the? current? timeline/report isThere/show/what* question*',
    'want/canYou/canI* show* what the? timeline isThere* question*',
    'want/canYou/canI* whatsOn the? current? timeline isThere* question*',
    'want/canYou/canI* the? current? timeline on? what timeline? question*',
    'want/canYou/canI* take the? current? timeline list question*',
    'want/canYou/canI* current timeline what/isThere* question*',
    'the? video what timeline question*',
    'want/canYou/canI* take the? timeline show question*',
  ],
  upload: [
    'want/canYou/canI* upload another? fromHere? canI? question*',
    'want/canYou/canI* upload fromHere? aFile* fromHere? file/plainFile fromHere? canI? question*',
    'have aFile* file/plainFile to+ upload',
    'want/canYou/canI* start uploading aFile* file/plainFile? question*',
    'want/canYou/canI* take? aFile* file/plainFile upload question*',
    'want/canYou/canI* fromHere upload aFile* file/plainFile? question*',
    'want/canYou/canI* add aFile* plainFile fromHere? question*',
  ],
};

/** One place in a sentence: which classes may stand there, and how often. */
interface Slot {
  readonly classes: readonly WordClass[];
  readonly optional: boolean;
  readonly repeats: boolean;
}

const patterns = Object.entries(sentences).flatMap(([intent, list]) =>
  list.map((sentence) => ({
    intent: intent as Request,
    slots: sentence.split(' ').map(readSlot),
  })),
);

function readSlot(slot: string): Slot {
  const [, classes = '', times = ''] = /^(.*?)([?*+]?)$/.exec(slot) ?? [];
  return {
    classes: classes.split('/') as WordClass[],
    optional: times === '?' || times === '*',
    repeats: times === '*' || times === '+',
  };
}

/** What the phrases of a clause ask for, where they are a sentence of the above from the first to the last. */
export function requestIn(phrases: readonly ReadonlySet<WordClass>[]): Request | undefined {
  return patterns.find(({ slots }) => matches(slots, phrases))?.intent;
}

/** Follows all ways through the slots at once: `places` are the slots that the next phrase may fill. */
function matches(slots: readonly Slot[], phrases: readonly ReadonlySet<WordClass>[]): boolean {
  let places = withSkipped(slots, [0]);
  for (const classes of phrases) {
    const next: number[] = [];
    for (const place of places) {
      const slot = slots[place];
      if (!slot?.classes.some((name) => classes.has(name))) continue;
      next.push(place + 1);
      if (slot.repeats) next.push(place);
    }
    places = withSkipped(slots, next);
  }
  return places.has(slots.length);
}

function withSkipped(slots: readonly Slot[], places: readonly number[]): Set<number> {
  const all = new Set<number>();
  for (const start of places) {
    for (let place = start; !all.has(place); place++) {
      all.add(place);
      if (!slots[place]?.optional) break;
    }
  }
  return all;
}
