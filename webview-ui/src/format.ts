import { t } from '@vscode/l10n';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size for people, in decimal units: `34.1 MB`. */
export function formatBytes(bytes: number, locale?: string): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const unit = units[power] ?? 'byte';
  const style = {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / 1000 ** power);
}

/** `about 20 s left`. Seconds go in steps of five: a figure that jumps about tells less. */
export function formatTimeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 5000) * 5;
  if (seconds <= 5) return t('a few seconds left');
  if (seconds < 60) return t('about {0} s left', seconds);
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return t('about {0} min left', Math.max(1, minutes));
  return t('about {0} h {1} min left', Math.floor(minutes / 60), minutes % 60);
}

/** A whole percentage from 0 to 100. Rounded down: 100 % is said only when it is true. */
export function wholePercent(percent: number): number {
  return Math.max(0, Math.min(100, Math.floor(percent)));
}
