import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { openPanel, type Panel, type PanelOptions } from './panel';
import { servePage, type PageServer } from './server';

/**
 * One browser for the tests of a `describe`, and a page for each that fails the test if anything in it complained.
 *
 * @param strings what the editor's language has for the page's English
 */
export function usePage(strings?: Record<string, string>) {
  let browser: Browser;
  let server: PageServer;
  let panel: Panel | undefined;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage(strings)]);
  });
  after(() => Promise.all([browser.close(), server.close()]));
  afterEach(async () => {
    const { troubles } = panel ?? { troubles: [] };
    await panel?.close();
    panel = undefined;
    // Nothing ran that should not, nothing was fetched, and the policy had nothing to stop.
    assert.deepEqual(troubles, []);
  });

  return {
    /** The page that the test opened. */
    get panel(): Panel {
      assert.ok(panel, 'the test has opened no page yet');
      return panel;
    },
    async open(options: PanelOptions): Promise<Page> {
      panel = await openPanel(browser, server.url, options);
      return panel.page;
    },
  };
}
