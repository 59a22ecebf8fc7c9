import assert from 'node:assert/strict';
import * as manifest from '../../../package.json';
import { claimPage, defaultApiUrl, defaultWebUrl, isBearer, registerPage } from '../../../src/nemo/addresses';

describe('addresses of the service', () => {
  it('are the vendor’s where nothing else is set [wire: base/api-url] [wire: base/web-url]', () => {
    assert.equal(defaultApiUrl, 'https://mega-api-prod.nemovideo.ai');
    assert.equal(defaultWebUrl, 'https://nemovideo.com');
    const written = JSON.stringify(manifest).match(/https:\/\/mega-api[^"]*/g);
    assert.deepEqual(new Set(written), new Set([defaultApiUrl]), 'the setting has the same');
  });

  it('hold what they are given such that it is read back [wire: claim/browser-link]', () => {
    const token = 'clm_a+b/c=&d';
    const page = new URL(claimPage('https://web.example/nemo/', token));
    assert.equal(page.pathname, '/nemo/workspace/claim');
    assert.equal(page.searchParams.get('ct'), token);
    assert.equal(new URL(registerPage(defaultWebUrl, 'anon_1 &x')).searchParams.get('bind'), 'anon_1 &x');
  });

  it('never hold a bearer token [wire: claim/no-token-in-url]', () => {
    assert.ok(isBearer('nmv_usr_x'));
    assert.equal(registerPage(defaultWebUrl, 'nmv_usr_x'), 'https://nemovideo.com/register');
  });
});
