import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Command, CommanderError, Option } from 'commander';
import * as z from 'zod';
import { version } from '../../package.json';
import { describeError, redact } from '../nemo/redact';
import { sentenceFor } from '../studio/errors';
import { addressesFrom, terminalBackends, type Addresses } from './backends';
import { convert, exitCodes, type Wish } from './convert';
import { dataFolder } from './folders';
import { jsonReporter, plainReporter, printable, terminalReporter, type Reporter } from './report';
import { UsageError } from './usage';
import { wishesOf } from './wishes';

const optionsSchema = z.object({
  output: z.string().min(1).optional(),
  captions: z.string().min(1).optional(),
  ask: z.string().min(1).optional(),
  list: z.string().min(1).optional(),
  backend: z.enum(['local', 'cloud']),
  json: z.boolean().default(false),
});

/** dist/cli.js lies one below the package's folder. */
const root = resolve(__dirname, '..');
/** Whatever of this run may be read by nobody. */
const secrets = new Set<string>();
// Read from a file, it may end with its line. Concealed before anything can go wrong.
const ownToken = process.env.NEMO_TOKEN?.trim();
if (ownToken) secrets.add(ownToken);
const language = Intl.DateTimeFormat().resolvedOptions().locale;

function useLanguage(): void {
  const bundle = join(root, 'l10n', 'bundle.l10n.zh-cn.json');
  if (language.toLowerCase().startsWith('zh') && existsSync(bundle)) l10n.config({ fsPath: bundle });
}

function reporterFor(json: boolean, isOfSeveral: boolean): Reporter {
  if (json) return jsonReporter(process.stdout);
  return (process.stdout.isTTY ? terminalReporter : plainReporter)(process.stdout, isOfSeveral);
}

async function runConvert(files: string[], raw: unknown): Promise<number> {
  const { backend, json, ...asked } = optionsSchema.parse(raw);
  let wishes: Wish[];
  let addresses: Addresses;
  try {
    addresses = addressesFrom(backend === 'cloud' ? process.env : {});
    wishes = await wishesOf({ files, ...asked });
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${printable(error.message)}\n`);
      return exitCodes.usage;
    }
    const failed = { event: 'failed', file: basename(files[0] ?? ''), message: sentenceFor(error) } as const;
    reporterFor(json, false).report(failed);
    return exitCodes.failed;
  }
  const abort = new AbortController();
  const interrupt = () => abort.abort(new DOMException('interrupted', 'AbortError'));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, interrupt);
  const data = dataFolder();
  return await convert(
    { wishes, backend, language },
    terminalBackends(root, data, language, addresses, { ownToken, conceal: (secret) => secrets.add(secret) }),
    join(data, 'journal'),
    reporterFor(json, wishes.length > 1),
    abort.signal,
  );
}

async function main(): Promise<number> {
  useLanguage();
  let exitCode: number = exitCodes.done;
  const program = new Command('free-podcast-video')
    .description(l10n.t('Turns podcast recordings into videos with waveform and captions.'))
    .version(version)
    .exitOverride();
  program
    .command('convert')
    .description(l10n.t('convert recordings; each video is put beside its recording'))
    .argument('[files...]', l10n.t('recordings; pictures among them become the cover'))
    .option('-o, --output <path>', l10n.t('the video to write, or the folder to put it in'))
    .option('--captions <file>', l10n.t('a transcript (.srt or .vtt) for the captions'))
    .option('--ask <words>', l10n.t('what is wanted, in words'))
    .option('--list <file>', l10n.t('a JSON list of files, each with wishes of its own'))
    .addOption(
      new Option(
        '--backend <name>',
        l10n.t('where to render: this computer, or the NemoVideo cloud (uploads the file)'),
      )
        .choices(['local', 'cloud'])
        .default('local'),
    )
    .option('--json', l10n.t('one JSON object a line instead of sentences'))
    .action(async (files: string[], options: unknown) => {
      exitCode = await runConvert(files, options);
    });
  try {
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    // Help and version end this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    throw error;
  }
}

/** Ends over an error that nobody expected: in one line, without a stack, and without anything secret. */
function crash(error: unknown): never {
  process.stderr.write(`${printable(redact(describeError(error), secrets))}\n`);
  // What is in the journal is whole; another run goes on from it.
  process.exit(exitCodes.failed);
}

process.on('uncaughtException', crash);
main().then((code) => {
  process.exitCode = code;
}, crash);
