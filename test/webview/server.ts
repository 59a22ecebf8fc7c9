import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';
import { projectFolder } from '../host/paths';

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

/** Serves the built page as the editor does: the same document, the same policy. */
export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** `strings` is the bundle of localised strings, as it lies in l10n/. */
export async function servePage(strings?: Record<string, string>): Promise<PageServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (path === '/') {
      const origin = `http://${request.headers.host ?? ''}`;
      const nonce = randomUUID();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', policy(origin, nonce));
      response.end(documentOf(nonce, strings));
      return;
    }
    readFile(join(projectFolder, 'dist', basename(path))).then(
      (content) => {
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => close(server) };
}

function policy(source: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `img-src ${source} data:`,
    `font-src ${source}`,
    // The toolkit asks for :focus-visible with an empty style element: the hash of nothing lets nothing else in.
    `style-src ${source} 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
}

function documentOf(nonce: string, strings: Record<string, string> | undefined): string {
  const attribute = strings
    ? ` data-l10n="${JSON.stringify(strings).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
    : '';
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Podcast Video</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="webview.css">
</head>
<body>
<div id="root"${attribute}></div>
<script type="module" nonce="${nonce}" src="webview.js"></script>
</body>
</html>`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
