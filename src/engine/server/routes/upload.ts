import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { mostUploadBytes, uploadRequestSchema, type Upload, type UploadedFile } from '../../../wire/files';
import { paths } from '../../../wire/paths';
import { describeFile, isSupported } from '../../projects/describe';
import { withFiles, type ProjectFile } from '../../projects/project';
import { readBody } from '../body';
import { receiveFiles, type ReceivedFile } from '../multipart';
import { projectOf, type Parts } from '../parts';
import { sendData } from '../reply';
import type { Exchange, Route } from '../router';
import { badRequest, nothingToFetch, sessionNotFound, unsupportedFile } from '../wire-error';

const mostBytes = 1024 * 1024;

/** Files for a session: sent, or registered where they lie. All of a request are taken, or none. */
export function uploadRoutes({ store }: Parts): Route[] {
  const add = async (id: string, files: ProjectFile[]): Promise<Upload> => {
    const project = await store.update(id, (before) => withFiles(before, files));
    if (!project) throw sessionNotFound();
    return { files: files.map(uploadedFile), session_state_applied: true };
  };

  const receive = async (exchange: Exchange): Promise<Upload> => {
    const project = await projectOf(store, exchange.id);
    const folder = path.join(store.folderOf(project), 'files', randomUUID());
    const { request, signal } = exchange;
    try {
      const received = await receiveFiles(request, {
        folder,
        mostBytes: mostUploadBytes,
        isSupported,
        signal,
      });
      return await add(exchange.id, await describeAll(received, signal));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };

  const register = async ({ request, id, signal }: Exchange): Promise<Upload> => {
    const body = await readBody(request, uploadRequestSchema, mostBytes);
    if (body.source_type === 'url') throw nothingToFetch();
    await projectOf(store, id);
    const files = body.paths.map((file) => ({ path: file, name: path.basename(file) }));
    for (const file of files) {
      if (!path.isAbsolute(file.path)) throw badRequest(t('{0} is not an absolute path.', file.path));
      if (!isSupported(file.name)) throw unsupportedFile(file.name);
    }
    return await add(id, await describeAll(files, signal));
  };

  return [
    {
      method: 'POST',
      path: paths.upload,
      handle: async (exchange) => {
        const isForm = exchange.request.headers['content-type']?.startsWith('multipart/');
        sendData(exchange.response, await (isForm ? receive(exchange) : register(exchange)));
      },
    },
  ];
}

async function describeAll(files: readonly ReceivedFile[], signal: AbortSignal): Promise<ProjectFile[]> {
  const described: ProjectFile[] = [];
  // One at a time: looking into a file decodes some of it.
  for (const file of files) described.push(await describeFile(file.path, file.name, signal));
  return described;
}

function uploadedFile(file: ProjectFile): UploadedFile {
  return {
    filename: file.name,
    file_type: file.kind,
    cdn_url: pathToFileURL(file.path).href,
    ...(file.durationMs === undefined ? {} : { duration: file.durationMs / 1000 }),
    ...(file.width === undefined ? {} : { width: file.width }),
    ...(file.height === undefined ? {} : { height: file.height }),
    ...(file.fps === undefined ? {} : { fps: file.fps }),
  };
}
