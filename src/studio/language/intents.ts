import { kindOf } from '../../nemo/files';
import { requestIn, type Request } from './intent-sentences';
import { forgiven, intentWords, unforgiven, type WordClass } from './intent-words';
import { Lexicon, misspellings, tokensOf, type Token } from './phrases';

/** What a message is about; an edit is for the agent. */
export type Intent = Request | 'edit';

/** A request for the thing itself is short: more words than this are never one. */
const mostTokens = 48;

const lexicon = new Lexicon<WordClass>(intentWords, misspellings(forgiven, unforgiven));
const isEnd = ({ text }: Token) => /^[.!;。]/.test(text);
/** Marks between the parts of a sentence. Any other (a quote, a colon, a bracket) may change what is meant. */
const isPause = ({ text }: Token) => /^[,、~…]$/.test(text);

/**
 * Decides what is to be done about a message; whatever is not surely something else goes to the agent. A message asks
 * for an export, say, only if every word of it is understood and belongs to such a request: "add an export-style end
 * card" speaks of one and wants an edit, and a wrong export is worse than a question. Time is linear in the length of
 * the message, and mostly ends with its first unknown word.
 */
export function intentOf(message: string): Intent {
  const found = new Set<Intent>();
  for (const sentence of sentencesOf(message) ?? []) {
    const phrases = phrasesOf(sentence);
    if (!phrases) return 'edit';
    if (phrases.length > 0) found.add(requestIn(phrases) ?? 'edit');
  }
  const [intent] = found;
  return found.size === 1 && intent !== undefined ? intent : 'edit';
}

/** The message as sentences of parts of tokens, or nothing where it is too long for a request. */
function sentencesOf(message: string): Token[][][] | undefined {
  const sentences: Token[][][] = [[[]]];
  let count = 0;
  for (const token of tokensOf(message)) {
    if (++count > mostTokens) return undefined;
    // "/export" is a way of typing commands.
    if (token.kind === 'emoji' || (count === 1 && token.text === '/')) continue;
    if (isEnd(token)) sentences.push([[]]);
    else if (isPause(token)) sentences.at(-1)?.push([]);
    else sentences.at(-1)?.at(-1)?.push(nameless(token));
  }
  return sentences;
}

/** The name of a media file stands for the file. */
function nameless(token: Token): Token {
  return token.text.includes('.') && kindOf(token.text) ? { ...token, text: 'media-file' } : token;
}

/** The phrases of a sentence that matter, or nothing where a word of it is unknown. */
function phrasesOf(parts: readonly (readonly Token[])[]): ReadonlySet<WordClass>[] | undefined {
  const matter: ReadonlySet<WordClass>[] = [];
  for (const part of parts) {
    const phrases = read(part);
    if (!phrases) return undefined;
    if (phrases.every(isApproval)) continue;
    for (const classes of phrases) {
      const isOpening = matter.length === 0 && classes.has('opening');
      if (!isOpening && !classes.has('polite')) matter.push(classes);
    }
  }
  return matter;
}

const isApproval = (classes: ReadonlySet<WordClass>) =>
  classes.has('approval') || classes.has('opening') || classes.has('polite');

/** A part of a sentence in phrases, or nothing where a word of it is unknown. */
function read(part: readonly Token[]): ReadonlySet<WordClass>[] | undefined {
  const phrases: ReadonlySet<WordClass>[] = [];
  for (let at = 0; at < part.length;) {
    const phrase = lexicon.at(part, at);
    if (!phrase) return undefined;
    phrases.push(phrase.classes);
    at += phrase.length;
  }
  return phrases;
}
