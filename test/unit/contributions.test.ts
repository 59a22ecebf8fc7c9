import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesIn } from '../../scripts/strings/calls';
import { compareStrings } from '../../scripts/strings/compare';
import { chatPanelType, commands, contextKeys, settings, views } from '../../src/contributions';
import { projectFolder } from '../host/paths';

interface When {
  command?: string;
  when?: string;
  submenu?: string;
}
interface Manifest {
  name: string;
  publisher: string;
  icon: string;
  activationEvents: string[];
  contributes: {
    commands: { command: string }[];
    menus: Record<string, When[]>;
    views: Record<string, { id: string; when?: string }[]>;
    viewsContainers: Record<string, { id: string; icon: string }[]>;
    viewsWelcome: { view: string; when?: string; contents: string }[];
    keybindings?: When[];
    walkthroughs: { id: string; steps: { media: { markdown?: string }; completionEvents: string[] }[] }[];
    configuration: { properties: Record<string, { default?: unknown; scope?: string }> };
  };
}

const text = (path: string) => readFileSync(join(projectFolder, path), 'utf8');
const manifestText = text('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const { contributes } = manifest;
const sorted = (values: Iterable<string>) => [...new Set(values)].toSorted();

describe('what package.json contributes', () => {
  it('is the commands of contributions.ts', () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(Object.values(commands)),
    );
    assert.equal(
      new Set(contributes.commands.map(({ command }) => command)).size,
      contributes.commands.length,
    );
  });

  it('is its views', () => {
    const contributed = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    assert.deepEqual(sorted(contributed), sorted(Object.values(views)));
    for (const { view } of contributes.viewsWelcome) assert.ok(contributed.includes(view), view);
    const containers = Object.values(contributes.viewsContainers).flatMap((list) => list.map(({ id }) => id));
    for (const container of Object.keys(contributes.views))
      assert.ok(containers.includes(container), container);
  });

  it('is its settings, in its section', () => {
    const { section, ...keys } = settings;
    const expected = Object.values(keys).map((key) => `${section}.${key}`);
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(expected));
  });

  it('asks for its context keys in `when` clauses, and for no others of ours', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat(),
      ...Object.values(contributes.views).flat(),
      ...contributes.viewsWelcome,
      ...(contributes.keybindings ?? []),
    ].flatMap(({ when }) => when ?? []);
    const asked = clauses.flatMap((clause) => clause.match(/podcastVideo\.[\w.]+/g) ?? []);
    const viewIds: readonly string[] = Object.values(views);
    assert.deepEqual(
      sorted(asked.filter((key) => !viewIds.includes(key))),
      sorted(Object.values(contextKeys)),
    );
  });

  it('speaks of no command, view or panel that does not exist', () => {
    const known = new Set<string>([
      ...Object.values(commands),
      ...Object.values(views).flatMap((view) => [view, `${view}.focus`]),
      ...Object.values(contextKeys),
      ...Object.keys(contributes.configuration.properties),
      chatPanelType,
    ]);
    const spokenOf = `${manifestText}\n${text('package.nls.json')}\n${text('package.nls.zh-cn.json')}`;
    const unknown = (spokenOf.match(/podcastVideo\.[\w.]*\w/g) ?? []).filter((id) => !known.has(id));
    assert.deepEqual(sorted(unknown), []);
    const menuCommands = Object.values(contributes.menus).flatMap((list) =>
      list.flatMap(({ command }) => command ?? []),
    );
    for (const command of menuCommands) assert.ok(known.has(command), command);
  });

  it('lets no workspace choose the cloud or its address', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties['podcastVideo.backend']?.scope, 'application');
    assert.equal(properties['podcastVideo.apiBaseUrl']?.scope, 'machine');
  });

  it('wakes for its own panel', () => {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${chatPanelType}`));
  });

  it('offers the walkthrough under the name that it has', () => {
    const [, id] = /openWalkthrough\?([^)]+)\)/.exec(text('package.nls.json')) ?? [];
    const name = `${manifest.publisher}.${manifest.name}#${contributes.walkthroughs[0]?.id}`;
    assert.equal(JSON.parse(decodeURIComponent(id ?? '')), name);
  });

  it('has every picture and page that it names', () => {
    const pages = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ media }) => media.markdown ?? []),
    );
    const icons = Object.values(contributes.viewsContainers).flatMap((list) => list.map(({ icon }) => icon));
    for (const path of [manifest.icon, ...icons, ...pages])
      assert.ok(existsSync(join(projectFolder, path)), path);
  });
});

describe('the words of package.json', () => {
  const used = sorted([...manifestText.matchAll(/"%([\w.]+)%"/g)].flatMap(([, key]) => key ?? []));

  for (const file of ['package.nls.json', 'package.nls.zh-cn.json'])
    it(`stand in ${file}, all of them and no others`, () => {
      const words = JSON.parse(text(file)) as Record<string, string>;
      assert.deepEqual(sorted(Object.keys(words)), used);
      for (const [key, word] of Object.entries(words)) assert.notEqual(word.trim(), '', key);
    });

  it('lead to the same places in both languages', () => {
    const english = JSON.parse(text('package.nls.json')) as Record<string, string>;
    const chinese = JSON.parse(text('package.nls.zh-cn.json')) as Record<string, string>;
    const linksOf = (word = '') => sorted(word.match(/\((?:command|https?):[^)]+\)/g) ?? []);
    for (const key of used) assert.deepEqual(linksOf(chinese[key]), linksOf(english[key]), key);
  });
});

describe('the sentences of the code', () => {
  const comparison = compareStrings(projectFolder);

  it('are each written out in one piece', () => {
    assert.deepEqual(comparison.unreadable, []);
  });

  it('all have a Chinese translation', () => {
    assert.deepEqual(comparison.missing, {});
  });

  it('are the only ones that have', () => {
    assert.deepEqual(comparison.unused, []);
  });

  it('have the same placeholders in Chinese', () => {
    assert.deepEqual(comparison.placeholders, []);
  });

  it('are found in every way of saying them', () => {
    const code = `
      import * as l10n from '@vscode/l10n';
      import { t, t as say, config } from '@vscode/l10n';
      l10n.t('one {0}', 1); vscode.l10n.t("two"); t(\`three\`); say({ message: 'four', comment: [] });
      other.t('not ours'); config('nor this'); translate('nor that');`;
    const { found, unreadable } = sentencesIn(code, 'a.ts');
    assert.deepEqual(
      found.map(({ text: sentence }) => sentence),
      ['one {0}', 'two', 'three', 'four'],
    );
    assert.deepEqual(unreadable, []);
    assert.deepEqual(sentencesIn("const t = (x) => x; t('own function');", 'b.ts').found, []);
  });

  it('are missed where they are put together', () => {
    const wrong = ["l10n.t('a' + b)", 'l10n.t(`a ${b}`)', 'l10n.t(sentence)', 'l10n.t()'];
    for (const code of wrong) assert.deepEqual(sentencesIn(code, 'a.ts').unreadable, ['a.ts:1'], code);
  });
});
