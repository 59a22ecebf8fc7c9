import path from 'node:path';
import { paths } from '../../../wire/paths';
import { renderRequestSchema } from '../../../wire/render';
import { engineDraftSchema } from '../../draft';
import { segmentsOf } from '../../draft';
import type { RenderJob } from '../../renders/job';
import type { RenderProgress } from '../../renders/queue';
import { readBody } from '../body';
import { sendFile } from '../file';
import { safeName } from '../multipart';
import { projectOf, type Parts } from '../parts';
import { sendRender } from '../reply';
import type { Exchange, Route } from '../router';
import { notFound, notRendered, notUnderstood, renderIdTaken } from '../wire-error';

/** bytes; the captions of a day are some megabytes */
const mostBytes = 32 * 1024 * 1024;

/** Render jobs: submit, poll, cancel, fetch. */
export function renderRoutes({ store, renders }: Parts): Route[] {
  const jobOf = async (id: string) => {
    const found = await renders.read(id);
    if (!found) throw notFound(`render job ${id}`);
    return found;
  };
  return [
    {
      method: 'POST',
      path: paths.render,
      handle: async (exchange) => {
        const order = await readBody(exchange.request, renderRequestSchema, mostBytes);
        const project = await projectOf(store, order.sessionId);
        const draft = engineDraftSchema.safeParse(order.draft);
        if (!draft.success) throw notUnderstood();
        const recording = segmentsOf(draft.data, 'sound')[0]?.path ?? draft.data.m.title;
        const job = await renders.submit({
          id: order.id,
          sessionId: order.sessionId,
          draft: draft.data,
          quality: order.output.quality,
          folder: path.join(store.folderOf(project), 'renders'),
          fileName: safeName(`${path.parse(recording).name}.mp4`),
        });
        if (!job) throw renderIdTaken();
        sendRender(exchange.response, statusOf(exchange, job, undefined));
      },
    },
    {
      method: 'GET',
      path: paths.renderJob,
      handle: async (exchange) => {
        const { job, progress } = await jobOf(exchange.id);
        sendRender(exchange.response, statusOf(exchange, job, progress));
      },
    },
    {
      method: 'POST',
      path: paths.renderCancel,
      handle: async (exchange) => {
        const job = await renders.cancel(exchange.id);
        if (!job) throw notFound(`render job ${exchange.id}`);
        sendRender(exchange.response, statusOf(exchange, job, undefined));
      },
    },
    {
      method: 'GET',
      path: paths.renderDownload,
      handle: async (exchange) => {
        const { job } = await jobOf(exchange.id);
        if (job.state.status !== 'completed') throw notRendered();
        const wentOut = await sendFile(exchange, { path: job.outputPath, contentType: 'video/mp4' });
        if (wentOut) await renders.wasDownloaded(job.id);
      },
    },
  ];
}

/** A poll's answer in the first of the wire's three shapes, with stage and time left added. */
function statusOf({ request }: Exchange, job: RenderJob, progress: RenderProgress | undefined): object {
  const { id, state } = job;
  const common = { id, status: state.status, createdAt: new Date(job.createdAt).toISOString() };
  switch (state.status) {
    case 'completed': {
      const url = `http://${request.headers.host ?? ''}${paths.renderDownload(id)}`;
      const completedAt = new Date(state.completedAt).toISOString();
      return { ...common, progress: 100, completedAt, outputUrl: url, output: { url, size: state.bytes } };
    }
    case 'processing':
      return { ...common, progress: Math.round(progress?.percent ?? 0), ...progressOf(progress) };
    case 'failed':
      return { ...common, progress: 0, error: state.message };
    default:
      return { ...common, progress: 0 };
  }
}

function progressOf(progress: RenderProgress | undefined): object {
  if (!progress) return {};
  const { stage, etaMs } = progress;
  return { stage, ...(etaMs === undefined ? {} : { etaMs: Math.round(etaMs) }) };
}
