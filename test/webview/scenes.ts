import { answered, job, noticed, project, rendered, said, summarised, uploaded, type Project } from './build';

const answer = `Done. I put the whole episode on a **1920×1080** timeline:

1. Cover art with a slow zoom behind everything
2. A waveform in the colours of the cover
3. Captions from \`episode.srt\`, two lines at most

| Track | From | To |
|:------|-----:|---:|
| Title | 0:00 | 0:06 |
| Captions | 0:00 | 1:02 |

> The intro is silent for 1.4 s. Say *"trim the intro"* to lose it.

More about styles is in [the guide](https://example.org/guide).`;

const busy: Project = project({
  items: [
    uploaded('slow-mornings-012.mp3'),
    said('Turn my podcast audio into a video with captions and a waveform visual', {
      files: ['slow-mornings-012.mp3', 'slow-mornings-012.srt'],
    }),
    answered(answer, { actions: [{ do: 'export' }] }),
    summarised(
      'Timeline (4 tracks): 1. Video: Cover (0-62.4s) 2. Audio: slow-mornings-012.mp3 (0-62.4s) 3. Title: "Slow Mornings, Episode 12" (0-6s) 4. Captions: 18 segments (0-61.9s)',
    ),
    rendered('job-1'),
    said('Make the title larger and keep it for ten seconds'),
    answered('The title is larger now and stays until 0:10. The captions moved down a little so that', {
      streaming: true,
    }),
    said('and then export it vertically', { status: 'queued' }),
  ],
  jobs: [
    job(
      'job-1',
      { status: 'rendering', percent: 42.6, stage: 'encode', etaMs: 19_000 },
      'slow-mornings-012.mp4',
    ),
  ],
  activity: { kind: 'working', note: '⏳ Still working…' },
});

const ended: Project = project({
  backend: 'cloud',
  title: 'A conversation with a very long title about the history of lighthouses on the northern coast',
  items: [
    uploaded('interview with a very long file name, second take (final) (2).wav', {
      status: 'running',
      sentBytes: 12_300_000,
    }),
    rendered('job-1'),
    rendered('job-2'),
    rendered('job-3'),
    rendered('job-4'),
    noticed('info', 'Connected and ready.'),
    noticed('warning', 'You have 4 credits left; this export needs 10.', [
      { do: 'showCredits' },
      { do: 'renderLocally' },
    ]),
    noticed('error', 'The service did not answer. Your message is kept.', [{ do: 'retry' }]),
    said('Less contrast, please', { status: 'failed' }),
    answered('Which part should be calmer?', {
      suggestions: ['The background', 'The waveform', 'Both, and slower'],
    }),
  ],
  jobs: [
    job('job-1', { status: 'done', bytes: 34_128_000 }, 'interview.mp4'),
    job(
      'job-2',
      {
        status: 'failed',
        message: 'There is no room left on the disk. Free about 40 MB and try again.',
        actions: [],
      },
      'interview (2).mp4',
    ),
    job('job-3', { status: 'cancelled' }, 'interview (3).mp4'),
    job('job-4', { status: 'submitting' }, 'interview (4).mp4'),
  ],
});

const refused = 'The plan of this account does not include export; credits would not help.';

const troubled: Project = project({
  backend: 'cloud',
  title: 'interview.mp3',
  items: [
    uploaded('interview.mp3', { status: 'running', sentBytes: 12_300_000 }),
    said('Turn my podcast audio into a video', { files: ['interview.mp3'], status: 'queued' }),
    rendered('done'),
    rendered('failed'),
    rendered('paused'),
    rendered('naming'),
    noticed('error', 'This project is no longer known to the service.', [{ do: 'startAnew' }]),
    noticed('error', 'Your token was not accepted.', [
      { do: 'retry' },
      { do: 'setToken' },
      { do: 'openLink', url: 'https://nemovideo.com', to: 'account' },
    ]),
  ],
  jobs: [
    job('done', { status: 'done', bytes: 34_128_000 }, 'interview.mp4', [{ do: 'openInBrowser' }]),
    job('failed', { status: 'failed', message: refused, actions: [] }, 'interview (2).mp4', [
      { do: 'openLink', url: 'https://nemovideo.com/register?bind=anon_1', to: 'registration' },
      { do: 'renderLocally' },
    ]),
    job(
      'paused',
      { status: 'paused', message: 'The video takes unusually long. It is not lost.', actions: [] },
      'interview (3).mp4',
    ),
    job('naming', { status: 'naming', bytes: 34_128_000 }, 'interview (4).mp4'),
  ],
  activity: { kind: 'uploading', note: 'The service asks for a pause: going on in 30 s.' },
});

const elsewhere: Project = project({
  ...busy,
  items: [...busy.items.slice(0, 5), answered('Which part?', { suggestions: ['The title', 'The waveform'] })],
  activity: { kind: 'idle' },
  isElsewhere: true,
});

/** What a panel looks like before, during and after, in trouble, and while another window has the project. */
export const scenes = { empty: project(), busy, ended, troubled, elsewhere };
