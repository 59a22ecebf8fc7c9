import { paths } from '../../../wire/paths';
import type { SessionState } from '../../../wire/state';
import type { Project, ProjectFile } from '../../projects/project';
import { projectOf, type Parts } from '../parts';
import { sendData } from '../reply';
import type { Route } from '../router';

/** What a session has come to. */
export function stateRoutes({ store }: Parts): Route[] {
  return [
    {
      method: 'GET',
      path: paths.state,
      handle: async ({ response, id }) => {
        sendData(response, stateOf(await projectOf(store, id)));
      },
    },
  ];
}

function stateOf(project: Project): SessionState {
  const { sessionId, taskId, taskName, files, draft } = project;
  return {
    session_id: sessionId,
    task_id: taskId,
    task_name: taskName,
    state: {
      draft: draft ?? null,
      canvas_config: draft ? { width: draft.m.width, height: draft.m.height, fps: draft.m.fps } : {},
      video_infos: files.map(fileInfo),
      video_analyses: [],
      generated_media: [],
    },
  };
}

const fileInfo = ({ name, kind, durationMs, width, height, fps }: ProjectFile) => ({
  filename: name,
  file_type: kind,
  ...(durationMs === undefined ? {} : { duration: durationMs / 1000 }),
  width,
  height,
  fps,
});
