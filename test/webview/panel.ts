import type { Browser, Page } from 'playwright-core';
import { toEditorSchema, toPageSchema, type ToEditor, type ToPage } from '../../src/protocol';
import type { Project } from './build';
import { themes, variablesOf, type ThemeName } from './themes';

/** The chat page in a browser, and an editor at the other end that remembers what it was sent. */
export interface Panel {
  readonly page: Page;
  /** Every request so far, in order. Anything that is not of the protocol fails the test. */
  readonly requests: ToEditor[];
  /** What went wrong in the page: violations of its policy, errors, failed loads. */
  readonly troubles: string[];
  send(...messages: ToPage[]): Promise<void>;
  /** Shows what will be shown after a reload, too. */
  setProject(project: Project): void;
  /** What the editor answers to a request; the sentence is an error, undefined is consent. */
  answer(reply: (request: ToEditor) => string | undefined | Promise<string | undefined>): void;
  close(): Promise<void>;
}

export interface PanelOptions {
  project?: Project;
  theme?: ThemeName;
  width?: number;
  height?: number;
  reducedMotion?: boolean;
}

/** Opens the page and waits until it shows the project, if there is one. */
export async function openPanel(browser: Browser, url: string, options: PanelOptions = {}): Promise<Panel> {
  const { theme = 'dark', width = 420, height = 640, reducedMotion = false } = options;
  let { project } = options;
  let reply: Parameters<Panel['answer']>[0] = () => undefined;
  const requests: ToEditor[] = [];
  const troubles: string[] = [];
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      troubles.push(`asked ${request.url()}`);
  });

  const send = async (...messages: ToPage[]) => {
    // Parsed here too: a test must not send what an editor could not.
    const checked = messages.map((message) => toPageSchema.parse(message));
    await page.evaluate(`for (const message of ${JSON.stringify(checked)}) window.postMessage(message, '*')`);
  };
  await page.exposeFunction('toEditor', async (data: unknown) => {
    const request = toEditorSchema.parse(data);
    requests.push(request);
    if (request.type === 'ready' && project) await send({ type: 'project', project });
    const error = await reply(request);
    await send({ type: 'reply', request: request.request, ...(error === undefined ? {} : { error }) });
  });
  await page.exposeFunction('reportTrouble', (text: string) => troubles.push(text));
  const dress = { variables: variablesOf(themes[theme]), bodyClass: themes[theme].bodyClass };
  await page.addInitScript(`(${stage})(${JSON.stringify(dress)})`);
  await page.goto(url);
  if (project) await page.locator('#root:not(.is-waiting)').waitFor();

  return {
    page,
    requests,
    troubles,
    send,
    setProject: (next) => (project = next),
    answer: (next) => (reply = next),
    close: () => context.close(),
  };
}

/** Waits until an expression holds in the page. (Playwright's own `waitForFunction` evaluates under the page's policy.) */
export async function until(page: Page, expression: string, timeoutMs = 8000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await page.evaluate(expression))) {
    if (Date.now() > deadline) throw new Error(`Never came true: ${expression}`);
    await page.waitForTimeout(20);
  }
}

/** Runs in the page before it: the editor's object, the theme, and an ear for violations of the policy. */
const stage = `({ variables, bodyClass }) => {
  document.addEventListener('readystatechange', () => {
    for (const [name, value] of variables) document.documentElement.style.setProperty(name, value);
    document.body.className = bodyClass;
  });
  document.addEventListener('securitypolicyviolation', (event) =>
    reportTrouble('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => void toEditor(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
}`;
