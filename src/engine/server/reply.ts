import type { ServerResponse } from 'node:http';
import type { WireError } from './wire-error';

/** Answers with data in the envelope of most endpoints. */
export function sendData(response: ServerResponse, data: unknown): void {
  sendJson(response, 200, { code: 0, message: 'success', data });
}

/** Answers with data in the envelope of the render endpoints. */
export function sendRender(response: ServerResponse, data: unknown): void {
  sendJson(response, 200, { success: true, data });
}

/** Answers with an object and no envelope around it. */
export function sendBare(response: ServerResponse, data: object): void {
  sendJson(response, 200, data);
}

/** Answers with an error in the envelope that its endpoint has. */
export function sendError(response: ServerResponse, error: WireError, isRender: boolean): void {
  const { status, code, message } = error;
  sendJson(response, status, isRender ? { success: false, code, error: message } : { code, message });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length })
    .end(bytes);
}
