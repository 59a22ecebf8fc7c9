import { headers } from '../../../src/wire/paths';
import { json, rawJson } from './answers';
import type { Cloud } from './cloud';
import { data, failure } from './envelopes';
import type { Handler } from './exchange';
import { jsonOf, unprocessable } from './json-body';
import { file } from './ranges';

/** Render jobs: submitted, asked for, cancelled, fetched. */

const unknownRender: Handler = failure(404, 'no such render');
const attribution = [headers.source, headers.version, headers.platform];

export const render: Handler = async (exchange) => {
  const { cloud, recorded } = exchange;
  // The one place where missing attribution is noticed, and then it looks like a matter of the plan.
  if (!attribution.every((name) => recorded.headers[name.toLowerCase()]))
    return await failure(402, 'export is not included in the free plan')(exchange);
  const { id, sessionId, draft } = jsonOf(recorded) ?? {};
  if (typeof id !== 'string' || typeof sessionId !== 'string' || typeof draft !== 'object')
    return await unprocessable(exchange);
  if (!cloud.drafts.has(sessionId)) return await failure(1002, 'session not found')(exchange);
  if (cloud.renders.has(id)) return await json({ success: false, error: 'duplicate render id' })(exchange);
  cloud.renders.set(id, { polls: 0, cancelled: false });
  return await data({ id, status: 'pending', progress: 0 })(exchange);
};

export const renderStatus: Handler = async (exchange) => {
  const { cloud, id } = exchange;
  const render = cloud.renders.get(id);
  if (!render) return await unknownRender(exchange);
  if (render.cancelled) return await inShape(cloud, id, 'cancelled', 10)(exchange);
  const isDone = ++render.polls > cloud.pollsUntilDone;
  const percent = isDone ? 100 : Math.round((100 * render.polls) / (cloud.pollsUntilDone + 1));
  return await inShape(cloud, id, isDone ? 'completed' : 'processing', percent)(exchange);
};

export const renderCancel: Handler = async (exchange) => {
  const render = exchange.cloud.renders.get(exchange.id);
  if (!render) return await unknownRender(exchange);
  render.cancelled = true;
  return await rawJson('{"success":true}')(exchange);
};

export const renderDownload: Handler = ({ cloud, ...exchange }) =>
  file(cloud.fallbackVideo ?? cloud.video)({ cloud, ...exchange });

export const cdn: Handler = (exchange) => file(exchange.cloud.video)(exchange);

/** The answer to a poll in the shape that the cloud speaks today. */
function inShape(cloud: Cloud, id: string, status: string, progress: number): Handler {
  const url = status === 'completed' ? `${cloud.cdnUrl}/${id}.mp4?sig=a%2Fb` : undefined;
  switch (cloud.pollShape) {
    case 'enveloped':
      return data({ id, status, progress, outputUrl: url, createdAt: 'then', completedAt: 'now' });
    case 'bare':
      return json({ id, status, progress, output: url && { url, duration: 3, size: cloud.video.length } });
    case 'task':
      return json({ taskId: id, status, output: url && { url } });
  }
}
