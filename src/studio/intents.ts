import { kindOf } from '../nemo/files';
import { requestIn } from './intent-sentences';
import { forgiven, intentWords, unforgiven, type WordClass } from './intent-words';
import { Lexicon, misspellings, tokensOf, type Token } from './phrases';

/** What a message is about, where it is not for the agent. */
export type Intent = 'export' | 'credits' | 'timeline' | 'upload' | 'edit';

/** A request for the thing itself is short: more words than this are never one. */
const mostTokens = 48;

const lexicon = new Lexicon<WordClass>(intentWords, misspellings(forgiven, unforgiven));
const isEnd = ({ text }: Token) => /^[.!;。]/.test(text);
/** Marks that say nothing; any other (a quote, a colon, a bracket) may change what is meant. */
const isPause = ({ kind, text }: Token) => kind === 'emoji' || /^[,、~…。.]$/.test(text);

/**
 * Decides what is to be done about a message; whatever is not surely something else goes to the agent. A message asks
 * for an export, say, only if every word of it is understood and belongs to such a request: "add an export-style end
 * card" speaks of one and wants an edit, and a wrong export is worse than a question. Time is linear in the length of
 * the message, and mostly ends with its first unknown word.
 */
export function intentOf(message: string): Intent {
  const found = new Set<Intent>();
  for (const clause of clausesOf(message) ?? []) {
    const phrases = phrasesOf(clause);
    if (!phrases) return 'edit';
    if (phrases.length > 0) found.add(requestIn(phrases) ?? 'edit');
  }
  const [intent] = found;
  return found.size === 1 && intent !== undefined ? intent : 'edit';
}

/** The message in clauses, or nothing where it is too long for a request. */
function clausesOf(message: string): Token[][] | undefined {
  const clauses: Token[][] = [[]];
  let count = 0;
  for (const token of tokensOf(message)) {
    if (++count > mostTokens) return undefined;
    // "/export" is a way of typing commands.
    if (count === 1 && token.text === '/') continue;
    if (isEnd(token)) clauses.push([]);
    else if (!isPause(token)) clauses.at(-1)?.push(nameless(token));
  }
  return clauses;
}

/** The name of a media file stands for the file. */
function nameless(token: Token): Token {
  return token.text.includes('.') && kindOf(token.text) ? { ...token, text: 'media-file' } : token;
}

/** The phrases of a clause that matter, or nothing where a word of it is unknown. */
function phrasesOf(clause: readonly Token[]): ReadonlySet<WordClass>[] | undefined {
  const phrases: ReadonlySet<WordClass>[] = [];
  for (let at = 0; at < clause.length;) {
    const phrase = lexicon.at(clause, at);
    if (!phrase) return undefined;
    at += phrase.length;
    const isOpening = phrases.length === 0 && phrase.classes.has('opening');
    if (!isOpening && !phrase.classes.has('polite')) phrases.push(phrase.classes);
  }
  return phrases;
}
