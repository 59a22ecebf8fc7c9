import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesOf, sourcesIn } from './calls';

/** What is amiss between the sentences in the code and a bundle of translations. */
export interface Comparison {
  /** Sentences without a translation, by the place of one of them. */
  readonly missing: Record<string, string>;
  /** Translations of what is said nowhere. */
  readonly unused: string[];
  /** Translations with other placeholders than their sentence. */
  readonly placeholders: string[];
  /** Calls whose sentence is not written out. */
  readonly unreadable: string[];
}

/** Folders whose sentences are translated. */
const folders = ['src', 'webview-ui'];

/**
 * Compares the sentences in the code with a bundle.
 *
 * @param root the project's folder
 * @param bundleFile path of the bundle, from there; one that is not there counts as empty
 */
export function compareStrings(root: string, bundleFile = 'l10n/bundle.l10n.zh-cn.json'): Comparison {
  const path = join(root, bundleFile);
  const bundle = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  const read = folders
    .flatMap((folder) => sourcesIn(join(root, folder)))
    .map((source) => sentencesOf(source, root));
  const said = new Map(read.flatMap(({ found }) => found.map(({ text, at }) => [text, at] as const)));
  return {
    missing: Object.fromEntries([...said].filter(([text]) => !(text in bundle))),
    unused: Object.keys(bundle).filter((text) => !said.has(text)),
    placeholders: Object.keys(bundle).filter(
      (text) => placeholders(text) !== placeholders(bundle[text] ?? ''),
    ),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

/** The placeholders of a sentence, each once: the order may differ between languages. */
function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g))].sort().join();
}
