import { belongTogether, readClause } from './clause';
import { tokenise, type Token } from './lexicon';
import { findTitle } from './title-words';
import type { Understanding, Wish } from './wish';

const greeting =
  /^\s*(?:help(?: me)?|what (?:else )?can you do|what can i (?:ask|say)|hi|hello|hey|thanks?|thank you|你好|您好|帮助|你?(?:还)?(?:会|能)做?(?:什么|些什么|哪些)|你会什么|谢谢你?)[\s!?.！？。~～]*$/i;

/** "I have recorded an episode about lighthouses": tells about the recording and asks for nothing. */
const isTold =
  /^\s*(?:i|we|it|this|that|there|here|my|our)\b(?!.*\b(?:want|need|like|should|must|please)\b)/i;

/** Reads a message, English or Chinese or both, into what it asks for. */
export function understand(message: string): Understanding {
  if (greeting.test(message)) return { wishes: [{ kind: 'help' }], unclear: [] };
  const title = findTitle(message, isRequest);
  if (!title) return readWords(message);
  // Blanks of the same length keep the places of all other words.
  const rest = `${message.slice(0, title.start)}${','.padEnd(title.end - title.start)}${message.slice(title.end)}`;
  const { wishes, unclear } = readWords(rest, true);
  return { wishes: [...wishes, { kind: 'title', text: title.text }], unclear };
}

/** Whether words are nothing but a request that is understood and starts as one. */
function isRequest(words: string): boolean {
  const { wishes, unclear } = readWords(words);
  const [first] = tokenise(words).filter(({ kind }) => kind !== 'boundary' && kind !== 'filler');
  const isImperative =
    ['with', 'remove', 'not', 'make'].includes(first?.kind ?? '') ||
    /^(?:并且?|然后|再|同时)?[改设换调]/.test(words);
  return wishes.length > 0 && unclear.length === 0 && isImperative;
}

/** @param isAnswered whether the message has a wish already that does not stand in the words */
function readWords(message: string, isAnswered = false): Understanding {
  const clauses = clausesOf(tokenise(message));
  const readings = clauses.map((tokens) => ({ tokens, ...readClause(tokens) }));
  const wishes = readings.flatMap((reading) => reading.wishes);
  const hasWish = isAnswered || wishes.length > 0;
  const unclear = readings
    .filter((reading) => reading.unclear.length > 0)
    .map((reading) => wordsOf(message, reading.unclear))
    .filter((words) => !hasWish || !isTold.test(words));
  if (!hasWish && unclear.length === 0) return { wishes, unclear: [message.trim()] };
  return { wishes: withoutRepeats(wishes), unclear };
}

function clausesOf(tokens: readonly Token[]): Token[][] {
  const clauses: Token[][] = [];
  let current: Token[] = [];
  const close = () => {
    const before = clauses.at(-1);
    if (before && belongTogether(before, current)) before.push(...current);
    else if (current.length > 0) clauses.push(current);
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === 'boundary') close();
    else current.push(token);
  }
  close();
  return clauses;
}

/** The message's own words from the first to the last of some tokens. */
function wordsOf(message: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? message.slice(first.start, last.end) : '';
}

/** Of two wishes about the same thing the later one counts. */
function withoutRepeats(wishes: readonly Wish[]): Wish[] {
  return wishes.filter((wish, index) => !wishes.slice(index + 1).some((later) => later.kind === wish.kind));
}
