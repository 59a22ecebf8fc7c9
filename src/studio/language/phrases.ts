/**
 * Words and phrases in what people and agents write, English and Chinese alike: one scan takes a text apart into
 * tokens, and a lexicon knows phrases of one or several of them.
 */

export interface Token {
  readonly kind: 'word' | 'mark' | 'emoji';
  /** Lower case, full-width forms folded (Unicode NFKC), straight apostrophes: what phrases are compared with. */
  readonly text: string;
  /** Where it stands, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

// A Latin word may hold apostrophes, hyphens, dots: "don't", "export-style", "episode.mp4", "16:9" are one word each.
const latinWord = /[\p{Script=Latin}\p{N}\p{M}]+(?:['’＇._:-][\p{Script=Latin}\p{N}\p{M}]+)*/uy;
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]+/uy;
const blank = /\s+/uy;
const anyCharacter = /./suy;
/** Chinese is written without blanks: each character is a word, and phrases put them together. */
const han = /^\p{Script=Han}$/u;

/** Takes a text apart, one token at a time, so that a reader who has seen enough can stop. Blanks are left out. */
export function* tokensOf(text: string): Generator<Token, void> {
  let start = 0;
  const endOf = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = start;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  };
  while (start < text.length) {
    const afterBlank = endOf(blank);
    if (afterBlank !== undefined) {
      start = afterBlank;
      continue;
    }
    const wordEnd = endOf(latinWord);
    const emojiEnd = wordEnd === undefined ? endOf(emoji) : undefined;
    const end = wordEnd ?? emojiEnd ?? endOf(anyCharacter) ?? start + 1;
    const raw = text.slice(start, end);
    const kind = emojiEnd !== undefined ? 'emoji' : wordEnd !== undefined || han.test(raw) ? 'word' : 'mark';
    yield { kind, text: raw.normalize('NFKC').toLowerCase().replaceAll('’', "'"), start, end };
    start = end;
  }
}

/** What was found in a lexicon: what it may be, and how many tokens it takes. */
export interface Found<Class extends string> {
  readonly classes: ReadonlySet<Class>;
  readonly length: number;
}

/** Phrases by class. A phrase may be of several classes: "this" points at a thing, and can be the thing. */
export class Lexicon<Class extends string> {
  readonly #classesOf = new Map<string, Set<Class>>();
  readonly #longestFrom = new Map<string, number>();

  /**
   * @param phrases by class, apart by `|`: `export|go ahead and|导出`
   * @param variants what else one word of a phrase is written like; see `misspellings`
   */
  constructor(
    phrases: Readonly<Record<Class, string>>,
    private readonly variants: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const [name, list] of Object.entries<string>(phrases))
      for (const phrase of list.split('|')) this.#add(phrase, name as Class);
  }

  /** The longest phrase that begins at a token. */
  at(tokens: readonly Pick<Token, 'text'>[], index: number): Found<Class> | undefined {
    let key = this.#wordAt(tokens, index) ?? '';
    const longest = Math.min(this.#longestFrom.get(key) ?? 0, tokens.length - index);
    let found: Found<Class> | undefined;
    for (let length = 1; length <= longest; length++) {
      if (length > 1) key += ` ${this.#wordAt(tokens, index + length - 1)}`;
      const classes = this.#classesOf.get(key);
      if (classes) found = { classes, length };
    }
    return found;
  }

  #wordAt(tokens: readonly Pick<Token, 'text'>[], index: number): string | undefined {
    const text = tokens[index]?.text;
    return text === undefined ? undefined : (this.variants.get(text) ?? text);
  }

  #add(phrase: string, name: Class): void {
    const words = [...tokensOf(phrase)].map(({ text }) => text);
    const [first = ''] = words;
    const key = words.join(' ');
    this.#classesOf.set(key, (this.#classesOf.get(key) ?? new Set()).add(name));
    this.#longestFrom.set(first, Math.max(this.#longestFrom.get(first) ?? 0, words.length));
  }
}

/**
 * The usual slips of a hurried hand: two letters changed about, one left out, one doubled. The first letter stays, and
 * letters replaced by others are not forgiven: "expert" is not "export".
 *
 * @param words that are worth forgiving, each of five letters at least
 * @param real words that a slip must not be taken for
 * @returns slip → word
 */
export function misspellings(words: readonly string[], real: readonly string[]): Map<string, string> {
  const slips = new Map<string, string>();
  for (const word of words) {
    for (let i = 1; i < word.length; i++) {
      const [head, letter, tail] = [word.slice(0, i), word.charAt(i), word.slice(i + 1)];
      slips.set(head + tail, word);
      slips.set(head + letter + letter + tail, word);
      slips.set(head + tail.charAt(0) + letter + tail.slice(1), word);
    }
  }
  for (const word of [...words, ...real]) slips.delete(word);
  return slips;
}
