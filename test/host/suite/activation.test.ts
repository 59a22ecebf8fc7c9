import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commands as editorCommands, extensions } from 'vscode';
import { commands } from '../../../src/contributions';
import { activationTimes } from './activation-times';
import { descendants } from './processes';

const id = 'free-podcast-video.free-podcast-video';
/** Activation holds up everything else that the editor does at its start: ms, on a machine with nothing else to do. */
const activationGoalMs = 50;
/** ms; what a busy machine is forgiven */
const activationLimitMs = 4 * activationGoalMs;
const bundlesLimitBytes = 800_000;

function ourExtension() {
  const extension = extensions.getExtension(id);
  assert.ok(extension, `${id} is not installed in this editor`);
  return extension;
}

/** Bundles and native packages of the extension that this process has loaded. */
function loadedParts(): string[] {
  const folder = ourExtension().extensionPath;
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(folder + sep))
    .map((file) => relative(folder, file))
    .filter((file) => /^(dist|node_modules[\\/](node-av|@seydx|@napi-rs))[\\/]/.test(file));
}

describe('activation', () => {
  before('the editor has started', async () => {
    const extension = ourExtension();
    while (!extension.isActive) await wait(20);
  });

  it('loads the small bundle and nothing else', () => {
    assert.deepEqual(loadedParts(), [`dist${sep}extension.js`]);
  });

  it('is quick', () => {
    const { loadMs, activateMs } = activationTimes(id);
    const figures = `loading ${loadMs.toFixed(1)} ms, activating ${activateMs.toFixed(1)} ms`;
    console.log(`      ${figures} (goal: under ${activationGoalMs} ms)`);
    assert.ok(loadMs + activateMs < activationLimitMs);
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

  it(`comes from bundles of under ${bundlesLimitBytes / 1000} kB`, () => {
    const sizes = ['extension.js', 'on-demand.js'].map((name) => {
      const { size } = statSync(join(ourExtension().extensionPath, 'dist', name));
      console.log(`      ${name}: ${(size / 1000).toFixed(1)} kB`);
      return size;
    });
    assert.ok(sizes.reduce((total, size) => total + size) < bundlesLimitBytes);
  });
});
