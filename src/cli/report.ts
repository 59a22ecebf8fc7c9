import { stripVTControlCharacters } from 'node:util';
import * as l10n from '@vscode/l10n';
import { isRunning, type Job } from '../studio/jobs';
import type { Item } from '../studio/conversation';
import type { ProjectState } from '../studio/project-state';
import { stageWords, timeLeft } from '../studio/words';

/** What is told about one file while it is converted. */
export type Report =
  | { event: 'message'; file: string; from: 'agent' | 'notice'; text: string }
  | { event: 'activity'; file: string; note: string }
  | { event: 'progress'; file: string; stage: string; percent: number; etaMs?: number }
  | { event: 'done'; file: string; output: string; bytes: number; already?: true }
  | { event: 'failed'; file: string; message: string }
  | { event: 'cancelled'; file: string }
  | { event: 'summary'; done: number; failed: number; cancelled: number };

export interface Reporter {
  report(report: Report): void;
}

/** One JSON object a line, for programs; control characters in it are escaped, all of them. */
export function jsonReporter(out: NodeJS.WritableStream): Reporter {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return { report: (report) => void out.write(`${JSON.stringify(report).replace(/\p{Cc}/gu, escaped)}\n`) };
}

/** Words from anywhere as a terminal may have them: what it would take for commands is left out. */
export function printable(words: string): string {
  return stripVTControlCharacters(words).replace(/\p{Cc}/gu, (character) =>
    character === '\n' || character === '\t' ? character : '',
  );
}

const onOneLine = (words: string) => printable(words.replace(/[\r\n\t]+/g, ' '));

/** ms between two lines of progress in a log */
const plainPauseMs = 5000;

/**
 * Sentences, and a line of progress with every stage and now and then: for logs and pipes.
 *
 * @param isOfSeveral whether it must be said which file a line is about
 */
export function plainReporter(out: NodeJS.WritableStream, isOfSeveral: boolean): Reporter {
  const told = new Map<string, { subject: string; at: number }>();
  return {
    report(report) {
      if (!isPassing(report)) {
        out.write(`${inWords(report, isOfSeveral)}\n`);
        return;
      }
      const now = performance.now();
      // A note that counts down is another one every second.
      const subject = report.event === 'progress' ? report.stage : report.event;
      const last = told.get(report.file);
      if (subject === last?.subject && now - last.at < plainPauseMs) return;
      told.set(report.file, { subject, at: now });
      const words =
        report.event === 'progress' ? `${report.stage}… ${Math.floor(report.percent)} %` : report.note;
      out.write(`${onOneLine(`${isOfSeveral ? `${report.file}: ` : ''}${words}`)}\n`);
    },
  };
}

/** The same with a bar that moves, for a terminal. */
export function terminalReporter(out: NodeJS.WriteStream, isOfSeveral: boolean): Reporter {
  const clear = '\r\u001b[K';
  return {
    report(report) {
      if (!isPassing(report)) {
        out.write(`${clear}${inWords(report, isOfSeveral)}\n`);
        return;
      }
      const name = isOfSeveral ? onOneLine(`${report.file}: `) : '';
      if (report.event === 'activity') {
        out.write(`${clear}${name}${onOneLine(report.note)}`.slice(0, out.columns + clear.length));
        return;
      }
      const left = report.etaMs === undefined ? '' : ` · ${timeLeft(report.etaMs)}`;
      const words = ` ${Math.floor(report.percent).toString().padStart(3)} %  ${name}${onOneLine(report.stage)}${left}`;
      const width = Math.max(10, Math.min(40, out.columns - words.length - 2));
      const filled = Math.round((width * report.percent) / 100);
      out.write(
        `${clear}${'█'.repeat(filled)}${'░'.repeat(width - filled)}${words}`.slice(
          0,
          out.columns + clear.length,
        ),
      );
    },
  };
}

/** What is only so for a moment, and makes way for what comes next. */
type Passing = Extract<Report, { event: 'progress' | 'activity' }>;

function isPassing(report: Report): report is Passing {
  return report.event === 'progress' || report.event === 'activity';
}

function inWords(report: Exclude<Report, Passing>, isOfSeveral: boolean): string {
  if (report.event !== 'message') return onOneLine(sentenceOf(report));
  // What was escaped for Markdown is shown as it is here.
  const words = report.from === 'agent' ? report.text.replace(/\\([!-/:-@[-`{-~])/g, '$1') : report.text;
  const text = printable(words);
  // A function, since a file's name may hold what a replacement takes for its own.
  return isOfSeveral ? text.replace(/^(?=.)/gm, () => onOneLine(`${report.file}: `)) : text;
}

function sentenceOf(report: Exclude<Report, Passing | { event: 'message' }>): string {
  switch (report.event) {
    case 'done':
      return report.already
        ? l10n.t('{0} is there already, from the run before.', report.output)
        : l10n.t('Saved {0} ({1} MB).', report.output, (report.bytes / 1e6).toFixed(1));
    case 'failed':
      return `${report.file}: ${report.message}`;
    case 'cancelled':
      return l10n.t('{0}: cancelled.', report.file);
    case 'summary':
      return l10n.t('{0} done, {1} failed, {2} cancelled.', report.done, report.failed, report.cancelled);
  }
}

/** Follows a project and tells what is new in it. @param known what needs no telling */
export function follow(reporter: Reporter, file: string, known: ProjectState): (state: ProjectState) => void {
  const told = new Set(
    known.record.items.filter((item) => settledText(item) !== undefined).map(({ id }) => id),
  );
  let lastProgress = '';
  let lastNote: string | undefined;
  return ({ record, activity }) => {
    if (activity.note !== lastNote) {
      lastNote = activity.note;
      if (lastNote !== undefined) reporter.report({ event: 'activity', file, note: lastNote });
    }
    for (const item of record.items) {
      const text = settledText(item);
      if (text === undefined || told.has(item.id)) continue;
      told.add(item.id);
      reporter.report({ event: 'message', file, from: item.kind === 'agent' ? 'agent' : 'notice', text });
    }
    const job = record.jobs.findLast(isRunning);
    const progress = job && progressOf(job, file);
    if (!progress || JSON.stringify(progress) === lastProgress) return;
    lastProgress = JSON.stringify(progress);
    reporter.report(progress);
  };
}

/** What an item says, once it will not change any more. Errors are told by the end of the job. */
function settledText(item: Item): string | undefined {
  if (item.kind === 'agent') return item.streaming ? undefined : item.text;
  if (item.kind === 'notice' && item.level !== 'error') return item.text;
  return item.kind === 'timeline' ? item.summary : undefined;
}

function progressOf({ state }: Job, file: string): Report | undefined {
  if (state.status === 'downloading')
    return { event: 'progress', file, stage: stageWords('saving'), percent: state.percent };
  if (state.status !== 'rendering') return undefined;
  const { percent, stage, etaMs } = state;
  return {
    event: 'progress',
    file,
    stage: stageWords(stage),
    percent,
    ...(etaMs === undefined ? {} : { etaMs }),
  };
}
