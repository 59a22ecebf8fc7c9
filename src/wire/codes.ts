/** Codes that stand in a body (`code`) or come as an HTTP status, and what they mean. */
export const codes = {
  success: 0,
  badRequest: 400,
  unauthorized: 401,
  exportBlocked: 402,
  forbidden: 403,
  notFound: 404,
  contentTooLarge: 413,
  unsupportedMedia: 415,
  rateLimited: 429,
  badGateway: 502,
  gatewayTimeout: 504,
  tokenInvalid: 1001,
  sessionNotFound: 1002,
  outOfCredits: 2001,
  unsupportedFile: 4001,
  fileTooLarge: 4002,
} as const;
