import assert from 'node:assert/strict';
import {
  attributionHeaders,
  detectPlatform,
  type Platform,
  type Surroundings,
} from '../../../src/nemo/attribution';

const elsewhere = '/home/me/.vscode/extensions/free-podcast-video-1.0.0';

const table: readonly (readonly [Platform, string, Partial<Surroundings>])[] = [
  ['cursor', 'the variable before all else', { skillSource: 'cursor', productName: 'Visual Studio Code' }],
  [
    'clawhub',
    'the variable before the install path',
    { skillSource: ' ClawHub\n', installPath: '/home/ada/.cursor/x' },
  ],
  ['vscode', 'the variable before the product', { skillSource: 'vscode', productName: 'Cursor' }],
  ['unknown', 'a variable that names nothing known', { skillSource: 'emacs', productName: 'Cursor' }],
  ['vscode', 'an empty variable as none', { skillSource: '  ', productName: 'VSCodium' }],
  ['cursor', 'an install path under .cursor', { installPath: '/home/me/.cursor/extensions/x' }],
  ['cursor', 'one under .cursor-server', { installPath: '/home/me/.cursor-server/extensions/x' }],
  ['cursor', 'one of Windows', { installPath: String.raw`C:\Users\me\.cursor\extensions\x` }],
  [
    'cursor',
    'the path of Cursor before the product',
    { installPath: '/h/.cursor/x', productName: 'VSCodium' },
  ],
  ['cursor', 'the product Cursor', { productName: 'Cursor' }],
  ['cursor', 'the URI scheme cursor', { productName: 'Some Fork', uriScheme: 'cursor' }],
  [
    'cursor',
    'the product Cursor before a path under .clawhub',
    { installPath: '/h/.clawhub/x', productName: 'Cursor' },
  ],
  [
    'clawhub',
    'an install path under .clawhub',
    { installPath: '/h/.clawhub/x', productName: 'Visual Studio Code' },
  ],
  ['unknown', 'a path that only begins alike', { installPath: '/h/.cursor-rules/x', productName: '' }],
  ['unknown', 'a path that only contains the word', { installPath: '/h/my.cursor/.clawhub2/x' }],
  ['unknown', 'a product that only begins alike', { productName: 'Cursory' }],
  ['vscode', 'VS Code', { productName: 'Visual Studio Code', uriScheme: 'vscode' }],
  ['vscode', 'Insiders', { productName: 'Visual Studio Code - Insiders', uriScheme: 'vscode-insiders' }],
  ['vscode', 'Code - OSS', { productName: 'Code - OSS', uriScheme: 'code-oss' }],
  ['vscode', 'VSCodium', { productName: 'VSCodium', uriScheme: 'vscodium' }],
  ['vscode', 'code-server', { productName: 'code-server', uriScheme: 'code-oss' }],
  ['unknown', 'another editor', { productName: 'Windsurf', uriScheme: 'windsurf' }],
  ['unknown', 'a terminal', { installPath: '/usr/lib/node_modules/free-podcast-video' }],
];

describe('telling the platform', () => {
  for (const [platform, name, surroundings] of table)
    it(`takes ${name} for ${platform}`, () => {
      assert.equal(detectPlatform({ installPath: elsewhere, ...surroundings }), platform);
    });

  it('goes into three headers', () => {
    assert.deepEqual(attributionHeaders({ source: 'a', version: '1.2.3', platform: 'cursor' }), {
      'X-Skill-Source': 'a',
      'X-Skill-Version': '1.2.3',
      'X-Skill-Platform': 'cursor',
    });
  });
});
