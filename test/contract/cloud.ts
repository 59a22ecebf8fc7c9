import assert from 'node:assert/strict';
import { AnonymousTokens, type AnonymousAccount, type TokenSource } from '../../src/nemo/token';
import { defaultWebUrl } from '../../src/nemo/addresses';
import { NemoClient, type ClientOptions } from '../../src/nemo/client';
import { attribution } from '../builders';
import { Cloud } from './server/cloud';

/**
 * Gives each test of the suite a cloud of its own, and fails it where a request broke a rule for all of them (see
 * `violations`). To be called inside `describe`.
 */
export function useCloud(): () => Cloud {
  let cloud: Cloud | undefined;
  beforeEach(async () => (cloud = await Cloud.start()));
  afterEach(async () => {
    await cloud?.stop();
    assert.deepEqual(cloud?.violations ?? [], [], 'a request broke a rule that holds for all');
  });
  return () => {
    if (!cloud) throw new Error('There is a cloud only while a test runs.');
    return cloud;
  };
}

/** Anonymous tokens that are forgotten with the test. */
export function anonymousTokens(): AnonymousTokens {
  let account: AnonymousAccount | undefined;
  const store = {
    load: () => Promise.resolve(account),
    save: (changed: AnonymousAccount) => Promise.resolve(void (account = changed)),
  };
  return new AnonymousTokens(store, () => 'client-of-the-test');
}

export function clientOf(
  cloud: Cloud,
  tokens: TokenSource = anonymousTokens(),
  over: Partial<ClientOptions> = {},
): NemoClient {
  return new NemoClient({ baseUrl: cloud.baseUrl, webUrl: defaultWebUrl, attribution, tokens, ...over });
}
