import * as z from 'zod';
import { version } from '../../../../package.json';
import type { Capabilities } from '../../../wire/capabilities';
import { paths } from '../../../wire/paths';
import type { EngineDraft } from '../../draft';
import { sendFile } from '../file';
import { projectOf, type Parts } from '../parts';
import { sendBare } from '../reply';
import type { Route } from '../router';
import { notUnderstood, nothingToSee } from '../wire-error';

const capabilities: Capabilities = {
  version,
  frames: true,
  previewSound: true,
  localFiles: true,
  queuesRenders: true,
  pollMs: 1000,
};

const frameQuery = z.object({
  /** ms */
  t: z.coerce.number().nonnegative().default(0),
  /** px */
  width: z.coerce.number().int().min(16).max(3840).default(960),
});

/** What the engine offers beyond the cloud: what it can do, stills, and the timeline's sound. */
export function previewRoutes({ store, still, sound }: Parts): Route[] {
  const seen = async (id: string): Promise<{ draft: EngineDraft; folder: string }> => {
    const project = await projectOf(store, id);
    if (!project.draft) throw nothingToSee();
    return { draft: project.draft, folder: store.folderOf(project) };
  };
  return [
    {
      method: 'GET',
      path: paths.capabilities,
      handle: ({ response }) => {
        sendBare(response, capabilities);
      },
    },
    {
      method: 'GET',
      path: paths.frame,
      handle: async ({ response, id, query }) => {
        const wanted = frameQuery.safeParse(Object.fromEntries(query));
        if (!wanted.success) throw notUnderstood();
        const { draft } = await seen(id);
        const timeMs = Math.min(wanted.data.t, draft.d);
        const png = await still(draft, timeMs, wanted.data.width);
        response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length }).end(png);
      },
    },
    {
      method: 'GET',
      path: paths.sound,
      handle: async (exchange) => {
        const { draft, folder } = await seen(exchange.id);
        const file = await sound(draft, folder, exchange.signal);
        await sendFile(exchange, { path: file, contentType: 'audio/mpeg' });
      },
    },
  ];
}
