import { extname } from 'node:path';
import { extensions, type UploadedFile } from '../../../src/wire/files';
import { bearerOf } from './account';
import { json, spoken, sse, tool } from './answers';
import { data, failure } from './envelopes';
import type { Exchange, Handler } from './exchange';
import { jsonOf, unprocessable } from './json-body';

/** What happens in a session: it is opened, given files, talked to and read. */

const unknownSession: Handler = failure(1002, 'session not found');

export const session: Handler = async (exchange) => {
  const { cloud, recorded } = exchange;
  if (typeof jsonOf(recorded)?.task_name !== 'string') return await unprocessable(exchange);
  const id = cloud.addSession();
  const [taskId, sessionId] = cloud.idForm === 'number' ? [`${id}1`, id] : [`"${id}1"`, `"${id}"`];
  return await data(`{"task_id":${taskId},"session_id":${sessionId},"extra":{"kept":true}}`)(exchange);
};

export const message: Handler = async (exchange) => {
  const { cloud, recorded } = exchange;
  const asked = jsonOf(recorded);
  if (!asked?.new_message) return await unprocessable(exchange);
  const id = String(asked.session_id);
  if (!cloud.drafts.has(id)) return await json({ detail: 'Session not found' }, 404)(exchange);
  if (!cloud.charge(bearerOf(exchange))) return await failure(2001, 'insufficient credits')(exchange);
  cloud.drafts.set(id, cloud.draftText);
  return await sse(': hello\n\n', tool('build_draft'), spoken('Here is your video.'))(exchange);
};

export const upload: Handler = async (exchange) => {
  const { cloud, recorded, id } = exchange;
  if (!cloud.drafts.has(id)) return await unknownSession(exchange);
  const isForm = recorded.headers['content-type']?.startsWith('multipart/form-data') ?? false;
  const added = isForm ? received(exchange) : fetched(exchange);
  if (!added) return await unprocessable(exchange);
  const refused = added.find(({ file_type }) => file_type === '');
  if (refused) return await failure(4001, `unsupported file type: ${refused.filename}`)(exchange);
  if (recorded.files.some(({ bytes }) => bytes > cloud.mostUploadBytes))
    return await failure(4002, 'file too large')(exchange);
  cloud.files.set(id, [...(cloud.files.get(id) ?? []), ...added]);
  return await data({ files: added, session_state_applied: true })(exchange);
};

export const state: Handler = async (exchange) => {
  const { cloud, id } = exchange;
  const draft = cloud.drafts.get(id);
  if (draft === undefined) return await unknownSession(exchange);
  const sessionId = cloud.idForm === 'number' ? id : `"${id}"`;
  const infos = JSON.stringify(cloud.files.get(id) ?? []);
  const rest = '"canvas_config":{"width":1920,"height":1080},"video_analyses":[],"generated_media":[]';
  return await data(
    `{"session_id":${sessionId},"task_name":null,"state":{"draft": ${draft || 'null'} ,"video_infos":${infos},${rest}}}`,
  )(exchange);
};

/** The files of a form, each known by the hash of its bytes. */
function received({ cloud, recorded }: Exchange): UploadedFile[] | undefined {
  if (recorded.files.length === 0) return undefined;
  return recorded.files.map(({ name, sha256 }) => ({
    filename: name,
    file_type: typeOf(name),
    cdn_url: `${cloud.cdnUrl}/${sha256}`,
    duration: 3,
    hash: sha256,
  }));
}

/** The files behind addresses, as if they had been fetched. */
function fetched({ cloud, recorded }: Exchange): UploadedFile[] | undefined {
  const { urls, source_type } = jsonOf(recorded) ?? {};
  if (source_type !== 'url' || !Array.isArray(urls) || urls.length === 0) return undefined;
  if (!urls.every((url): url is string => typeof url === 'string' && URL.canParse(url))) return undefined;
  return urls.map((url) => {
    const filename = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
    return { filename, file_type: typeOf(filename), cdn_url: `${cloud.cdnUrl}/${filename}`, duration: 3 };
  });
}

/** `audio`, `video` or `image`; empty for what is not taken. */
function typeOf(name: string): string {
  const extension = extname(name).slice(1).toLowerCase();
  return (
    Object.entries(extensions).find(([, list]) => (list as readonly string[]).includes(extension))?.[0] ?? ''
  );
}
