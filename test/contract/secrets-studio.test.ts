import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { changesBetween, viewOf } from '../../src/editor/chat/view';
import type { Log } from '../../src/editor/log';
import { Secrets } from '../../src/editor/secrets';
import { NemoError, unreachable } from '../../src/nemo/errors';
import { describeError, redact } from '../../src/nemo/redact';
import { AnonymousTokens, givenToken } from '../../src/nemo/token';
import { Connections } from '../../src/studio/backend';
import { sentenceFor } from '../../src/studio/errors';
import { Journal } from '../../src/studio/journal/journal';
import type { Project } from '../../src/studio/project';
import { defaultRequest, Studio } from '../../src/studio/studio';
import { useTemporaryFolder } from '../temporary';
import {
  canaries,
  canariesIn,
  echoes,
  failedRender,
  failingStreams,
  giveCanary,
  identified,
  textsIn,
  toldTo,
} from './canaries';
import { clientOf, useCloud } from './cloud';
import { refuse, reset } from './server/answers';
import { asEver } from './server/defaults';
import type { Endpoint } from './server/exchange';

/** The editor's own store of secrets, over a keychain and a log that are the test's. */
function secretsOfEditor() {
  const keychain = new Map<string, string>();
  const concealed = new Set<string>();
  const storage = {
    get: (key: string) => Promise.resolve(keychain.get(key)),
    store: (key: string, value: string) => Promise.resolve(void keychain.set(key, value)),
    delete: (key: string) => Promise.resolve(void keychain.delete(key)),
  } as Partial<vscode.SecretStorage> as vscode.SecretStorage;
  const log = { conceal: (secret: string) => void concealed.add(secret) } as Partial<Log> as Log;
  return { secrets: new Secrets(storage, log), keychain, concealed };
}

