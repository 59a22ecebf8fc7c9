import assert from 'node:assert/strict';
import { extensions, version, env } from 'vscode';

describe('the extension', () => {
  it('is there', () => {
    console.log(version, env.appName, process.versions.node, process.cwd());
    assert.ok(extensions.getExtension('free-podcast-video.free-podcast-video'));
  });
});
