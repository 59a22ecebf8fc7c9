// Builds the bundles of the extension into dist/.
//   node esbuild.mjs [--production] [--watch] [--only extension,on-demand,engine,cli,webview]
import { cp, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values: flags } = parseArgs({
  options: { production: { type: 'boolean' }, watch: { type: 'boolean' }, only: { type: 'string' } },
});

/** What every bundle shares. Native packages stay outside: their binaries are found beside them. */
const common = {
  bundle: true,
  minify: flags.production ?? false,
  sourcemap: flags.production ? false : 'linked',
  legalComments: 'none',
  // Chinese as it is, not as escapes of twice the length.
  charset: 'utf8',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': flags.production ? '"production"' : '"development"' },
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'node-av', 'node-av/*', '@napi-rs/canvas'],
  mainFields: ['module', 'main'],
};

/** What the extension imports only when it is wanted stays out of the bundle that the editor loads at its start. */
const onDemand = {
  name: 'on-demand',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './on-demand.js', external: true } : undefined,
    );
  },
};

/** undici without what nothing here uses. */
const leanUndici = {
  name: 'lean-undici',
  setup(build) {
    const path = fileURLToPath(new URL('scripts/undici.mjs', import.meta.url));
    build.onResolve({ filter: /^undici$/ }, () => ({ path }));
  },
};

const bundles = {
  extension: {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    plugins: [onDemand],
    // As require(), which the extension host knows to give `vscode` to.
    supported: { 'dynamic-import': false },
  },
  'on-demand': {
    ...node,
    entryPoints: ['src/editor/on-demand.ts'],
    outfile: 'dist/on-demand.js',
    plugins: [leanUndici],
  },
  engine: { ...node, entryPoints: ['src/engine/main.ts'], outfile: 'dist/engine.js' },
  cli: {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: [leanUndici],
    banner: { js: '#!/usr/bin/env node' },
  },
  webview: {
    ...common,
    platform: 'browser',
    target: 'chrome128',
    format: 'esm',
    entryPoints: { webview: 'webview-ui/src/main.ts' },
    outdir: 'dist',
    loader: { '.ttf': 'file' },
  },
};

/** Fonts that ship with the extension: the weights that the picture uses, in every script Inter covers. */
async function copyFonts() {
  await mkdir('dist/fonts', { recursive: true });
  const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'];
  const weights = [400, 600, 700];
  const files = scripts.flatMap((script) =>
    weights.map((weight) => `inter-${script}-${weight}-normal.woff2`),
  );
  await Promise.all([
    ...files.map((file) => cp(`node_modules/@fontsource/inter/files/${file}`, `dist/fonts/${file}`)),
    cp('node_modules/@fontsource/inter/LICENSE', 'dist/fonts/LICENSE'),
  ]);
}

const wanted = flags.only?.split(',') ?? Object.keys(bundles);
const unknown = wanted.filter((name) => !(name in bundles));
if (unknown.length > 0) throw new Error(`No such bundle: ${unknown.join(', ')}`);

await copyFonts();
if (flags.watch) {
  const contexts = await Promise.all(
    wanted.map((name) => esbuild.context({ ...bundles[name], logLevel: 'info' })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(wanted.map((name) => esbuild.build(bundles[name])));
}