describe('no secret leaves a project', function () {
  this.timeout(20_000);
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  let editor: ReturnType<typeof secretsOfEditor>;
  let studio: Studio;
  /** What was logged, and what the page was told, as the editor does both. */
  let [logged, toPage]: [string[], string[]] = [[], []];

  beforeEach(async () => {
    [logged, toPage] = [[], []];
    cloud().pollMs = 10;
    giveCanary(cloud());
    editor = secretsOfEditor();
    await mkdir(temporary('shows'));
    await writeFile(temporary('shows', 'episode.mp3'), 'sound');
    await writeFile(temporary('shows', 'cover.png'), 'picture');
    studio = new Studio({
      journal: new Journal(temporary('journal')),
      connections: new Connections({ open: openCloud }),
      language: 'en',
      outputFolder: () => '',
      logError: log,
    });
  });
  afterEach(() => studio.dispose());

  /** As the editor opens it: with the user's own token, where there is one. */
  async function openCloud() {
    const own = await editor.secrets.ownToken();
    const tokens = own
      ? givenToken(own)
      : new AnonymousTokens(editor.secrets.account, () => 'client-of-the-editor');
    return { client: clientOf(cloud(), tokens), ended: new Promise<void>(() => undefined) };
  }

  function log(error: unknown): void {
    logged.push(redact(describeError(error), editor.concealed));
  }

  function begin(): Project {
    const project = studio.begin(temporary('shows', 'episode.mp3'), 'cloud');
    project.state.subscribe((after, before) => {
      toPage.push(...changesBetween(before, after).map((message) => JSON.stringify(message)));
    });
    return project;
  }
  const convert = (project: Project) =>
    project.convert({ request: defaultRequest(), extras: [temporary('shows', 'cover.png')] });

  /** Searches everything that there is. @returns what the page shows at the end */
  async function assertSecret(project: Project, what = ''): Promise<string> {
    await project.settled();
    const view = JSON.stringify(viewOf(project.state.value));
    const written = [...(await textsIn(temporary()))].map(([path, text]) => `${path}: ${text}`);
    const [client] = cloud().to('anonymousToken');
    assert.ok(written.some((text) => text.includes('conversation.json')));
    for (const text of [view, ...logged, ...toPage, ...written]) {
      assert.deepEqual(canariesIn(text), [], `${what}: ${text.slice(0, 500)}`);
      assert.ok(!client || !text.includes(String(client.headers['x-client-id'])), what);
    }
    for (const text of toldTo(cloud())) assert.deepEqual(canariesIn(text), [], what);
    assert.ok(identified(cloud()).every((endpoint) => endpoint === 'anonymousToken'));
    return view;
  }

  for (const kind of ['own', 'anonymous'] as const)
    it(`that does all that can be done, with a token of the kind “${kind}” [wire: claim/no-token-in-url, claim/browser-link]`, async () => {
      if (kind === 'own') {
        await editor.secrets.setOwnToken(canaries.own);
        cloud().tokens.add(canaries.own);
      }
      const project = begin();
      assert.equal((await convert(project))?.state.status, 'done');
      for (const wish of ['make the music quieter', 'credits', 'status', 'show tracks', '余额', 'export'])
        await project.say(wish);
      await project.showCredits();
      await project.attach([temporary('shows', 'cover.png')]);
      await project.attachUrl('https://example.org/more.mp3');
      const url = await project.browserUrl();
      assert.equal(url, `https://nemovideo.com/workspace/claim?ct=${canaries.claim}`);
      await assertSecret(project);
      assert.equal(cloud().to('credits')[0]?.headers.authorization, `Bearer ${canaries[kind]}`);
      assert.ok(toPage.length > 50);
    });

  it('whose token is refused [wire: codes/own-token]', async () => {
    await editor.secrets.setOwnToken(canaries.own);
    for (const form of [...Object.values(echoes).map((echo) => echo(401)), refuse(1001)]) {
      cloud().always('session', form);
      const project = begin();
      await convert(project);
      assert.match(await assertSecret(project), /Your token was not accepted/);
    }
    assert.ok(logged.some((line) => line.includes('tokenRefused')));
  });

  it('that is told back what it has shown, by every endpoint', async () => {
    await editor.secrets.setOwnToken(canaries.own);
    cloud().tokens.add(canaries.own);
    const forms = Object.entries(echoes);
    const endpoints: readonly Endpoint[] = [
      'session',
      'upload',
      'message',
      'state',
      'render',
      'renderStatus',
    ];
    for (const endpoint of endpoints)
      for (const [name, form] of forms) {
        cloud().always(endpoint, form(400));
        const project = begin();
        await convert(project);
        await assertSecret(project, `${endpoint} ${name}`);
        cloud().always(endpoint, asEver);
      }
    for (const stream of failingStreams) {
      cloud().script('message', stream);
      const project = begin();
      await convert(project);
      await assertSecret(project, 'a stream');
    }
    cloud().script('renderStatus', failedRender, failedRender);
    const project = begin();
    assert.equal((await convert(project))?.state.status, 'failed');
    assert.match(await assertSecret(project, 'a render'), /No GPU for •••/);
    for (const endpoint of ['credits', 'claimToken'] as const)
      for (const form of Object.values(echoes)) {
        cloud().script(endpoint, form(403));
        await (endpoint === 'credits' ? project.showCredits() : project.browserUrl());
      }
    await assertSecret(project, 'the account');
    assert.ok(logged.length > 30);
  });

  it('whose service gives its token as the one for a browser, which opens nothing', async () => {
    const project = begin();
    await convert(project);
    cloud().script(
      'claimToken',
      (exchange) =>
        exchange.response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ code: 0, data: { claim_token: canaries.anonymous, expires_in: 9 } })) &&
        undefined,
    );
    assert.equal(await project.browserUrl(), undefined);
    await assertSecret(project);
  });

  it('whose service is gone, or cannot be reached with a secret in the reason', async () => {
    const project = begin();
    cloud().script('session', reset);
    await convert(project);
    await assertSecret(project);
    const secrets = [canaries.own, canaries.anonymous, canaries.claim];
    await editor.secrets.setOwnToken(canaries.own);
    for (const secret of secrets) {
      const cause = new Error(`connect with Bearer ${secret}`, {
        cause: new Error(`to http://${secret}@host`),
      });
      const error = unreachable('host', Object.assign(cause, { code: `E_${secret}` }));
      log(error);
      assert.ok(error instanceof NemoError);
      assert.deepEqual(canariesIn(sentenceFor(error) + sentenceFor(cause)), []);
    }
    assert.deepEqual(canariesIn(logged.join('\n')), []);
  });

  it('after a sign-out: every token is forgotten, and the client id is kept [wire: account/client-id]', async () => {
    await convert(begin());
    await editor.secrets.setOwnToken(canaries.own);
    assert.equal(await editor.secrets.ownToken(), canaries.own);
    assert.ok(canariesIn([...editor.keychain.values()].join()).includes(canaries.anonymous));
    await editor.secrets.signOut();
    const kept = [...editor.keychain.values()].join();
    assert.deepEqual([canariesIn(kept), kept.includes('client-of-the-editor')], [[], true]);
    assert.equal(await editor.secrets.ownToken(), undefined);
    assert.ok(
      [canaries.own, canaries.anonymous, 'client-of-the-editor'].every((secret) =>
        editor.concealed.has(secret),
      ),
    );
    const { client } = await openCloud();
    await client.credits();
    await client.close();
    const ids = cloud()
      .to('anonymousToken')
      .map(({ headers }) => headers['x-client-id']);
    assert.deepEqual(ids, ['client-of-the-editor', 'client-of-the-editor']);
  });

  it('signed out before there was anything to sign out of', async () => {
    await editor.secrets.signOut();
    assert.equal(editor.keychain.size, 0);
  });
});
