/**
 * What is said in the sample episode, and by whom. The words are ours.
 *
 * One line is one caption, and every line ends at punctuation: espeak-ng gives each clause its own melody, so
 * a clause spoken by itself sounds as it does in its sentence, and its length in samples is its caption's time.
 */

/** Tags of the episode, as ffmpeg names them. */
export const tags = {
  title: 'Why Lighthouse Keepers Wrote About the Weather',
  artist: 'Nora & Sam',
  album: 'Small Lights',
  album_artist: 'Small Lights',
  track: '7',
  date: '2026',
  genre: 'Podcast',
};

/**
 * The hosts. `voice`, `wordsPerMinute` and `pitch` (0–99) are espeak-ng's; `pan` runs from −1 (left) to 1.
 * The voice `en-gb` would silently ignore its variant, `en-gb-x-rp` takes it.
 */
export const hosts = {
  nora: { voice: 'en-gb-x-rp+f2', wordsPerMinute: 160, pitch: 52, pan: -0.14 },
  sam: { voice: 'en-us+m3', wordsPerMinute: 160, pitch: 44, pan: 0.14 },
};

/** The episode, turn by turn. */
export const turns = [
  {
    host: 'nora',
    lines: [
      'Welcome to Small Lights,',
      'the show about people who looked out of the window for a living.',
      "I'm Nora.",
    ],
  },
  { host: 'sam', lines: ["And I'm Sam.", 'Today: lighthouse keepers, and the weather diaries they kept.'] },
  { host: 'nora', lines: ['You have a lamp to mind all night.', 'Why write down the weather as well?'] },
  {
    host: 'sam',
    lines: [
      'Well, part of it was duty.',
      'Wind, rain and fog, noted watch by watch,',
      'in case a ship came late and somebody asked why.',
    ],
  },
  { host: 'nora', lines: ['And the other part?'] },
  {
    host: 'sam',
    lines: ['Company.', 'When you live alone on a rock,', 'the weather is the only visitor you get.'],
  },
  { host: 'nora', lines: ['And it never wipes its feet.'] },
  {
    host: 'sam',
    lines: [
      'Never! Here is an entry we made up, but any keeper would sign it:',
      '“Fog came for breakfast, and stayed to supper.”',
    ],
  },
  { host: 'nora', lines: ['That is a whole novel in one line.'] },
  {
    host: 'sam',
    lines: ['That is the trick of a diary.', 'Look up, write one true line,', 'and do it again tomorrow.'],
  },
  {
    host: 'nora',
    lines: [
      'So tonight, before you put out your own small light,',
      'look out of the window,',
      'and write down what you see.',
    ],
  },
  { host: 'sam', lines: ['Clear skies, everyone.'] },
  { host: 'nora', lines: ['Good night.'] },
];
