import assert from 'node:assert/strict';
import { job, noticed, project, rendered, type Job, type Project } from './build';
import { usePage } from './use-page';

describe('exports that need somebody, on the chat page', function () {
  this.timeout(30_000);
  const opened = usePage();
  const open = (rest: Partial<Project> = {}) => opened.open({ project: project(rest) });
  const openJob = (shown: Job) => open({ items: [rendered(shown.id)], jobs: [shown] });
  const press = (name: string) =>
    opened.panel.page.locator('.item').getByRole('button', { name, exact: true }).click();
  const buttons = () =>
    opened.panel.page
      .locator('.item vscode-button')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  /** The actions that were asked of the editor. */
  const asked = () =>
    opened.panel.requests.flatMap((request) => (request.type === 'do' ? request.action : []));

  it('give a finished file its name while they still count as running', async () => {
    const page = await openJob(job('j', { status: 'naming', bytes: 7 }));
    const card = page.locator('.render');
    assert.match(await card.innerText(), /episode\.mp4\s+100%\s+Saving\s+Cancel/);
    await opened.panel.send({ type: 'job', job: job('j', { status: 'done', bytes: 7 }) });
    await card.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('say why they pause, and go on or end as one likes', async () => {
    const paused = job('j', {
      status: 'paused',
      message: 'It takes unusually long. It is not lost.',
      actions: [],
    });
    const page = await openJob(paused);
    assert.match(
      await page.locator('.render').innerText(),
      /Paused\s+It takes unusually long\. It is not lost\./,
    );
    assert.deepEqual(await buttons(), ['Go On', 'Cancel']);
    await press('Go On');
    await press('Cancel');
    assert.deepEqual(asked(), [
      { do: 'resumeExport', jobId: 'j' },
      { do: 'cancelExport', jobId: 'j' },
    ]);
    await opened.panel.send({ type: 'job', job: job('j', { status: 'rendering', percent: 64 }) });
    await page.locator('.render').getByText('64%').waitFor();
  });

  it('offer what would have helped beside another try', async () => {
    const registration = 'https://nemovideo.com/register?bind=anon_1';
    const failed = job(
      'j',
      { status: 'failed', message: 'The plan does not include it.', actions: [] },
      'a.mp4',
      [
        { do: 'openLink', url: registration, to: 'registration' },
        { do: 'renderLocally' },
        { do: 'setToken' },
      ],
    );
    await openJob(failed);
    assert.deepEqual(await buttons(), ['Try Again', 'Register', 'Render on This Computer', 'Set Token…']);
    await press('Register');
    await press('Render on This Computer');
    assert.deepEqual(asked(), [
      { do: 'openLink', url: registration, to: 'registration' },
      { do: 'renderLocally' },
    ]);
  });

  it('are not tried again in a session that is gone', async () => {
    await openJob(
      job('j', { status: 'failed', message: 'It is forgotten.', actions: [] }, 'a.mp4', [
        { do: 'startAnew' },
      ]),
    );
    assert.deepEqual(await buttons(), ['Start a New Session']);
    await press('Start a New Session');
    assert.deepEqual(asked(), [{ do: 'startAnew' }]);
  });

  it('can be looked at in a browser where the cloud made them', async () => {
    await openJob(job('j', { status: 'done', bytes: 7 }, 'a.mp4', [{ do: 'openInBrowser' }]));
    assert.deepEqual(await buttons(), ['Play', 'Reveal in Explorer', 'Open in Browser', 'Export Again']);
    await press('Open in Browser');
    assert.deepEqual(asked(), [{ do: 'openInBrowser' }]);
  });

  it('have words of their own for each way to an account', async () => {
    const url = 'https://nemovideo.com/';
    await open({
      items: [
        noticed('error', 'No credits.', [
          { do: 'openLink', url, to: 'account' },
          { do: 'openLink', url },
          { do: 'attach' },
        ]),
      ],
    });
    assert.deepEqual(await buttons(), ['Open My Account', 'Open in Browser', 'Add Files…']);
  });
});
