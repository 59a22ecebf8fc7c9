import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import busboy from 'busboy';
import { checkFile, type LocalFile } from '../../../src/nemo/files';
import { multipart } from '../../../src/nemo/multipart';
import { useTemporaryFolder } from '../../temporary';

interface Received {
  field: string;
  name: string | undefined;
  content: Buffer;
}

/** What a server makes of the body. */
async function receive(files: LocalFile[]): Promise<{ parts: Received[]; bytes: number; length: number }> {
  const form = multipart(files);
  const parser = busboy({ headers: { 'content-type': form.contentType }, defParamCharset: 'utf8' });
  const parts: Received[] = [];
  parser.on('file', (field, stream, { filename }) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => parts.push({ field, name: filename, content: Buffer.concat(chunks) }));
  });
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of form.stream(() => undefined)) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  await new Promise((resolve, reject) => {
    parser.on('close', resolve).on('error', reject);
    Readable.from(counted()).on('error', reject).pipe(parser);
  });
  return { parts, bytes, length: form.length };
}

describe('a multipart body', () => {
  const temporary = useTemporaryFolder();

  async function file(name: string, content: string | Buffer): Promise<LocalFile> {
    await writeFile(temporary(name), content);
    return await checkFile(temporary(name), false);
  }

  it('carries files of any name, and is exactly as long as it says', async () => {
    const names = [
      "it's 100% me.mp3",
      '第一集.mp3',
      '🎙️.wav',
      'say "hi".mp3',
      'a;b=c, d.m4a',
      'back\\slash.mp3',
    ];
    for (const name of names) {
      const { parts, bytes, length } = await receive([await file(name, `content of ${name}`)]);
      assert.equal(bytes, length, name);
      assert.equal(parts.length, 1);
      assert.equal(parts[0]?.field, 'files');
      assert.equal(parts[0].content.toString(), `content of ${name}`);
    }
  });

  it('gives every name such that the server reads it back', async () => {
    for (const name of ["it's 100% me.mp3", '第一集.mp3', '🎙️.wav', 'a;b=c, d.m4a']) {
      const { parts } = await receive([await file(name, 'x')]);
      assert.equal(parts[0]?.name, name);
    }
  });

  it('lets no name break out of its header', async () => {
    const { parts } = await receive([await file('x"\r\nX-Evil: 1\r\n\r\n.mp3', 'x')]);
    assert.deepEqual(
      parts.map(({ name }) => name),
      ['x%22%0D%0AX-Evil: 1%0D%0A%0D%0A.mp3'],
    );
  });

  it('knows the hash of each file behind its last byte', async () => {
    const contents = [Buffer.alloc(3_000_000, 'abcdefg'), Buffer.from('picture')];
    const form = multipart([await file('a.mp3', contents[0] ?? ''), await file('b.png', contents[1] ?? '')]);
    const hashes: number[] = [];
    // As slowly as a socket: memory that is used again too early would show in the hash of what is received.
    const received = createHash('sha256');
    for await (const chunk of form.stream(() => hashes.push(form.sha256.length))) {
      await new Promise((turn) => setImmediate(turn));
      received.update(chunk);
    }
    assert.deepEqual(
      form.sha256,
      contents.map((content) => createHash('sha256').update(content).digest('hex')),
    );
    assert.deepEqual([hashes[0], hashes.at(-1)], [0, 1]);
  });

  it('can be given up in the middle, and lets the file go', async () => {
    const form = multipart([await file('a.mp3', Buffer.alloc(3_000_000))]);
    const stream = form.stream(() => undefined);
    for (let n = 0; n < 3; n++) await stream.next();
    await stream.return(undefined);
    assert.deepEqual(form.sha256, []);
    await rm(temporary('a.mp3'));
  });

  it('carries several files of any bytes, in order', async () => {
    const big = Buffer.alloc(700_001, '\r\n--boundary');
    const { parts, bytes, length } = await receive([
      await file('a.mp3', big),
      await file('b.png', 'picture'),
    ]);
    assert.deepEqual(
      parts.map(({ name, content }) => [name, content.length]),
      [
        ['a.mp3', 700_001],
        ['b.png', 7],
      ],
    );
    assert.ok(parts[0]?.content.equals(big));
    assert.equal(bytes, length);
  });

  it('counts the bytes of the files while they go', async () => {
    const form = multipart([
      await file('a.mp3', Buffer.alloc(300_000)),
      await file('b.mp3', Buffer.alloc(50_000)),
    ]);
    const counts: number[] = [];
    for await (const chunk of form.stream((sent) => counts.push(sent))) assert.ok(chunk.length <= 512 * 1024);
    assert.equal(counts.at(-1), 350_000);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
  });

  it('keeps its length when a file grows meanwhile', async () => {
    const growing = await file('a.mp3', 'as it was');
    await appendFile(growing.path, ' and more');
    const { parts, bytes, length } = await receive([growing]);
    assert.equal(parts[0]?.content.toString(), 'as it was');
    assert.equal(bytes, length);
  });

  it('breaks off with a sentence when a file shrinks or goes away meanwhile', async () => {
    const shrunk = await file('a.mp3', 'as it was');
    await truncate(shrunk.path, 3);
    await assert.rejects(receive([shrunk]), { code: 'fileChanged' });
    await rm(shrunk.path);
    await assert.rejects(receive([shrunk]), { code: 'fileUnreadable' });
  });
});
