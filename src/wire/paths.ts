/** The endpoints of the wire, once for both ends. Ids are opaque and escaped here. */
const id = encodeURIComponent;

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

export const headers = {
  authorization: 'Authorization',
  clientId: 'X-Client-Id',
  source: 'X-Skill-Source',
  version: 'X-Skill-Version',
  platform: 'X-Skill-Platform',
} as const;
