import assert from 'node:assert/strict';
import { formatBytes, formatTimeLeft, wholePercent } from '../../../webview-ui/src/format';
import { sendsMessage } from '../../../webview-ui/src/keys';
import { announcementOf, stageOf } from '../../../webview-ui/src/stage';
import { readSummary } from '../../../webview-ui/src/summary';
import { readUriList } from '../../../webview-ui/src/uris';
import { job } from '../../webview/build';

describe('what the chat page makes of figures and lines', () => {
  it('writes sizes in decimal units', () => {
    const written = [0, 999, 1000, 340_400, 34_128_000, 2_500_000_000].map((bytes) =>
      formatBytes(bytes, 'en'),
    );
    assert.deepEqual(written, ['0 byte', '999 byte', '1 kB', '340 kB', '34.1 MB', '2.5 GB']);
  });

  it('writes the time left in steps that do not jump about', () => {
    const written = [0, 4_999, 16_001, 19_000, 56_000, 100_000, 3_600_000, 5_430_000].map(formatTimeLeft);
    assert.deepEqual(written, [
      'a few seconds left',
      'a few seconds left',
      'about 20 s left',
      'about 20 s left',
      'about 1 min left',
      'about 2 min left',
      'about 1 h 0 min left',
      'about 1 h 31 min left',
    ]);
  });

  it('says 100 % only when it is true', () => {
    assert.deepEqual([-1, 0.9, 99.99, 100, 140].map(wholePercent), [0, 0, 99, 100, 100]);
  });

  it('has words for every stage, every stop and every end of an export', () => {
    assert.equal(stageOf({ status: 'rendering', percent: 1, stage: 'analyse' })?.words, 'Analysing sound');
    assert.equal(stageOf({ status: 'rendering', percent: 1 })?.words, 'Rendering');
    assert.equal(stageOf({ status: 'downloading', percent: 80 })?.words, 'Saving');
    assert.deepEqual(stageOf({ status: 'naming', bytes: 1 }), {
      words: 'Saving',
      percent: 100,
      etaMs: undefined,
    });
    assert.equal(stageOf({ status: 'paused', message: 'Later.', actions: [] }), undefined);
    assert.equal(stageOf({ status: 'submitting' })?.percent, undefined);
    assert.equal(stageOf({ status: 'cancelled' }), undefined);
    assert.equal(
      announcementOf(job('j', { status: 'failed', message: 'No room.', actions: [] })),
      'episode.mp4 failed: No room.',
    );
    assert.equal(
      announcementOf(job('j', { status: 'paused', message: 'It takes long.', actions: [] })),
      'episode.mp4 is paused: It takes long.',
    );
  });

  it('takes a timeline summary apart, and leaves other lines whole', () => {
    assert.deepEqual(readSummary('Timeline (2 tracks): 1. Video: 2. take (0-10s) 2. Title: "A: B" (0-3s)'), {
      heading: 'Timeline (2 tracks)',
      tracks: [
        { label: 'Video', content: '2. take (0-10s)' },
        { label: 'Title', content: '"A: B" (0-3s)' },
      ],
    });
    assert.deepEqual(readSummary('Timeline (0 tracks):'), { heading: 'Timeline (0 tracks)', tracks: [] });
    assert.deepEqual(readSummary('Timeline (3 tracks): 1. A: b'), {
      heading: 'Timeline (3 tracks): 1. A: b',
      tracks: [],
    });
    assert.deepEqual(readSummary('Nothing yet'), { heading: 'Nothing yet', tracks: [] });
  });

  it('sends on Enter, unless it breaks a line or belongs to an input method', () => {
    const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };
    assert.equal(sendsMessage(enter), true);
    assert.equal(sendsMessage({ ...enter, shiftKey: true }), false);
    assert.equal(sendsMessage({ ...enter, isComposing: true }), false);
    assert.equal(sendsMessage({ ...enter, keyCode: 229 }), false);
    assert.equal(sendsMessage({ ...enter, key: 'a' }), false);
  });

  it('reads the files of a drop', () => {
    assert.deepEqual(readUriList('# comment\r\nfile:///a%20b\r\n\r\n vscode-remote://x/y \n'), [
      'file:///a%20b',
      'vscode-remote://x/y',
    ]);
    assert.equal(readUriList('file:///a\n'.repeat(200)).length, 100);
    assert.deepEqual(readUriList(`file:///${'a'.repeat(5000)}`), []);
  });
});
