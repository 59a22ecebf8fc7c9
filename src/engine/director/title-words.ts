/** A title that was asked for, and where in the message that was. */
export interface TitleRequest {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands before a title. A bare "title" needs a colon or quotes behind it. */
const leads = [
  String.raw`\b(?:and\s+|with\s+(?:the\s+|a\s+)?)?(?:call|name|title)\s+(?:it|this|the\s+(?:video|episode))\s*[:：]?\s*`,
  String.raw`\b(?:with\s+)?(?:the\s+)?title[sd]?\s*[:：]\s*`,
  String.raw`\b(?:set|change|make|rename|switch)\s+(?:the\s+|its\s+)?title\s*(?:\s(?:to|as)\b|[:：]|(?=["“‘「『《]))\s*[:：]?\s*`,
  String.raw`\b(?:the\s+|its\s+)?title\s+(?:should\s+be|shall\s+be|is|to)\s*[:：]?\s*`,
  String.raw`\brename\s+(?:it|the\s+video)\s+(?:to|as)?\s*[:：]?\s*`,
  String.raw`\b(?:titled|entitled)\s*[:：]?\s*`,
  String.raw`(?:把|将)?(?:它的|视频的?)?(?:标题|题目|片名)\s*(?:改成|改为|设为|设成|设置为|换成|叫做|叫|就?是|为|用|写|[:：])\s*[:：]?\s*`,
  String.raw`(?:(?:把|将)?(?:它|视频)?(?:命名为|取名为|取名叫|起名叫|取名|起名|叫做))\s*[:：]?\s*`,
  String.raw`\b(?:with\s+)?(?:the\s+)?title\s+(?=["'“‘「『《])|(?:标题|题目|片名)\s*(?=["“‘「『《])`,
];
const lead = new RegExp(leads.map((source) => `(?:${source})`).join('|'), 'i');

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '‘': '’',
  "'": "'",
  '「': '」',
  '『': '』',
  '《': '》',
};
/** Longest title, in UTF-16 units. */
const longest = 200;

/**
 * Finds the title that a message asks for: in quotation marks, or to the end of its sentence.
 *
 * @param isRequest whether words that could belong to the title are a request of their own (", and make it square")
 */
export function findTitle(message: string, isRequest: (words: string) => boolean): TitleRequest | undefined {
  const match = lead.exec(message);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  const close = quotes[message.charAt(from)];
  const closeAt = close === undefined ? -1 : closingQuote(message, from + 1, close);
  const [text, end] =
    closeAt >= 0 ? [message.slice(from + 1, closeAt), closeAt + 1] : unquoted(message, from, isRequest);
  const clean = text.replace(/\s+/g, ' ').trim().slice(0, longest);
  return clean === '' ? undefined : { text: clean, start: match.index, end };
}

/** An apostrophe inside a word does not close a title in single quotes. */
function closingQuote(message: string, from: number, close: string): number {
  for (let at = message.indexOf(close, from); at >= 0; at = message.indexOf(close, at + 1)) {
    if (close !== "'" || !/[\p{L}\p{N}]/u.test(message.charAt(at + 1))) return at;
  }
  return -1;
}

function unquoted(message: string, from: number, isRequest: (words: string) => boolean): [string, number] {
  // A title longer than this is none; what follows is read like all other words.
  const sentence = /^(?:[^.\n;。；]|\.(?!\s|$))*/.exec(message.slice(from, from + 2 * longest))?.[0] ?? '';
  const joints = /\s*[,，]\s*|\s+(?=(?:and|but|then|with|without)\s)|(?=并且|并|然后|再|同时)/gi;
  for (const joint of sentence.matchAll(joints)) {
    const rest = sentence.slice(joint.index).replace(/^[\s,，]+/, '');
    if (isRequest(rest)) return [sentence.slice(0, joint.index), from + joint.index];
  }
  return [sentence, from + sentence.length];
}
