import assert from 'node:assert/strict';
import { changesBetween, viewOf } from '../../../src/editor/chat/view';
import { toPageSchema } from '../../../src/protocol';
import { initialState, withItem, withJob } from '../../../src/studio/project-state';
import { job, projectRecord, userItem } from '../../builders';

describe('a project as the chat page is told of it', () => {
  it('has file names in place of paths, and nothing of the journal', () => {
    const record = projectRecord({
      recording: '/home/somebody/episode.mp3',
      files: ['/home/somebody/episode.mp3'],
      session: { session_id: 'session-7', task_id: 'task-7', files: [] },
      jobs: [job({ renderId: 'render_7', outputPath: '/home/somebody/episode.mp4' })],
    });
    const view = viewOf(initialState(record));
    assert.equal(view.title, 'episode.mp3');
    assert.equal(view.jobs[0]?.fileName, 'episode.mp4');
    assert.doesNotMatch(JSON.stringify(view), /somebody|session-7|task-7|render_7/);
    toPageSchema.parse({ type: 'project', project: view });
  });

  it('changes by what is new in it, jobs before their cards', () => {
    const asked = userItem('go', 'queued');
    const before = initialState(projectRecord({ items: [asked] }));
    const started = job();
    const card = { kind: 'render', id: 'card', at: 1, jobId: started.id } as const;
    const after = withItem(withJob(before, started), card);
    assert.deepEqual(
      changesBetween(before, after).map(({ type }) => type),
      ['job', 'item'],
    );
    const sent = withItem(after, { ...asked, status: 'sent' });
    assert.deepEqual(changesBetween(after, sent), [{ type: 'item', item: { ...asked, status: 'sent' } }]);
    assert.deepEqual(changesBetween(sent, sent), []);
    assert.deepEqual(changesBetween(sent, { ...sent, activity: { kind: 'working' } }), [
      { type: 'activity', activity: { kind: 'working' } },
    ]);
  });

  it('is told whole while another window has it, and once more when it is ours again', () => {
    const record = projectRecord({ items: [userItem('go')] });
    const ours = initialState(record);
    const theirs = initialState(record, true);
    const later = initialState({ ...record, items: [...record.items, userItem('and then?')] }, true);
    const told = (before: typeof ours, after: typeof ours) => {
      const changes = changesBetween(before, after);
      assert.deepEqual(
        changes.map(({ type }) => type),
        ['project'],
      );
      return changes[0]?.type === 'project' ? changes[0].project : undefined;
    };
    assert.equal(told(ours, theirs)?.isElsewhere, true);
    assert.equal(told(theirs, later)?.items.length, 2);
    assert.equal(told(later, ours)?.isElsewhere, false);
  });

  it('has the remedies of a failed export, and the page of one that the cloud has finished', () => {
    const remedies = [{ do: 'setToken' }, { do: 'renderLocally' }] as const;
    const failed = job({ state: { status: 'failed', message: 'No.', actions: [...remedies] } });
    const done = job({ state: { status: 'done', bytes: 1 } });
    const actionsOf = (backend: 'local' | 'cloud') =>
      viewOf(initialState(projectRecord({ backend, jobs: [failed, done, job()] }))).jobs.map(
        ({ actions }) => actions,
      );
    assert.deepEqual(actionsOf('cloud'), [remedies, [{ do: 'openInBrowser' }], []]);
    assert.deepEqual(actionsOf('local'), [remedies, [], []]);
  });
});
