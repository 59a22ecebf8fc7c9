import { parseJson } from '../../../src/wire/json';
import { json } from './answers';
import type { Handler, Recorded } from './exchange';

/** The object in a request's body; undefined where it holds anything else. */
export function jsonOf({ body }: Recorded): Record<string, unknown> | undefined {
  try {
    const value = parseJson(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What FastAPI, behind services of this family, says to a body that is not as it should be. */
export const unprocessable: Handler = json(
  { detail: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }] },
  422,
);
