import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MediaError } from '../../../src/engine/media/errors';
import { findTranscript, parseTranscript, readTranscript } from '../../../src/engine/media/transcript';
import { useTemporaryFolder } from '../../temporary';

describe('a transcript', () => {
  const folder = useTemporaryFolder();

  it('is read from SRT with a byte order mark, CRLF and markup', async () => {
    const path = folder('a.srt');
    await writeFile(
      path,
      '\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> <font color="red">there</font>\r\n{\\an8}my   friend\r\n\r\n' +
        '2\r\n00:00:03,000 --> 00:00:04,000\r\nBye &amp; thanks\r\n',
    );
    assert.deepEqual(await readTranscript(path), [
      { startMs: 1000, endMs: 2500, text: 'Hello there\nmy friend' },
      { startMs: 3000, endMs: 4000, text: 'Bye & thanks' },
    ]);
  });

  it('is read from WebVTT with speakers, notes and settings', async () => {
    const cues = await parseTranscript(
      'WEBVTT - a title\n\nNOTE nothing\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 align:left\n<v Anna Berg>Hi <c.loud>you</c></v>\n',
      'vtt',
    );
    assert.deepEqual(cues, [{ startMs: 1000, endMs: 2000, text: 'Hi you', speaker: 'Anna Berg' }]);
  });

  it('goes by its content where the name says otherwise', async () => {
    const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n';
    assert.equal((await parseTranscript(vtt, 'srt')).length, 1);
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nHi\n';
    assert.equal((await parseTranscript(srt, 'vtt')).length, 1);
  });

  it('keeps captions that overlap, in the order of their start', async () => {
    const cues = await parseTranscript(
      '1\n00:00:05,000 --> 00:00:08,000\nsecond\n\n2\n00:00:04,000 --> 00:00:07,000\nfirst\n',
      'srt',
    );
    assert.deepEqual(
      cues.map((cue) => [cue.text, cue.startMs, cue.endMs]),
      [
        ['first', 4000, 7000],
        ['second', 5000, 8000],
      ],
    );
  });

  it('passes over what is no caption and keeps the rest', async () => {
    const cues = await parseTranscript(
      '1\nnot a time --> at all\nlost\n\n2\n00:00:01,000 --> 00:00:02,000\nkept\n\n3\n00:00:03,000 --> 00:00:04,000\n\n',
      'srt',
    );
    assert.deepEqual(
      cues.map((cue) => cue.text),
      ['kept'],
    );
  });

  it('cuts text that nobody could read at a word', async () => {
    const [cue] = await parseTranscript(`1\n00:00:01,000 --> 00:00:09,000\n${'words '.repeat(200)}\n`, 'srt');
    assert.ok(cue && cue.text.length <= 401);
    assert.match(cue.text, /words…$/);
  });

  it('is read in the encodings of Windows', async () => {
    const text = '1\r\n00:00:01,000 --> 00:00:02,000\r\nCafé\r\n';
    await writeFile(folder('old.srt'), Buffer.from(text, 'latin1'));
    await writeFile(folder('wide.srt'), Buffer.from(`\uFEFF${text}`, 'utf16le'));
    for (const name of ['old.srt', 'wide.srt']) {
      assert.equal((await readTranscript(folder(name)))[0]?.text, 'Café');
    }
  });

  it('of 50,000 captions is read in a few seconds', async function () {
    this.timeout(8000);
    const time = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',');
    const text = Array.from(
      { length: 50_000 },
      (_, at) => `${at + 1}\n${time(at * 1000)} --> ${time(at * 1000 + 900)}\nline ${at}\n`,
    ).join('\n');
    const cues = await parseTranscript(text, 'srt');
    assert.equal(cues.length, 50_000);
    assert.equal(cues.at(-1)?.text, 'line 49999');
  });

  it('that holds no captions is refused', async () => {
    await writeFile(folder('a.srt'), 'just a text\n');
    await assert.rejects(
      readTranscript(folder('a.srt')),
      (error: unknown) =>
        error instanceof MediaError && error.code === 'not-a-transcript' && error.fileName === 'a.srt',
    );
    await assert.rejects(
      readTranscript(folder('none.srt')),
      (error: unknown) => error instanceof MediaError && error.code === 'missing',
    );
  });
});

describe('finding a transcript beside a recording', () => {
  const folder = useTemporaryFolder();
  const found = async (...names: string[]) => {
    await mkdir(folder('in'));
    for (const name of names) await writeFile(folder('in', name), 'x');
    const path = await findTranscript(folder('in', "Épisode 1 – it's.mp3"));
    return path === undefined ? undefined : basename(path);
  };

  it('goes by the name, whatever the case of its letters', async () => {
    assert.equal(await found("épisode 1 – it's.SRT", 'other.srt'), "épisode 1 – it's.SRT");
  });
  it('takes one with a language', async () => {
    assert.equal(await found("Épisode 1 – it's.en.srt"), "Épisode 1 – it's.en.srt");
  });
  it('prefers the plain name', async () => {
    assert.equal(await found("Épisode 1 – it's.en.srt", "Épisode 1 – it's.vtt"), "Épisode 1 – it's.vtt");
  });
  it('finds the name in either form of Unicode', async () => {
    assert.equal(
      await found("Épisode 1 – it's.srt".normalize('NFD')),
      "Épisode 1 – it's.srt".normalize('NFD'),
    );
  });
  it('takes nothing else', async () => {
    assert.equal(
      await found('episode.srt', "Épisode 1 – it's.txt", "Épisode 1 – it's.notes and more.srt"),
      undefined,
    );
  });
});
