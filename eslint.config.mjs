import tseslint from 'typescript-eslint';

/**
 * The import table of docs/architecture.md: which rooms a room may import besides itself. Anything else is an
 * error, so the direction of the house is checked by a machine.
 */
const rooms = ['timeline', 'wire', 'nemo', 'studio', 'engine', 'editor', 'cli'];
const mayImport = {
  timeline: [],
  wire: ['timeline'],
  nemo: ['wire', 'timeline'],
  studio: ['nemo', 'wire', 'timeline'],
  engine: ['wire', 'timeline'],
  editor: ['studio', 'timeline', 'nemo', 'engine/launch'],
  cli: ['studio', 'timeline', 'nemo', 'engine/launch'],
};

/** The patterns that `no-restricted-imports` forbids in one room. */
function forbidden(room) {
  const allowed = mayImport[room];
  const closed = rooms.filter(
    (other) => other !== room && !allowed.some((name) => name.split('/')[0] === other),
  );
  const group = closed.flatMap((other) => [`**/${other}/**`, `**/${other}`]);
  if (allowed.includes('engine/launch')) group.push('**/engine/**', '!**/engine/launch');
  if (room !== 'editor') group.push('**/protocol');
  group.push('**/extension');
  return { group, message: `src/${room}/ may import only: ${allowed.join(', ') || 'nothing of ours'}.` };
}

const vscodeIsForTheEditor = {
  name: 'vscode',
  message: 'Only src/editor/ and src/extension.ts touch vscode.',
};

const roomRules = rooms.map((room) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [forbidden(room)],
        paths: room === 'editor' ? [] : [vscodeIsForTheEditor],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.cache/', 'node_modules/', 'samples/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
          message: "Write `import * as z from 'zod'`: the named import loads 265 kB of locales.",
        },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  ...roomRules,
  {
    files: ['src/contributions.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['*'], message: 'contributions.ts imports nothing.' }] },
      ],
    },
  },
  {
    files: ['webview-ui/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/src/*', '!**/src/timeline', '!**/src/protocol', 'node:*'],
              message: 'The webview imports only timeline types and the protocol.',
            },
          ],
          paths: [vscodeIsForTheEditor],
        },
      ],
    },
  },
  {
    files: ['test/**', '**/*.mjs'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
