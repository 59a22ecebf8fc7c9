import { element } from '../dom';
import { wholePercent } from '../format';

/** A progress bar. */
export interface Bar {
  readonly element: HTMLElement;
  /** Percent from 0 to 100, or undefined when nobody knows; `words` are what is going on, for screen readers. */
  update(percent: number | undefined, words: string): void;
}

/** `name` says what progresses. */
export function bar(name: string): Bar {
  const fill = element('div', 'bar-fill');
  const root = element('div', 'bar', fill);
  root.role = 'progressbar';
  root.ariaLabel = name;
  root.ariaValueMin = '0';
  root.ariaValueMax = '100';
  return {
    element: root,
    update(percent, words) {
      root.classList.toggle('is-unknown', percent === undefined);
      if (percent === undefined) {
        root.removeAttribute('aria-valuenow');
        root.ariaValueText = words;
        return;
      }
      root.ariaValueNow = String(wholePercent(percent));
      root.ariaValueText = `${wholePercent(percent)}%, ${words}`;
      // Set through the object model: the page's policy allows no style attribute.
      fill.style.setProperty('--done', String(Math.max(0, Math.min(1, percent / 100))));
    },
  };
}
