import { t } from '@vscode/l10n';
import { segmentsOf, type EngineDraft } from '../draft';
import { allAbilities, nearestAbilities } from './abilities';
import { aspectOf } from './composition';
import type { Edit, Note } from './edit';
import type { Understanding } from './wish';

/** One edit, and whether it changed the draft. */
export interface AppliedEdit {
  readonly edit: Edit;
  readonly changed: boolean;
}

/** What came of a message. */
export interface Outcome {
  readonly understanding: Understanding;
  readonly applied: readonly AppliedEdit[];
  readonly notes: readonly Note[];
  /** The draft as it is now. */
  readonly draft: EngineDraft | undefined;
}

/** Says what was done, what was not and why, in Markdown paragraphs of the language that is set right now. */
export function reply({ understanding, applied, notes, draft }: Outcome): string {
  const paragraphs = [
    ...doneParagraphs(applied, draft),
    ...notes.map(noteSentence),
    ...(understanding.wishes.some(({ kind }) => kind === 'help') ? [help()] : []),
    ...(understanding.unclear.length > 0 ? [unclear(understanding.unclear)] : []),
  ];
  return paragraphs.join('\n\n');
}

function doneParagraphs(applied: readonly AppliedEdit[], draft: EngineDraft | undefined): string[] {
  if (!draft || applied.length === 0) return [];
  if (applied.some(({ edit }) => edit.kind === 'compose')) return [composed(draft, applied)];
  return applied.map(({ edit, changed }) => (changed ? doneSentence(edit, draft) : unchangedSentence(edit)));
}

/** A new video is described as it came out, with all that was asked for along with it. */
function composed(draft: EngineDraft, applied: readonly AppliedEdit[]): string {
  const title = escaped(draft.m.title);
  const [background] = segmentsOf(draft, 'background');
  const captions = applied.map(({ edit }) => edit).find((edit) => edit.kind === 'showCaptions');
  const parts = [
    background?.source.from === 'cover'
      ? t('your cover art')
      : background?.source.from === 'video'
        ? t('your picture')
        : t('a drawn background'),
    ...(segmentsOf(draft, 'waveform').length > 0 ? [t('a moving waveform')] : []),
    ...(captions ? [captionCount(draft, captions.from)] : []),
  ];
  return [
    t('Your video **{0}** is laid out: {1}, {2}.', title, length(draft.d), aspectOf(draft)),
    t('It shows {0}.', listed(parts)),
    t('Look at the timeline, ask for changes, or export it.'),
  ].join(' ');
}

function captionCount(draft: EngineDraft, from: string): string {
  const count = segmentsOf(draft, 'caption').length;
  return count === 1 ? t('1 caption from {0}', code(from)) : t('{0} captions from {1}', count, code(from));
}

function doneSentence(edit: Edit, draft: EngineDraft): string {
  switch (edit.kind) {
    case 'compose':
      return '';
    case 'showCaptions':
      return t('Captions are on: {0}.', captionCount(draft, edit.from));
    case 'hideCaptions':
      return t('Captions are off.');
    case 'showWaveform':
      return t('The waveform is in the picture.');
    case 'hideWaveform':
      return t('The waveform is gone.');
    case 'setTitle':
      return t('The title is now **{0}**.', escaped(edit.text));
    case 'setAspect':
      return t('The picture is now {0} ({1}×{2}).', edit.aspect, draft.m.width, draft.m.height);
  }
}

function unchangedSentence(edit: Edit): string {
  switch (edit.kind) {
    case 'compose':
      return '';
    case 'showCaptions':
      return t('The captions are in the picture already, just as they stand in {0}.', code(edit.from));
    case 'hideCaptions':
      return t('There are no captions in the picture, so nothing changed.');
    case 'showWaveform':
      return t('The waveform is in the picture already.');
    case 'hideWaveform':
      return t('There is no waveform in the picture, so nothing changed.');
    case 'setTitle':
      return t('That is the title already.');
    case 'setAspect':
      return t('The picture is {0} already.', edit.aspect);
  }
}

function noteSentence(note: Note): string {
  switch (note.kind) {
    case 'noRecording':
      return note.silentVideo === undefined
        ? t(
            'There is no recording in this project yet. Add an MP3, WAV, M4A, AAC or video file, then ask again.',
          )
        : t(
            '{0} has no sound. Add a recording in which something can be heard, then ask again.',
            code(note.silentVideo),
          );
    case 'noTranscript':
      return t(
        'There are no captions, because no transcript was found. Put {0} (or the same as .vtt) beside the recording, or add it here, and ask again.',
        code(note.expected),
      );
    case 'badTranscript':
      return t('There are no captions: {0}', note.reason);
  }
}

function help(): string {
  return [t('This is what you can ask for:'), ...allAbilities().map((ability) => `- ${ability}`)].join('\n');
}

function unclear(words: readonly string[]): string {
  const quoted = words.map((part) => `“${escaped(part)}”`).join(', ');
  const nearest = nearestAbilities(words.join(' ')).map((ability) => `- ${ability}`);
  return [t('This I cannot do: {0}. The nearest that I can:', quoted), ...nearest].join('\n');
}

/** `a, b and c` */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return t('{0} and {1}', parts.slice(0, -1).join(t(', ')), last);
}

/** `1:05`, `1:02:03` */
function length(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${pad(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

/** Words of others, so that no character of theirs is taken for Markdown. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#+!|~-]/g, '\\$&');
}

function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}
