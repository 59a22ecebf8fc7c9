import assert from 'node:assert/strict';
import { oddDraft } from './server/cloud';
import { said, useClient } from './use-client';

describe('the client’s session', () => {
  const { cloud, client } = useClient();

  it('sends the draft back byte for byte, out of any envelope [wire: draft/bytes] [wire: endpoints/render]', async () => {
    for (const [n, envelope] of ([undefined, 'code', 'success', 'bare'] as const).entries()) {
      cloud().envelope = envelope;
      const { session_id } = await client().createSession('en');
      await said(client(), session_id);
      const { draftText = '' } = await client().state(session_id);
      assert.equal(draftText, oddDraft, envelope);
      await client().render(`render_${n}`, session_id, draftText);
      const sent = cloud().to('render').at(-1);
      assert.ok(sent);
      assert.ok(sent.body.includes(`"draft":${oddDraft}`));
      const { draft, ...fields } = JSON.parse(sent.body) as Record<string, unknown>;
      const output = { format: 'mp4', quality: 'high' };
      assert.deepEqual(fields, { id: `render_${n}`, sessionId: session_id, output });
      assert.deepEqual(draft, JSON.parse(oddDraft));
    }
  });

  it('has no draft before anything is done in it [wire: endpoints/state]', async () => {
    const { session_id } = await client().createSession('en');
    const { state, draftText } = await client().state(session_id);
    assert.equal(state.state.draft, null);
    assert.equal(draftText, 'null');
  });

  it('has ids with all their digits [wire: ids/opaque] [wire: endpoints/session]', async () => {
    const { session_id, task_id } = await client().createSession('zh-CN');
    assert.equal(session_id, '90071992547409933');
    assert.equal(task_id, '900719925474099331');
    assert.deepEqual(JSON.parse(cloud().to('session')[0]?.body ?? ''), {
      task_name: 'project',
      language: 'zh-CN',
    });
  });
});
