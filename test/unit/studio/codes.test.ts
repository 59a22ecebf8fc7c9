import assert from 'node:assert/strict';
import { givenToken } from '../../../src/nemo/token';
import { Connections } from '../../../src/studio/backend';
import type { Action } from '../../../src/studio/conversation';
import { Project } from '../../../src/studio/project';
import { projectRecord } from '../../builders';
import { clientOf } from '../../contract/cloud';
import { empty, json, refuse } from '../../contract/server/answers';
import type { Handler } from '../../contract/server/exchange';
import { begin, itemsOf, useWorkbench } from './workbench';

const here: Action = { do: 'renderLocally' };
const again: Action = { do: 'retry' };
const register: Action = {
  do: 'openLink',
  url: 'https://nemovideo.com/register?bind=anon_1',
  to: 'registration',
};

describe('what the service refuses', () => {
  const { cloud, temporary, newProject, newParts } = useWorkbench();

  /** The actions, with another try of the last message as that of any. */
  const named = (project: Project, actions: readonly Action[]) =>
    actions.map((action) => {
      if (action.do !== 'retry') return action;
      assert.equal(action.itemId, itemsOf(project, 'user').at(-1)?.id);
      return again;
    });

  /** What is offered when a step of a conversion is refused. */
  async function offered(endpoint: 'message' | 'upload' | 'credits', answer: Handler): Promise<Action[]> {
    cloud().script(endpoint, answer, answer);
    const project = newProject();
    await (endpoint === 'credits' ? project.showCredits() : project.convert(begin));
    const notice = itemsOf(project, 'notice').at(-1);
    assert.equal(notice?.level, 'error');
    return named(project, notice.actions);
  }

  it('for want of credits is a matter of registering, or of this computer [wire: codes/2001]', async () => {
    assert.deepEqual(await offered('message', refuse(2001)), [again, register, here]);
  });

  it('for its plan is too, and says that credits would not help [wire: codes/402]', async () => {
    for (const answer of [
      empty(402),
      empty(403),
      json({ detail: 'scope render missing' }, 403),
      refuse(402),
    ]) {
      cloud().script('render', answer);
      const failed = await newProject().convert(begin);
      assert.equal(failed?.state.status, 'failed');
      assert.match(failed.state.message, /does not include export; credits would not help/);
      assert.deepEqual(failed.state.actions, [register, here]);
    }
  });

  it('for want of credits on an account of one’s own is a matter of that account [wire: codes/2001]', async () => {
    cloud().tokens.add('canary-own');
    cloud().script('message', refuse(2001));
    const open = () =>
      Promise.resolve({
        client: clientOf(cloud(), givenToken('canary-own')),
        ended: new Promise<void>(() => undefined),
      });
    const connections = new Connections({ open });
    const record = projectRecord({ recording: temporary('episode.mp3'), files: [] });
    const project = new Project(record, { ...newParts(), connections });
    await project.convert(begin);
    const account: Action = { do: 'openLink', url: 'https://nemovideo.com', to: 'account' };
    assert.deepEqual(named(project, itemsOf(project, 'notice').at(-1)?.actions ?? []), [
      again,
      account,
      here,
    ]);
    await connections.close();
  });

  it('for the type of a file names the types that are taken [wire: codes/4001, files/checked-again]', async () => {
    assert.deepEqual(await offered('upload', refuse(4001)), [again]);
  });

  it('for the size of a file is taken on this computer [wire: codes/4002, files/checked-again]', async () => {
    assert.deepEqual(await offered('upload', refuse(4002)), [again, here]);
  });

  it('for its token is a matter of another token, or of this computer [wire: codes/1001]', async () => {
    assert.deepEqual(await offered('credits', refuse(1001)), [
      { do: 'showCredits' },
      { do: 'setToken' },
      here,
    ]);
  });

  it('by being out of reach is done on this computer', async () => {
    assert.deepEqual(await offered('upload', ({ response }) => void response.socket?.resetAndDestroy()), [
      again,
      here,
    ]);
  });

  it('for reasons of its own can be tried again', async () => {
    assert.deepEqual(await offered('message', json({ error: 'The style is unknown.' }, 422)), [again]);
  });
});
