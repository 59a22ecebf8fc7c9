import assert from 'node:assert/strict';
import type { ToEditor } from '../../../src/protocol';
import { NotUnderstood, openLink, RequestRefused } from '../../../webview-ui/src/link';

describe('the link of the chat page to the editor', () => {
  function open() {
    const posted: ToEditor[] = [];
    const changes: unknown[] = [];
    const link = openLink(
      (message) => posted.push(message),
      (change) => changes.push(change),
    );
    return { posted, changes, link };
  }

  it('matches replies with requests, in any order', async () => {
    const { posted, link } = open();
    const stop = link.request({ type: 'stop' });
    const say = link.request({ type: 'say', text: 'hello' });
    assert.deepEqual(posted, [
      { type: 'stop', request: 1 },
      { type: 'say', text: 'hello', request: 2 },
    ]);
    link.receive({ type: 'reply', request: 2, error: 'Not now.' });
    link.receive({ type: 'reply', request: 1 });
    await stop;
    await assert.rejects(say, (error) => error instanceof RequestRefused && error.message === 'Not now.');
  });

  it('passes on what is not a reply, and a reply to nothing is nothing', () => {
    const { changes, link } = open();
    link.receive({ type: 'activity', activity: { kind: 'working' } });
    link.receive({ type: 'reply', request: 99 });
    assert.deepEqual(changes, [{ type: 'activity', activity: { kind: 'working' } }]);
  });

  it('refuses what is not of the protocol', () => {
    const { changes, link } = open();
    for (const data of [null, 7, 'ready', {}, { type: 'item', item: { kind: 'user' } }, { type: 'eval' }]) {
      assert.throws(() => link.receive(data), NotUnderstood);
    }
    assert.deepEqual(changes, []);
  });
});
