import assert from 'node:assert/strict';
import { NemoClient } from '../../../src/nemo/client';
import { NemoError, type NemoErrorCode } from '../../../src/nemo/errors';
import { givenToken, type TokenSource } from '../../../src/nemo/token';
import { actionSchema, itemSchema } from '../../../src/studio/conversation';
import { remediesFor } from '../../../src/studio/remedies';
import { attribution } from '../../builders';

const anonymous: TokenSource = {
  ...givenToken('any'),
  account: () => Promise.resolve({ kind: 'anonymous', userId: 'anon_1 &?#' }),
};

const codes: Record<NemoErrorCode, true> = {
  unreachable: true,
  timedOut: true,
  interrupted: true,
  unexpectedAnswer: true,
  rejected: true,
  tokenRefused: true,
  sessionNotFound: true,
  outOfCredits: true,
  exportBlocked: true,
  rateLimited: true,
  badAddress: true,
  unsupportedFile: true,
  fileTooLarge: true,
  fileUnreadable: true,
  fileNotWritable: true,
  fileChanged: true,
  turnFailed: true,
  renderFailed: true,
  incompleteDownload: true,
};

describe('what can be done about a failure', () => {
  async function remedies(code: NemoErrorCode, webUrl: string, tokens: TokenSource = anonymous) {
    const client = new NemoClient({ baseUrl: 'http://127.0.0.1:1', webUrl, attribution, tokens });
    const actions = await remediesFor(new NemoError(code, 'A sentence.'), 'cloud', client);
    await client.close();
    return actions;
  }
  const linkOf = async (webUrl: string, tokens?: TokenSource) =>
    (await remedies('outOfCredits', webUrl, tokens)).find((action) => action.do === 'openLink')?.url;

  it('can be written down and read again, wherever the pages for people are', async () => {
    for (const webUrl of [
      'https://nemovideo.com',
      'http://localhost:8080/',
      'http://10.0.0.7',
      'localhost:8080',
      'javascript:alert(1)',
      'nemovideo.com',
      '',
    ])
      for (const code of Object.keys(codes) as NemoErrorCode[])
        for (const tokens of [anonymous, givenToken('own')])
          for (const action of await remedies(code, webUrl, tokens))
            assert.deepEqual(actionSchema.parse(action), action, `${code} at ${webUrl}`);
  });

  it('opens pages safely, or pages of this computer', async () => {
    assert.equal(
      await linkOf('https://nemovideo.com/'),
      'https://nemovideo.com/register?bind=anon_1%20%26%3F%23',
    );
    assert.equal(await linkOf('http://127.0.0.1:9000', givenToken('own')), 'http://127.0.0.1:9000');
    assert.ok((await linkOf('http://[::1]:9000'))?.startsWith('http://[::1]:9000/register'));
    for (const webUrl of ['http://nemovideo.com', 'http://localhost.example.com', 'file:///etc/passwd', ''])
      assert.equal(await linkOf(webUrl), undefined, webUrl);
  });

  it('is this computer where an account may not do something', async () => {
    const forbidden = new NemoError('rejected', 'No.', { status: 403 });
    assert.deepEqual(await remediesFor(forbidden, 'cloud', undefined), [{ do: 'renderLocally' }]);
    assert.deepEqual(await remediesFor(forbidden, 'local', undefined), []);
  });

  it('is passed over where it cannot be understood, and its notice is kept', () => {
    const notice = {
      id: '1',
      at: 0,
      kind: 'notice',
      level: 'error',
      text: 'No.',
      actions: [{ do: 'retry' }, { do: 'openLink', url: 'http://example.com' }, { do: 'fly' }, null],
    };
    assert.deepEqual(itemSchema.parse(notice), { ...notice, actions: [{ do: 'retry' }] });
  });
});
