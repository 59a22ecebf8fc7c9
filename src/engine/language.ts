import { readFile } from 'node:fs/promises';
import { config } from '@vscode/l10n';
import * as z from 'zod';
import { log } from './log';

const bundleSchema = z.record(
  z.string(),
  z.union([z.string(), z.object({ message: z.string(), comment: z.array(z.string()) })]),
);
type Sentences = z.infer<typeof bundleSchema>;

/** English stands in the code; Chinese comes from the bundle. */
const sentences: Record<'en' | 'zh', Sentences> = { en: {}, zh: {} };
let locale = 'en';

const languageOf = (tag: string): keyof typeof sentences => (/^zh\b/i.test(tag) ? 'zh' : 'en');

/**
 * Loads the sentences and sets the language of the process.
 *
 * @param tag BCP 47
 * @param file absolute path of the Chinese bundle; without it everything is said in English
 */
export async function loadSentences(tag: string, file: string | undefined): Promise<void> {
  if (file !== undefined) {
    try {
      sentences.zh = bundleSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      log.error(`strings of ${file}`, error);
    }
  }
  locale = tag;
  config({ contents: sentences[languageOf(tag)] });
}

/**
 * Makes sentences in the language of a session, whatever that of the process. `make` runs synchronously, because
 * the language is a setting of the whole process.
 *
 * @param tag BCP 47
 */
export function inLanguage<T>(tag: string, make: () => T): T {
  config({ contents: sentences[languageOf(tag)] });
  try {
    return make();
  } finally {
    config({ contents: sentences[languageOf(locale)] });
  }
}
