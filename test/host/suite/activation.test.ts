import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { commands as editorCommands, extensions } from 'vscode';
import { commands } from '../../../src/contributions';
import { timeActivation } from './activation-clock';
import { descendants } from './processes';

const id = 'free-podcast-video.free-podcast-video';
/** Activation holds up everything else that the editor does at its start. */
const activationLimitMs = 50;
const bundleLimitBytes = 800_000;

function ourExtension() {
  const extension = extensions.getExtension(id);
  assert.ok(extension, `${id} is not installed in this editor`);
  return extension;
}

/** Files that Node has loaded from the extension's folder, apart from the tests themselves. */
function loadedFiles(): string[] {
  const folder = ourExtension().extensionPath;
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(folder + sep))
    .map((file) => relative(folder, file))
    .filter((file) => !/^(out|test|\.cache)[\\/]/.test(file));
}

describe('activation', () => {
  it('has not happened before anybody wants something', () => {
    assert.equal(ourExtension().isActive, false);
    assert.deepEqual(
      loadedFiles().filter((file) => file.startsWith('dist')),
      [],
    );
  });

  it(`takes under ${activationLimitMs} ms and loads nothing but the extension's bundle`, async () => {
    const before = new Set(loadedFiles());
    const bundle = join(ourExtension().extensionPath, 'dist', 'extension.js');
    const { loadMs, activateMs } = await timeActivation(bundle, () => ourExtension().activate());

    const loaded = loadedFiles().filter((file) => !before.has(file));
    console.log(
      `      load ${loadMs.toFixed(1)} ms, activate ${activateMs.toFixed(1)} ms; files: ${loaded.join(', ')}`,
    );
    assert.deepEqual(loaded, [`dist${sep}extension.js`]);
    assert.ok(
      loadMs + activateMs < activationLimitMs,
      `activation took ${(loadMs + activateMs).toFixed(1)} ms`,
    );
  });

  it('starts no process', () => {
    const engines = descendants().filter((line) => line.includes('engine.js'));
    assert.deepEqual(engines, []);
  });

  it('registers every command of the manifest', async () => {
    const registered = new Set(await editorCommands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((command) => !registered.has(command)),
      [],
    );
  });

  it(`comes from a bundle of under ${bundleLimitBytes / 1000} kB`, function () {
    const { size } = statSync(`${ourExtension().extensionPath}/dist/extension.js`);
    console.log(`      dist/extension.js: ${Math.round(size / 1000)} kB`);
    assert.ok(size < bundleLimitBytes);
  });
});
