import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ESLint } from 'eslint';
import * as ts from 'typescript';
import { sourcesIn } from '../../scripts/strings/calls';
import { projectFolder } from '../host/paths';

/** The import table, as docs/architecture.md gives it: what a room may import besides itself. */
const table: Record<string, readonly string[]> = {
  timeline: [],
  wire: ['timeline'],
  nemo: ['wire', 'timeline'],
  studio: ['nemo', 'wire', 'timeline'],
  engine: ['wire', 'timeline'],
  editor: ['studio', 'timeline', 'nemo'],
  cli: ['studio', 'timeline', 'nemo'],
};
const rooms = Object.keys(table);
/** Rooms that start the engine, by the one file of it that is open to them. */
const launchers = ['editor', 'cli'];

describe('the rooms of the house', () => {
  const eslint = new ESLint({ cwd: projectFolder });

  /** What the linter says about imports in a file of that path. */
  async function complaints(path: string, code: string): Promise<string[]> {
    const [result] = await eslint.lintText(code, { filePath: join(projectFolder, path) });
    return (result?.messages ?? [])
      .filter(({ ruleId }) => ruleId === null || ruleId.includes('no-restricted'))
      .map(({ message }) => message);
  }
  const importing = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`;

  // The first look loads the linter.
  before(async function () {
    this.timeout(30_000);
    await complaints('src/timeline/sample.ts', importing('./draft'));
  });

  for (const room of rooms)
    it(`src/${room} may import ${table[room]?.join(', ') || 'nothing'}, and no other room`, async () => {
      for (const other of rooms.filter((name) => name !== room)) {
        const isOpen = table[room]?.includes(other);
        for (const [path, up] of [
          [`src/${room}/sample.ts`, '..'],
          [`src/${room}/deep/sample.ts`, '../..'],
        ] as const) {
          const said = await complaints(path, importing(`${up}/${other}/thing`));
          assert.equal(said.length, isOpen ? 0 : 1, `${path} → ${other}: ${said.join()}`);
        }
      }
      assert.deepEqual(await complaints(`src/${room}/sample.ts`, importing('./neighbour')), []);
    });

  it('only the editor touches vscode', async () => {
    for (const room of rooms) {
      const said = await complaints(`src/${room}/sample.ts`, importing('vscode'));
      assert.equal(said.length, room === 'editor' ? 0 : 1, room);
      const types = await complaints(
        `src/${room}/sample.ts`,
        "import type { Uri } from 'vscode';\nexport type U = Uri;\n",
      );
      assert.equal(types.length, room === 'editor' ? 0 : 1, `${room}, types`);
    }
    assert.deepEqual(await complaints('src/extension.ts', importing('vscode')), []);
    assert.equal((await complaints('webview-ui/src/sample.ts', importing('vscode'))).length, 1);
  });

  it('the engine is open by launch.ts alone, to those who start it', async () => {
    for (const room of rooms.filter((name) => name !== 'engine')) {
      const isOpen = launchers.includes(room);
      const launch = await complaints(`src/${room}/sample.ts`, importing('../engine/launch'));
      assert.equal(launch.length, isOpen ? 0 : 1, `${room} → engine/launch`);
      for (const file of ['engine', 'render/worker', 'launch/deeper', 'start']) {
        const said = await complaints(`src/${room}/sample.ts`, importing(`../engine/${file}`));
        assert.equal(said.length, 1, `${room} → engine/${file}`);
      }
    }
  });

  it('nobody imports the extension, and only the editor its messages', async () => {
    for (const room of rooms) {
      assert.equal((await complaints(`src/${room}/sample.ts`, importing('../extension'))).length, 1, room);
      const protocol = await complaints(`src/${room}/sample.ts`, importing('../protocol'));
      assert.equal(protocol.length, room === 'editor' ? 0 : 1, room);
    }
  });

  it('the page imports types of the timeline and the messages, no Node and no other room', async () => {
    const from = (specifier: string) => complaints('webview-ui/src/sample.ts', importing(specifier));
    assert.deepEqual(await from('../../src/protocol'), []);
    assert.deepEqual(await from('../../src/timeline/model'), []);
    for (const specifier of ['../../src/studio/project', '../../src/nemo/client', 'node:fs'])
      assert.equal((await from(specifier)).length, 1, specifier);
  });

  it('contributions.ts imports nothing', async () => {
    assert.equal((await complaints('src/contributions.ts', importing('node:path'))).length, 1);
    assert.equal((await complaints('src/contributions.ts', importing('./timeline/draft'))).length, 1);
  });

  it('zod comes as a namespace', async () => {
    assert.equal(
      (await complaints('src/wire/sample.ts', "import { z } from 'zod';\nexport const y = z;\n")).length,
      1,
    );
    assert.deepEqual(
      await complaints('src/wire/sample.ts', "import * as z from 'zod';\nexport const y = z;\n"),
      [],
    );
  });

  it('are all in the table, and on the page that explains it', () => {
    const folders = readdirSync(join(projectFolder, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(folders.toSorted(), rooms.toSorted());
    const page = readFileSync(join(projectFolder, 'docs', 'architecture.md'), 'utf8');
    for (const room of rooms)
      assert.ok(page.includes(`src/${room}`), `docs/architecture.md tells of src/${room}`);
  });
});

describe('the imports between files', () => {
  /** What each file of ours imports, by absolute path. Types count: they bind files together as much as code. */
  const graph = new Map(
    ['src', 'webview-ui']
      .flatMap((folder) => sourcesIn(join(projectFolder, folder)))
      .map((file) => [file, importsOf(file)]),
  );
  const name = (file: string) => relative(projectFolder, file).split(sep).join('/');

  it('lead to files that are there', () => {
    assert.ok(graph.size > 100);
    for (const [file, imports] of graph)
      for (const target of imports) assert.ok(existsSync(target), `${name(file)} → ${name(target)}`);
  });

  it('go round in no circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const follow = (file: string, way: readonly string[]) => {
      const at = way.indexOf(file);
      if (at >= 0) circles.push([...way.slice(at), file].map(name).join(' → '));
      if (at >= 0 || done.has(file)) return;
      for (const target of graph.get(file) ?? []) follow(target, [...way, file]);
      done.add(file);
    };
    for (const file of graph.keys()) follow(file, []);
    assert.deepEqual(circles, []);
  });

  it('keep the direction of the house, for whole rooms too', () => {
    const roomOf = (file: string) => /^src\/(\w+)\//.exec(name(file))?.[1];
    for (const [file, imports] of graph) {
      const room = roomOf(file);
      if (room === undefined) continue;
      for (const target of imports) {
        const other = roomOf(target);
        if (other === undefined || other === room) continue;
        const isLaunch = launchers.includes(room) && name(target) === 'src/engine/launch.ts';
        assert.ok(table[room]?.includes(other) || isLaunch, `${name(file)} → ${name(target)}`);
      }
    }
  });
});

/** The files of ours that a file imports, as absolute paths. */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => specifier.startsWith('.') && !/\.(?:css|json)$/.test(specifier))
    .map((specifier) => {
      const path = resolve(dirname(file), specifier);
      return [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate)) ?? path;
    });
}
