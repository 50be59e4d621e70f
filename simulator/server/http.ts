import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** What the route's pattern captured, decoded. */
  parameters: string[];
}

export interface Route {
  path: RegExp;
  handle: (exchange: Exchange) => Promise<void> | void;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Loopback only; pages of other sites, open in the same browser, reach nothing. */
function isForeign({ headers: { host, origin } }: IncomingMessage): boolean {
  if (host === undefined || !LOOPBACK.test(host)) return true;
  return origin !== undefined && !LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (isForeign(request)) return sendJson(response, { error: 'loopback only' }, 403);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  for (const { path, handle } of routes) {
    const match = path.exec(url.pathname);
    if (!match) continue;
    const parameters = match.slice(1).map((part) => decodeURIComponent(part ?? ''));
    return handle({ request, response, url, parameters });
  }
  sendJson(response, { error: `nothing at ${url.pathname}` }, 404);
}

/** Serves on this port of the loopback interface; 0 takes any free one. */
export function listen(routes: readonly Route[], port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, { error: error instanceof Error ? error.message : String(error) }, 500);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}
