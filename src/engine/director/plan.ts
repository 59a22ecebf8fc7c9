import path from 'node:path';
import { segmentsOf } from '../draft';
import { MediaError } from '../media/errors';
import { givenWith, lastOf, recordingOf, type Project, type ProjectFile } from '../projects/project';
import { readComposition } from './composition';
import type { Edit, Note, Plan } from './edit';
import type { Wish } from './wish';

/**
 * Turns wishes into edits of a project's draft. Reads what they need from the disk: tags, cover, transcript.
 *
 * @param folder absolute path of the project's own folder
 * @throws MediaError where the recording cannot be read any more; the signal's reason where aborted
 */
export async function planEdits(
  wishes: readonly Wish[],
  project: Project,
  folder: string,
  signal: AbortSignal,
): Promise<Plan> {
  const asked = wishes.filter((wish) => wish.kind !== 'help');
  if (asked.length === 0) return { edits: [], notes: [] };
  const recording = recordingOf(project);
  if (!recording) {
    return { edits: [], notes: [{ kind: 'noRecording', silentVideo: lastOf(project, 'video')?.name }] };
  }
  // With no timeline yet, any wish about the video is a wish for the video.
  const isNew = !project.draft || asked.some((wish) => wish.kind === 'make');
  const edits: Edit[] = [];
  if (isNew) edits.push({ kind: 'compose', composition: await readComposition(project, recording, folder) });
  const captions = await planCaptions(asked, project, recording, isNew);
  edits.push(...captions.edits, ...asked.flatMap((wish) => planOther(wish)));
  signal.throwIfAborted();
  return { edits, notes: captions.notes };
}

function planOther(wish: Wish): Edit[] {
  switch (wish.kind) {
    case 'waveform':
      return [{ kind: wish.on ? 'showWaveform' : 'hideWaveform' }];
    case 'title':
      return [{ kind: 'setTitle', text: wish.text }];
    case 'aspect':
      return [{ kind: 'setAspect', aspect: wish.aspect }];
    default:
      return [];
  }
}

/** A new video has captions unless they are not wanted. */
async function planCaptions(
  wishes: readonly Wish[],
  project: Project,
  recording: ProjectFile,
  isNew: boolean,
): Promise<Plan> {
  const wish = wishes.findLast((candidate) => candidate.kind === 'captions');
  if (wish?.on === false) return { edits: isNew ? [] : [{ kind: 'hideCaptions' }], notes: [] };
  if (!wish && !isNew) return { edits: [], notes: [] };
  const { findTranscript, readTranscript } = await import('../media/transcript');
  const given = givenWith(project, recording, 'captions');
  const file = given?.path ?? (await findTranscript(recording.path));
  if (file === undefined) {
    // Captions that are there already came from a file that has gone since.
    if (project.draft && !isNew && segmentsOf(project.draft, 'caption').length > 0)
      return { edits: [], notes: [] };
    return {
      edits: [],
      notes: [{ kind: 'noTranscript', expected: `${path.parse(recording.name).name}.srt` }],
    };
  }
  try {
    const cues = await readTranscript(file);
    return { edits: [{ kind: 'showCaptions', cues, from: given?.name ?? path.basename(file) }], notes: [] };
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    const note: Note = { kind: 'badTranscript', reason: error.message };
    return { edits: [], notes: [note] };
  }
}
