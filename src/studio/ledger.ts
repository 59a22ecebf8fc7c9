import { randomUUID } from 'node:crypto';
import type { Draft } from '../timeline/draft';
import { readTimeline } from '../timeline/model';
import { summarise } from '../timeline/summary';
import type { Action, Item, NoticeItem } from './conversation';
import type { Job } from './jobs';
import type { Journal } from './journal';
import {
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

  constructor(
    record: ProjectRecord,
    private readonly journal: Journal,
  ) {
    this.#store = new Store(initialState(record));
  }

  get state(): Readable<ProjectState> {
    return this.#store;
  }

  get record(): ProjectRecord {
    return this.#store.value.record;
  }

  show(item: Item): void {
    this.#store.update((state) => withItem(state, item));
  }

  showJob(job: Job): void {
    this.#store.update((state) => withJob(state, job));
  }

  showActivity(activity: Activity): void {
    this.#store.update((state) => ({ ...state, activity }));
  }

  notice(level: NoticeItem['level'], text: string, actions: Action[] = []): void {
    this.show(newItem({ kind: 'notice', level, text, actions }));
  }

  showTimeline(): void {
    const { timeline } = this.#store.value;
    if (timeline) this.show(newItem({ kind: 'timeline', summary: summarise(timeline) }));
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
    this.#store.update((state) => ({ ...withRecord(state, { draft }), timeline: readTimeline(draft) }));
    await this.save();
  }

  async change(change: Partial<ProjectRecord>): Promise<void> {
    this.#store.update((state) => withRecord(state, change));
    await this.save();
  }

  async save(): Promise<void> {
    await this.journal.save(this.record);
  }
}

/** An item with an id and the time. */
export function newItem<T extends New<Item>>(fields: T): T & { id: string; at: number } {
  return { ...fields, id: randomUUID(), at: Date.now() };
}
