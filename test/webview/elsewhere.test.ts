import assert from 'node:assert/strict';
import { answered, job, noticed, project, rendered, said, type Project } from './build';
import { until } from './panel';
import { usePage } from './use-page';

const line = 'This project is being worked on in another window.';
const content: Partial<Project> = {
  items: [
    ...Array.from({ length: 100 }, (_, index) => noticed('warning', `Note ${index}`, [{ do: 'retry' }])),
    rendered('running'),
    rendered('done'),
    answered('Which?', { suggestions: ['The calm one'], actions: [{ do: 'export' }] }),
  ],
  jobs: [
    job('running', { status: 'rendering', percent: 40 }),
    job('done', { status: 'done', bytes: 7 }, 'done.mp4'),
  ],
};

describe('a project of another window on the chat page', function () {
  this.timeout(30_000);
  const opened = usePage();
  const show = (isElsewhere: boolean, rest: Partial<Project> = {}) =>
    opened.panel.send({ type: 'project', project: project({ ...content, ...rest, isElsewhere }) });
  const open = (isElsewhere: boolean) => opened.open({ project: project({ ...content, isElsewhere }) });
  const isDisabled = (name: string) =>
    opened.panel.page.getByRole('button', { name, exact: true }).last().isDisabled();
  /** How many of the buttons that are there can be pressed, by their names. */
  const enabled = () =>
    opened.panel.page
      .locator('vscode-button:visible')
      .evaluateAll((all) =>
        all.filter((each) => !each.hasAttribute('disabled')).map((each) => each.getAttribute('aria-label')),
      );

  it('is shown with a line that says so, and with nothing to be done but to look', async () => {
    const page = await open(true);
    await page.getByText(line).waitFor();
    const box = page.getByRole('textbox', { name: 'Message' });
    assert.equal(await box.isVisible(), true);
    assert.equal(await box.isDisabled(), true);
    for (const name of [
      'Try Again',
      'Cancel',
      'Export Video',
      'Export Again',
      'The calm one',
      'Add files',
      'Send',
    ])
      assert.equal(await isDisabled(name), true, name);
    assert.deepEqual(await enabled(), ['Play', 'Reveal in Explorer']);
    await page.getByRole('button', { name: 'Export Again' }).click({ force: true });
    assert.deepEqual(
      opened.panel.requests.map(({ type }) => type),
      ['ready'],
    );
  });

  it('keeps earlier messages from being acted on, too', async () => {
    const page = await open(true);
    await until(
      page,
      `(document.querySelector('.scroller').scrollTop = 0, document.querySelectorAll('.notice').length === 100)`,
    );
    assert.deepEqual(await enabled(), ['Play', 'Reveal in Explorer', 'Jump to latest']);
  });

  it('is followed as the other window goes on with it', async () => {
    const page = await open(true);
    await show(true, { items: [...(content.items ?? []), said('more', { status: 'sending' })] });
    await page.getByText('more', { exact: true }).waitFor();
    assert.equal(await page.getByText(line).isVisible(), true);
    assert.deepEqual(await enabled(), ['Play', 'Reveal in Explorer']);
  });

  it('comes and goes without a reload, and without losing what was typed', async () => {
    const page = await open(false);
    const box = page.getByRole('textbox', { name: 'Message' });
    assert.equal(await page.getByText(line).count(), 0);
    await box.fill('half a thought');
    await show(true);
    await page.getByText(line).waitFor();
    assert.equal(await box.isDisabled(), true);
    assert.equal(await isDisabled('Send'), true);
    await show(false);
    await page.getByText(line).waitFor({ state: 'detached' });
    assert.equal(await box.inputValue(), 'half a thought');
    for (const name of ['Try Again', 'Cancel', 'The calm one', 'Add files', 'Send'])
      assert.equal(await isDisabled(name), false, name);
    await box.press('Enter');
    assert.deepEqual(opened.panel.requests.at(-1), { type: 'say', text: 'half a thought', request: 2 });
  });

  it('offers no way to begin in an empty project', async () => {
    await opened.open({ project: project({ isElsewhere: true }) });
    assert.equal(await isDisabled('Add a Recording…'), true);
    assert.deepEqual(await enabled(), []);
  });
});
