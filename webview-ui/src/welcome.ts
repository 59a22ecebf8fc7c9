import { t } from '@vscode/l10n';
import { element, icon } from './dom';
import { button } from './ui';

/** What stands in an empty conversation: what this is, and the two ways to begin. */
export function welcome(onAttach: () => void): HTMLElement {
  const mark = element('div', 'welcome-mark', icon('device-camera-video'));
  return element(
    'section',
    'welcome',
    mark,
    element('h2', '', t('Turn a recording into a video')),
    element(
      'p',
      '',
      t('Add an episode and say what you want. You get a video with a title, a waveform and captions.'),
    ),
    button({
      label: t('Add a Recording…'),
      look: 'primary',
      icon: 'add',
      changes: true,
      onPress: onAttach,
    }),
    element(
      'p',
      'welcome-hint',
      t('Or drag files from the Explorer and hold Shift while you drop them here.'),
    ),
  );
}

/** First things to say, for someone who does not know what can be said. */
export function firstSuggestions(): string[] {
  return [
    t('Turn my podcast audio into a video with captions and a waveform visual'),
    t('Make it vertical, for phones'),
    t('Add a title with the name of the episode'),
  ];
}
