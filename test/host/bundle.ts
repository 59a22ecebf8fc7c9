import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { outFolder, projectFolder } from './paths';

/** Folder with `index.js`, whose `run()` an editor calls, and the bundled suites beside it. */
export const suitesFolder = join(outFolder, 'test', 'host');

/** Bundles `test/host/suite/` for the extension host, one file a suite. */
export async function bundleSuites(): Promise<void> {
  await rm(suitesFolder, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: projectFolder,
    entryPoints: ['test/host/suite/index.ts', 'test/host/suite/**/*.test.ts'],
    outbase: 'test/host/suite',
    outdir: suitesFolder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    external: ['vscode', 'mocha', 'node-av', 'node-av/*', '@napi-rs/canvas'],
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
}
