import { t } from '@vscode/l10n';
import { actionButton, type Desk } from '../actions';
import { element, icon, setHidden, setText, type View } from '../dom';
import { formatBytes, formatTimeLeft, wholePercent } from '../format';
import { announcementOf, stageOf } from '../stage';
import type { Job } from '../state';
import { bar } from './bar';

/** An export: how far it is, and what to do with the file. Without its job the card is not shown. */
export function renderView(desk: Desk): View<Job | undefined> {
  const root = element('article', 'item card render');
  let running: Running | undefined;
  let shown: Job | undefined;
  let spoken: string | undefined;

  return {
    element: root,
    update(job) {
      setHidden(root, job === undefined);
      if (!job || job === shown) return;
      root.dataset['status'] = job.state.status;
      root.ariaLabel = t('Export of {0}', job.fileName);
      const stage = stageOf(job.state);
      if (stage) {
        if (!running) {
          running = runningCard(job, desk);
          root.replaceChildren(...running.parts);
        }
        running.update(job);
      } else {
        running = undefined;
        root.replaceChildren(...restingCard(job, desk));
      }
      const sentence = announcementOf(job);
      // What was so when the page opened is no news.
      if (shown && sentence !== spoken) desk.announce(sentence);
      spoken = sentence;
      shown = job;
    },
  };
}

interface Running {
  readonly parts: readonly HTMLElement[];
  update(job: Job): void;
}

function runningCard(job: Job, desk: Desk): Running {
  const name = element('span', 'card-name');
  const percent = element('span', 'card-figure');
  const stage = element('span', 'card-stage');
  const timeLeft = element('span', 'card-detail');
  const progress = bar(t('Export of {0}', job.fileName));
  const cancel = actionButton({ do: 'cancelExport', jobId: job.id }, desk);
  return {
    parts: [
      element('div', 'card-head', icon('device-camera-video'), name, percent),
      progress.element,
      element('div', 'card-foot', stage, timeLeft, cancel),
    ],
    update({ fileName, state }) {
      const now = stageOf(state);
      if (!now) return;
      name.title = fileName;
      setText(name, fileName);
      setText(percent, now.percent === undefined ? '' : `${wholePercent(now.percent)}%`);
      setText(stage, now.words);
      setText(timeLeft, now.etaMs === undefined ? '' : formatTimeLeft(now.etaMs));
      progress.update(now.percent, now.words);
    },
  };
}

/** The card of an export that is done, failed, cancelled or left alone. */
function restingCard({ id, fileName, state, actions }: Job, desk: Desk): HTMLElement[] {
  const name = element('span', 'card-name', fileName);
  name.title = fileName;
  const head = (sign: string, detail: string) =>
    element('div', 'card-head', icon(sign), name, element('span', 'card-detail', detail));
  const again = (label: string) => actionButton({ do: 'export' }, desk, { label });
  const further = actions.map((action) => actionButton(action, desk));
  if (state.status === 'done') {
    const play = actionButton({ do: 'play', jobId: id }, desk, { look: 'primary' });
    const reveal = actionButton({ do: 'reveal', jobId: id }, desk);
    return [
      head('pass-filled', formatBytes(state.bytes)),
      element('div', 'actions', play, reveal, ...further, again(t('Export Again'))),
    ];
  }
  if (state.status === 'failed') {
    // Where the session is gone, there is nothing to export again.
    const isOver = actions.some((action) => action.do === 'startAnew');
    return [
      head('error', t('Failed')),
      element('p', 'card-message', state.message),
      element('div', 'actions', ...(isOver ? [] : [again(t('Try Again'))]), ...further),
    ];
  }
  if (state.status === 'paused') {
    const goOn = actionButton({ do: 'resumeExport', jobId: id }, desk, { look: 'primary' });
    return [
      head('debug-pause', t('Paused')),
      element('p', 'card-message', state.message),
      element('div', 'actions', goOn, ...further, actionButton({ do: 'cancelExport', jobId: id }, desk)),
    ];
  }
  return [head('circle-slash', t('Cancelled')), element('div', 'actions', again(t('Export Again')))];
}
