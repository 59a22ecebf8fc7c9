import assert from 'node:assert/strict';
import {
  givenWith,
  recordingOf,
  withFiles,
  type Project,
  type ProjectFile,
} from '../../../src/engine/projects/project';

const kinds = { mp3: 'audio', mp4: 'video', srt: 'captions', png: 'image' } as const;
function file(name: string, over: Partial<ProjectFile> = {}): ProjectFile {
  const kind = kinds[name.split('.')[1] as keyof typeof kinds];
  return { path: `/recordings/${name}`, name, kind, bytes: 1, hasSound: kind === 'audio', ...over };
}
function project(...files: ProjectFile[]): Project {
  return {
    version: 1,
    sessionId: 's',
    taskId: 't',
    taskName: 'project',
    language: 'en',
    createdAt: 0,
    files,
  };
}

describe('the files of a project', () => {
  it('hold the recording: the last that can be heard', () => {
    assert.equal(recordingOf(project(file('a.mp3'), file('b.mp3'), file('silent.mp4')))?.name, 'b.mp3');
    assert.equal(
      recordingOf(project(file('a.mp3'), file('heard.mp4', { hasSound: true })))?.name,
      'heard.mp4',
    );
    assert.equal(recordingOf(project(file('a.srt'))), undefined);
  });

  it('give captions to the recording that they came with', () => {
    const [a, b] = [file('a.mp3'), file('b.mp3')];
    const captions = (recording: ProjectFile, ...files: ProjectFile[]) =>
      givenWith(project(...files), recording, 'captions')?.name;
    assert.equal(captions(a, a, file('words.srt')), 'words.srt');
    assert.equal(captions(a, file('words.srt'), a), 'words.srt');
    assert.equal(captions(a, a, file('words.srt'), b), 'words.srt');
    assert.equal(captions(b, a, file('words.srt'), b), undefined);
    assert.equal(captions(b, file('words.srt'), a, b), undefined);
    assert.equal(captions(b, a, b, file('words.srt')), 'words.srt');
    assert.equal(captions(b, file('B.srt'), a, file('words.srt'), b), 'B.srt');
  });

  it('are there once, however often they are given', () => {
    const again = file('a.mp3', { bytes: 2 });
    assert.deepEqual(withFiles(project(file('a.mp3'), file('b.mp3')), [again]).files, [file('b.mp3'), again]);
  });
});
