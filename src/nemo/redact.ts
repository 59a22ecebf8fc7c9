/**
 * Whatever could be a secret: tokens of the service, bearer headers, the engine's token (64 hex digits). A token may
 * stand behind anything: encoded, a blank ends in a digit.
 */
const secrets = /(?:nmv_usr|clm)_[\w-]+|Bearer(?:\s|%20|\+)+\S+|\b[0-9a-f]{64}\b/gi;

/**
 * A text without what nobody may read in a log.
 *
 * @param known secrets that do not look like one: a token of the user's own
 */
export function redact(text: string, known: Iterable<string> = []): string {
  let shown = text;
  for (const secret of known) shown = shown.replaceAll(secret, '•••');
  return shown.replace(secrets, '•••');
}

/** An error and what caused it, each in one line, without stacks. Still to be redacted. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  const line = `${error.name}${code}: ${error.message.split('\n', 1)[0] ?? ''}`;
  return error.cause === undefined ? line : `${line} ← ${describeError(error.cause)}`;
}
