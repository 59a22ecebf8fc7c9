import { binary, json, ok, rawJson, refuse, spoken, sse, tool } from './answers';
import type { Cloud } from './cloud';
import type { Endpoint, Exchange, Handler } from './exchange';

/** How the vendor's service answers on a good day; what it has in mind lives in the cloud that is passed along. */
export const defaults: Record<Endpoint, Handler> = {
  anonymousToken: async (exchange) => {
    const { cloud, recorded } = exchange;
    if (!recorded.headers['x-client-id'])
      return await refuse(400, 'X-Client-Id header is required')(exchange);
    const token = `nmv_usr_anonymous-${cloud.issue()}`;
    cloud.tokens.add(token);
    const data = {
      token,
      user_id: 'anon_1',
      credits: 100,
      expires_at: new Date(Date.now() + 6e8).toISOString(),
    };
    return await ok(data)(exchange);
  },

  // Ids as numbers beyond 2^53, which some servers of this family send.
  session: async (exchange) => {
    const id = exchange.cloud.addSession();
    const text = `{"code":0,"data":{"task_id":${id}1,"session_id":${id},"extra":{"kept":true}}}`;
    return await rawJson(text)(exchange);
  },

  message: async (exchange) => {
    const { cloud } = exchange;
    const asked = JSON.parse(exchange.recorded.body) as { session_id: string };
    if (!cloud.drafts.has(asked.session_id))
      return await json({ detail: 'Session not found' }, 404)(exchange);
    cloud.drafts.set(asked.session_id, cloud.draftText);
    return await sse(': hello\n\n', tool('build_draft'), spoken('Here is your video.'))(exchange);
  },

  upload: async (exchange) => {
    const { cloud, recorded } = exchange;
    if (!cloud.drafts.has(exchange.id)) return await refuse(1002, 'session not found')(exchange);
    const files = recorded.files.map(({ name, sha256 }) => ({
      filename: name,
      file_type: 'audio',
      cdn_url: `${cloud.cdnUrl}/${sha256}`,
      duration: 3,
      hash: sha256,
    }));
    return await ok({ files, session_state_applied: true })(exchange);
  },

  credits: ok({ available: 97, frozen: 3, total: 100 }),

  state: async (exchange) => {
    const draft = exchange.cloud.drafts.get(exchange.id);
    if (draft === undefined) return await refuse(1002, 'session not found')(exchange);
    const text = `{ "code":0,"data" :{"session_id":${exchange.id},"state":{"draft": ${draft || 'null'} ,"video_infos":[]}}}`;
    return await rawJson(text)(exchange);
  },

  render: async (exchange) => {
    const { id } = JSON.parse(exchange.recorded.body) as { id: string };
    if (exchange.cloud.renders.has(id))
      return await json({ success: false, error: 'duplicate render id' })(exchange);
    exchange.cloud.renders.set(id, { polls: 0, cancelled: false });
    return await json({ success: true, data: { id, status: 'pending', progress: 0 } })(exchange);
  },

  renderStatus: async (exchange) => {
    const { cloud, id } = exchange;
    const render = cloud.renders.get(id);
    if (!render) return await json({ success: false, error: 'no such render' }, 404)(exchange);
    if (render.cancelled) return await json(inShape(cloud, id, 'cancelled', 10))(exchange);
    const isDone = ++render.polls > cloud.pollsUntilDone;
    const percent = isDone ? 100 : Math.round((100 * render.polls) / (cloud.pollsUntilDone + 1));
    return await json(inShape(cloud, id, isDone ? 'completed' : 'processing', percent))(exchange);
  },

  renderCancel: async (exchange) => {
    const render = exchange.cloud.renders.get(exchange.id);
    if (render) render.cancelled = true;
    return await json({ success: true })(exchange);
  },

  renderDownload: (exchange) => binary(exchange.cloud.video)(exchange),
  cdn: (exchange) => binary(exchange.cloud.video)(exchange),
  claimToken: ok({ claim_token: 'clm_canary-claim', expires_in: 300 }),

  capabilities: (exchange) =>
    exchange.cloud.pollMs === undefined
      ? json({ detail: 'Not Found' }, 404)(exchange)
      : ok({
          version: '1',
          frames: false,
          previewSound: false,
          localFiles: false,
          pollMs: exchange.cloud.pollMs,
        })(exchange),

  unknown: json({ detail: 'Not Found' }, 404),
};

/** The answer to a poll in the shape that the cloud speaks today. */
function inShape(cloud: Cloud, id: string, status: string, progress: number): object {
  const url = status === 'completed' ? `${cloud.cdnUrl}/${id}.mp4?sig=a%2Fb` : undefined;
  switch (cloud.pollShape) {
    case 'enveloped':
      return {
        success: true,
        data: { id, status, progress, outputUrl: url, createdAt: 'then', completedAt: 'now' },
      };
    case 'bare':
      return { id, status, progress, output: url && { url, duration: 3, size: cloud.video.length } };
    case 'task':
      return { taskId: id, status, output: url && { url } };
  }
}

/** Refuses what does not show a token that this cloud gave out. */
export function isAllowed({ cloud, recorded }: Exchange): boolean {
  const open: Endpoint[] = ['anonymousToken', 'cdn', 'unknown'];
  if (open.includes(recorded.endpoint)) return true;
  return cloud.tokens.has(/^Bearer (.+)$/.exec(recorded.headers.authorization ?? '')?.[1] ?? '');
}
