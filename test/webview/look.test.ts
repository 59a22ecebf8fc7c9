import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { outFolder } from '../host/paths';
import { openPanel } from './panel';
import { scenes } from './scenes';
import { servePage, type PageServer } from './server';
import { themes, type ThemeName } from './themes';

describe('the look of the chat page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PageServer;
  before(async () => {
    mkdirSync(join(outFolder, 'webview'), { recursive: true });
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  after(() => Promise.all([browser.close(), server.close()]));

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const [name, scene] of Object.entries(scenes)) {
      it(`has nothing beyond its edges in the theme ${theme} (${name})`, async () => {
        const panel = await openPanel(browser, server.url, {
          project: scene,
          theme,
          height: 860,
          reducedMotion: true,
        });
        await panel.page.evaluate('document.fonts.ready.then(() => undefined)');
        for (const width of [300, 420, 900]) {
          await panel.page.setViewportSize({ width, height: 860 });
          await panel.page.screenshot({ path: join(outFolder, 'webview', `${name}-${theme}-${width}.png`) });
          assert.deepEqual(await panel.page.evaluate(overflowing), []);
        }
        assert.deepEqual(panel.troubles, []);
        await panel.close();
      });
    }
  }
});

/** Classes of what reaches beyond the window, except inside frames that scroll. */
const overflowing = `[...document.querySelectorAll('#root *')]
  .filter((each) => !each.closest('.for-screen-readers, .table-frame'))
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5)
  .map((each) => each.className)`;
