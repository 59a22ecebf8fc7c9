import { setMaxListeners } from 'node:events';
import type { Clock } from '../nemo/clock';
import type { Journal } from './journal/journal';
import type { Project } from './project';

/** ms between two looks at a project that another window works on */
const lookMs = 2000;

/** Shows what other windows do with the projects of this journal, and takes over what they leave. */
export class Watch {
  /** @param signal ends all watching */
  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    // Everybody who watches listens to it.
    setMaxListeners(0, signal);
  }

  /** Follows a project until its window is gone; then it is this window's, and `onTaken` is called. */
  until(project: Project, onTaken: () => void): void {
    this.#follow(project).then(
      (isTaken) => {
        if (isTaken) onTaken();
        // Aborted, because this window goes as well.
      },
      () => undefined,
    );
  }

  async #follow(project: Project): Promise<boolean> {
    let seen = this.journal.versionOf(project.id);
    for (;;) {
      await this.clock.sleep(lookMs, this.signal);
      const isOurs = await this.journal.claim(project.id);
      const version = this.journal.versionOf(project.id);
      const isAnother = version !== seen;
      seen = version;
      const record = isOurs || isAnother ? await this.journal.open(project.id) : undefined;
      // Whoever had it has removed it for good.
      if ((isOurs || isAnother) && !record) return false;
      if (!record) continue;
      if (isOurs) {
        project.takeOver(record);
        return true;
      }
      project.mirror(record);
    }
  }
}
