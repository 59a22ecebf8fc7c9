import assert from 'node:assert/strict';
import { openEditor, type Editor, type EditorOptions } from './editor';

/** A file name out of the title of a test. */
function fileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

/**
 * One editor for all the tests of a `describe`. They fail when a webview complained meanwhile; a test that fails leaves
 * a picture of the window, `out/screenshots/failed-TITLE.png`.
 */
export function useEditor(options: EditorOptions = {}): Pick<Editor, 'workbench' | 'folder' | 'server'> {
  let editor: Editor | undefined;
  const opened = (): Editor => {
    assert.ok(editor, 'the editor is open only while tests run');
    return editor;
  };

  before(async function () {
    this.timeout(90_000);
    editor = await openEditor(options);
  });

  const complaints: string[] = [];

  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await opened().workbench.screenshot(`failed-${fileName(test.fullTitle())}`);
    complaints.push(
      ...opened()
        .complaints.take()
        .map((text) => `${test?.title ?? ''}: ${text}`),
    );
  });

  after(async function () {
    this.timeout(30_000);
    await editor?.close();
    editor = undefined;
    // At the end, because mocha gives up a whole suite when a hook after one test fails.
    assert.deepEqual(complaints, [], 'a webview complained');
  });

  return {
    get workbench() {
      return opened().workbench;
    },
    get folder() {
      return opened().folder;
    },
    get server() {
      return opened().server;
    },
  };
}
