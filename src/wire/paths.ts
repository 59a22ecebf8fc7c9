/** Where the service answers, unless a setting or `NEMO_API_URL` says otherwise. */
export const defaultApiUrl = 'https://mega-api-prod.nemovideo.ai';
/** Where its pages for people are, unless `NEMO_WEB_URL` says otherwise. */
export const defaultWebUrl = 'https://nemovideo.com';

const id = encodeURIComponent;

/** The endpoints of the wire, once for both ends. Ids are opaque and escaped here. */

export const paths = {
  anonymousToken: '/api/auth/anonymous-token',
  claimToken: '/api/auth/claim-token',
  session: '/api/tasks/me/with-session/nemo_agent',
  message: '/run_sse',
  upload: (sessionId: string) => `/api/upload-video/nemo_agent/me/${id(sessionId)}`,
  credits: '/api/credits/balance/simple',
  state: (sessionId: string) => `/api/state/nemo_agent/me/${id(sessionId)}/latest`,
  render: '/api/render/proxy/lambda',
  renderJob: (renderId: string) => `/api/render/proxy/lambda/${id(renderId)}`,
  renderCancel: (renderId: string) => `/api/render/proxy/lambda/${id(renderId)}/cancel`,
  renderDownload: (renderId: string) => `/api/render/proxy/${id(renderId)}/download`,
  capabilities: '/api/engine/capabilities',
  frame: (sessionId: string) => `/api/engine/frame/${id(sessionId)}`,
  sound: (sessionId: string) => `/api/engine/sound/${id(sessionId)}`,
} as const;

/** Pages for people, below the web URL. */
export const pages = { claim: '/workspace/claim', register: '/register' } as const;

export const headers = {
  authorization: 'Authorization',
  clientId: 'X-Client-Id',
  source: 'X-Skill-Source',
  version: 'X-Skill-Version',
  platform: 'X-Skill-Platform',
} as const;
