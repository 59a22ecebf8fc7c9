import assert from 'node:assert/strict';
import { renderRequestSchema, renderStatusBodySchema, type RenderStatus } from '../../../src/wire/render';
import { cityDraft } from '../../builders';

const read = (body: unknown): RenderStatus => renderStatusBodySchema.parse(body);

describe('the answer to a render poll', () => {
  it('is read in the shape with outputUrl [wire: poll/three-shapes]', () => {
    assert.deepEqual(
      read({
        id: 'r1',
        status: 'completed',
        progress: 100,
        outputUrl: 'https://cdn/x.mp4',
        createdAt: 'a',
        completedAt: 'b',
      }),
      { status: 'completed', percent: 100, outputUrl: 'https://cdn/x.mp4' },
    );
  });

  it('is read in the shape with id and output [wire: poll/three-shapes]', () => {
    assert.deepEqual(
      read({ id: 'r1', status: 'completed', output: { url: 'https://cdn/x.mp4', duration: 3, size: 1234 } }),
      { status: 'completed', percent: 100, outputUrl: 'https://cdn/x.mp4', outputBytes: 1234 },
    );
  });

  it('is read in the shape with taskId, and with a number for an id [wire: poll/three-shapes]', () => {
    assert.deepEqual(read({ taskId: 77, status: 'processing', progress: 40 }), {
      status: 'processing',
      percent: 40,
    });
  });

  it('gives the reason of a failure [wire: poll/three-shapes]', () => {
    assert.deepEqual(read({ id: 'r', status: 'failed', error: 'out of memory' }), {
      status: 'failed',
      percent: 0,
      error: 'out of memory',
    });
    assert.deepEqual(read({ id: 'r', status: 'failed', error: { message: 'deep' } }), {
      status: 'failed',
      percent: 0,
      error: 'deep',
    });
    assert.deepEqual(read({ id: 'r', status: 'failed', error: { odd: 1 } }), {
      status: 'failed',
      percent: 0,
    });
  });

  it('gives the stage and the time left that the engine adds, and passes over a stage that nobody knows', () => {
    assert.deepEqual(read({ id: 'r', status: 'processing', progress: 10, stage: 'encode', etaMs: 1500 }), {
      status: 'processing',
      percent: 10,
      stage: 'encode',
      etaMs: 1500,
    });
    assert.deepEqual(read({ id: 'r', status: 'processing', stage: 'baking', etaMs: null }), {
      status: 'processing',
      percent: 0,
    });
  });

  it('keeps percents between 0 and 100', () => {
    assert.equal(read({ status: 'processing', progress: -4 }).percent, 0);
    assert.equal(read({ status: 'processing', progress: 180 }).percent, 100);
    assert.equal(read({ status: 'pending', progress: null }).percent, 0);
  });

  it('is refused where it says no status that is known', () => {
    for (const body of [{}, { id: 'r' }, { id: 'r', status: 'thinking' }, { status: 3 }])
      assert.equal(renderStatusBodySchema.safeParse(body).success, false, JSON.stringify(body));
  });
});

describe('the request for a render', () => {
  it('carries the session under its camelCase name, and high quality where none is named', () => {
    const request = { id: 'render_1', sessionId: '42', draft: cityDraft(), output: { format: 'mp4' } };
    const parsed = renderRequestSchema.parse(request);
    assert.equal(parsed.output.quality, 'high');
    const snake = { ...request, sessionId: undefined, session_id: '42' };
    assert.equal(renderRequestSchema.safeParse(snake).success, false);
  });
});
