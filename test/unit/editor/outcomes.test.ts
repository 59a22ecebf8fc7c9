import assert from 'node:assert/strict';
import { endOfBatch, failureBeforeExport } from '../../../src/editor/outcomes';
import type { Outcome } from '../../../src/studio/batch';
import { Connections } from '../../../src/studio/backend';
import type { NoticeItem } from '../../../src/studio/conversation';
import type { JobState } from '../../../src/studio/jobs';
import { Journal } from '../../../src/studio/journal/journal';
import { Project } from '../../../src/studio/project';
import { job, projectRecord } from '../../builders';
import { useTemporaryFolder } from '../../temporary';

const done: JobState = { status: 'done', bytes: 1 };
const cancelled: JobState = { status: 'cancelled' };
const failed: JobState = { status: 'failed', message: 'No.', actions: [] };

describe('the end of several conversions', () => {
  const temporary = useTemporaryFolder();

  /** A conversion that ended with an export in that state, or without one; the last notice in its project. */
  function outcome(state?: JobState, notice?: Pick<NoticeItem, 'level' | 'text'>): Outcome {
    const items: NoticeItem[] = notice ? [{ kind: 'notice', id: 'n', at: 1, actions: [], ...notice }] : [];
    const project = new Project(projectRecord({ items }), {
      journal: new Journal(temporary('journal')),
      connections: new Connections({ open: () => Promise.reject(new Error('nothing is to be opened')) }),
      language: 'en',
      outputFolder: () => '',
      logError: () => undefined,
    });
    return { project, job: state && job({ state }) };
  }

  it('is good where every video is ready, and leads to the first', () => {
    const outcomes = [outcome(done), outcome(done)];
    assert.deepEqual(endOfBatch(outcomes), {
      words: '2 of 2 videos are ready.',
      isGood: true,
      toShow: outcomes[0]?.project,
    });
  });

  it('says how many failed, and leads to the first of them', () => {
    const outcomes = [outcome(done), outcome(cancelled), outcome(), outcome(failed)];
    assert.deepEqual(endOfBatch(outcomes), {
      words: '1 of 4 videos are ready, 2 failed.',
      isGood: false,
      toShow: outcomes[2]?.project,
    });
  });

  it('says nothing to somebody who has cancelled all of it', () => {
    assert.equal(endOfBatch([outcome(cancelled), outcome(cancelled)]), undefined);
    assert.equal(endOfBatch([]), undefined);
  });

  it('is told of a single one only where there was no export to tell it', () => {
    const error = { level: 'error', text: 'The file is not there.' } as const;
    assert.equal(failureBeforeExport(outcome(undefined, error)), 'The file is not there.');
    assert.equal(failureBeforeExport(outcome(failed, error)), undefined);
    assert.equal(failureBeforeExport(outcome(undefined, { level: 'info', text: 'Stopped.' })), undefined);
  });
});
