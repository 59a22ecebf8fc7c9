import { randomUUID } from 'node:crypto';
import type { Draft } from '../timeline/draft';
import { readTimeline } from '../timeline/model';
import { summarise } from '../timeline/summary';
import type { Action, Item, NoticeItem, UserItem } from './conversation';
import type { Job } from './jobs';
import type { Journal } from './journal/journal';
import { isElsewhere, suspended } from './errors';
import {
  idle,
  initialState,
  withItem,
  withJob,
  withRecord,
  type Activity,
  type ProjectRecord,
  type ProjectState,
} from './project-state';
import { Store, type Readable } from './store';

type New<T> = T extends unknown ? Omit<T, 'id' | 'at'> : never;

/**
 * The one owner of a project's state: every change goes through here. `show…` changes what is seen; `commit…`
 * also waits until it is in the journal, for what must be known before it is acted on.
 */
export class Ledger {
  readonly #store: Store<ProjectState>;
  readonly #frozen = new AbortController();

  constructor(
    record: ProjectRecord,
    private readonly journal: Journal,
    /** Told when another process has taken the project over. */
    private readonly onLost: () => void = () => undefined,
  ) {
    this.#store = new Store(initialState(record));
  }

  get state(): Readable<ProjectState> {
    return this.#store;
  }

  get record(): ProjectRecord {
    return this.#store.value.record;
  }

  /** Leaves everything as it is from now on: the window goes, and what is undone is for the next one. */
  freeze(): void {
    this.#frozen.abort(suspended);
  }

  /** Aborted when everything is to be left as it is. */
  get frozen(): AbortSignal {
    return this.#frozen.signal;
  }

  /** The draft, where it is that of the session there is now and not of one that was forgotten. */
  get draft(): Draft | undefined {
    const { draft, draftOf, session } = this.record;
    return draftOf !== undefined && draftOf === session?.session_id ? draft : undefined;
  }

  /** Takes in what another process has written. @param isElsewhere whether it still works on it */
  replace(record: ProjectRecord, isElsewhere: boolean): void {
    this.#update(() => initialState(record, isElsewhere));
  }

  /**
   * Ends what a window that died was in the middle of showing: uploads and answers that no longer come in.
   *
   * @returns whether there was anything of that kind
   */
  tidy(): boolean {
    const cutOff = this.record.items.flatMap((item): Item[] => {
      if (item.kind === 'upload' && item.status === 'running') return [{ ...item, status: 'cancelled' }];
      return item.kind === 'agent' && item.streaming ? [{ ...item, streaming: false }] : [];
    });
    for (const item of cutOff) this.show(item);
    return cutOff.length > 0;
  }

  show(item: Item): void {
    this.#update((state) => withItem(state, item));
  }

  showJob(job: Job): void {
    this.#update((state) => withJob(state, job));
  }

  showActivity(activity: Activity): void {
    this.#update((state) => ({ ...state, activity }));
  }

  /** The message of that id, as it is now. */
  userItem(id: string): UserItem | undefined {
    return this.record.items.find((item) => item.kind === 'user' && item.id === id) as UserItem | undefined;
  }

  showStatus(item: UserItem, status: UserItem['status']): void {
    this.show({ ...(this.userItem(item.id) ?? item), status });
  }

  notice(level: NoticeItem['level'], text: string, actions: Action[] = []): void {
    this.show(newItem({ kind: 'notice', level, text, actions }));
  }

  showTimeline(): void {
    const { timeline } = this.#store.value;
    if (timeline) this.show(newItem({ kind: 'timeline', summary: summarise(timeline) }));
  }

  /** Marks a message whose step failed; a conversion that it asked for stands still then. */
  markFailed(itemId: string): void {
    const item = this.userItem(itemId);
    if (item && item.status !== 'sent') this.showStatus(item, 'failed');
    const { conversion } = this.record;
    if (conversion?.itemId === itemId) this.put({ conversion: { ...conversion, status: 'stopped' } });
  }

  async commit(item: Item): Promise<void> {
    this.show(item);
    await this.save();
  }

  async commitJob(job: Job): Promise<void> {
    this.showJob(job);
    await this.save();
  }

  async commitDraft(draft: Draft): Promise<void> {
    const draftOf = this.record.session?.session_id;
    this.#update((state) => ({
      ...withRecord(state, { draft, ...(draftOf === undefined ? {} : { draftOf }) }),
      timeline: readTimeline(draft),
    }));
    await this.save();
  }

  /** Changes the record; it is written down with the next save. */
  put(change: Partial<ProjectRecord>): void {
    this.#update((state) => withRecord(state, change));
  }

  async change(change: Partial<ProjectRecord>): Promise<void> {
    this.put(change);
    await this.save();
  }

  /**
   * Writes the record down.
   *
   * @throws suspended where the window goes: what is not written must not be acted on; StudioError openElsewhere where
   *   another process has taken the project over, which is then only looked at here
   */
  async save(): Promise<void> {
    this.#frozen.signal.throwIfAborted();
    try {
      await this.journal.save(this.record);
    } catch (error) {
      if (isElsewhere(error) && !this.state.value.isElsewhere) {
        this.#update((state) => ({ ...state, activity: idle, isElsewhere: true }));
        this.onLost();
      }
      throw error;
    }
  }

  #update(change: (state: ProjectState) => ProjectState): void {
    if (!this.#frozen.signal.aborted) this.#store.update(change);
  }
}

/** An item with an id and the time. */
export function newItem<T extends New<Item>>(fields: T): T & { id: string; at: number } {
  return { ...fields, id: randomUUID(), at: Date.now() };
}
