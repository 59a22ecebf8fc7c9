import type { Job } from './jobs';
import type { Project } from './project';

/** How one conversion of several ended; without a job it did not come to an export, and its conversation says why. */
export interface Outcome {
  readonly project: Project;
  readonly job: Job | undefined;
}

/**
 * Takes several projects to their ends, so many at a time, in their order. One that fails does not stop the others.
 *
 * @param run takes one project to its end; what it throws counts as a failure, and is told to `onError`
 * @param signal begins no more; what has begun is stopped by its project
 * @returns the outcomes in the order of the projects
 */
export async function runBatch(
  projects: readonly Project[],
  concurrency: number,
  run: (project: Project) => Promise<Job | undefined>,
  onError: (error: unknown) => void,
  signal?: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = projects.map((project) => ({ project, job: undefined }));
  const waiting = [...projects.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next && !signal?.aborted; next = waiting.shift()) {
      const [index, project] = next;
      try {
        outcomes[index] = { project, job: await run(project) };
      } catch (error) {
        onError(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, projects.length) }, worker));
  return outcomes;
}

/** Counts outcomes by how they ended. */
export function countOutcomes(outcomes: readonly Outcome[]): {
  done: number;
  cancelled: number;
  failed: number;
} {
  const count = (status: string) => outcomes.filter(({ job }) => job?.state.status === status).length;
  const [done, cancelled] = [count('done'), count('cancelled')];
  return { done, cancelled, failed: outcomes.length - done - cancelled };
}
