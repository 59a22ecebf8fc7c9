import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Beginning } from './conversion';
import { unnumbered, wantedPath } from './exporting/output';
import { isUnfinished, type Job } from './jobs';
import type { Listed } from './journal/parts';
import type { Project } from './project';
import type { ProjectRecord, SessionFile } from './project-state';

/** What processes that ended have left in the journal, and what may be made of it. */

/** Whether a process that ended before its time was in the middle of something. */
export function isLeftUndone({ conversion, jobs, hasUnanswered }: Listed): boolean {
  return conversion?.status === 'running' || hasUnanswered || jobs.some(isUnfinished);
}

/** Whether there may be something to go on with, or a video that is there already. */
export async function isWorthOpening(head: Listed): Promise<boolean> {
  return isLeftUndone(head) || hasFailed(head) || (await finishedExport(head)) !== undefined;
}

/** Whether it was left of just what is asked for now, and can still come to something. */
export async function isLeftFor(
  record: ProjectRecord,
  beginning: Beginning,
  outputFolder: string,
): Promise<boolean> {
  return !isVain(record) && (await isStill(record, beginning, outputFolder));
}

/** Takes a conversion to its end from wherever it is; what had failed is tried again, and nothing else. */
export async function goOnWith(project: Project): Promise<Job | undefined> {
  const { conversion, jobs } = project.state.value.record;
  const last = jobs.at(-1);
  if (conversion?.status === 'stopped') {
    await project.retry();
    return project.state.value.record.jobs.at(-1);
  }
  if (!conversion && last?.state.status === 'failed') return await project.export(last.outputPath);
  return await project.resume();
}

/** Whether it came to a failure which another try may not meet. */
function hasFailed({ conversion, jobs, session }: Listed): boolean {
  if (conversion) return conversion.status === 'stopped';
  return jobs.at(-1)?.state.status === 'failed' && !session?.isForgotten;
}

/** Whether what was asked for has been answered and came to nothing: to go on says nothing more. */
function isVain({ conversion, items }: ProjectRecord): boolean {
  const asked = items.find(({ id }) => id === conversion?.itemId);
  return conversion?.status === 'stopped' && asked?.kind === 'user' && asked.status === 'sent';
}

/** Whether what a record was to become is what this beginning asks for, of files that have not changed since. */
async function isStill(
  { recording, files, conversion, jobs, items, session }: ProjectRecord,
  { request, extras, outputPath }: Beginning,
  outputFolder: string,
): Promise<boolean> {
  const given = [...new Set([recording, ...extras])];
  const asked = items.find((item) => item.kind === 'user');
  const wanted = outputPath ?? wantedPath(recording, outputFolder);
  const goesTo = jobs.at(-1)?.outputPath ?? conversion?.outputPath ?? wantedPath(recording, outputFolder);
  if (asked?.text !== request || !isDeepStrictEqual(files, given)) return false;
  if (unnumbered(goesTo) !== unnumbered(wanted)) return false;
  const sent = session?.files ?? [];
  return (await Promise.all(sent.map(isUnchanged))).every(Boolean);
}

async function isUnchanged({ path, bytes, modifiedAt }: SessionFile): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.size === bytes && Math.round(stats.mtimeMs) === modifiedAt;
}

/** The last export of a record, where its video is still as it was written. */
export async function finishedExport({ jobs }: Pick<ProjectRecord, 'jobs'>): Promise<Job | undefined> {
  const job = jobs.at(-1);
  if (job?.state.status !== 'done') return undefined;
  const stats = await stat(job.outputPath).catch(() => undefined);
  return stats?.size === job.state.bytes ? job : undefined;
}
