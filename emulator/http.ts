import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFields, messageOf, readJson, type Fields } from './values';

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Sent as JSON unless it is a Buffer or a string. */
  readonly body: unknown;
}

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  /** What the route's pattern captured, decoded. */
  readonly parameters: readonly string[];
  body(limit?: number): Promise<Buffer>;
  json(limit?: number): Promise<Fields>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly path: RegExp;
  handle(request: Request): Promise<Reply> | Reply;
}

/** Refused by the emulator's own surface (not by the emulated cloud, which always answers 200). */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const MEGABYTE = 1024 * 1024;

async function readBody(message: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  // Refused only once it is read: leaving earlier would cut the connection and lose the answer with it.
  if (size > limit) throw new HttpError(413, `more than ${String(limit)} bytes`);
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): Fields {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = readJson(body.toString());
  } catch (error) {
    throw new HttpError(400, `the body is not JSON: ${messageOf(error)}`);
  }
  if (!isFields(value)) throw new HttpError(400, 'the body is not a JSON object');
  return value;
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

/** A page of some other site, open in the same browser, must not reach the emulator, nor its frame without an origin. */
function refuseForeign(message: IncomingMessage): void {
  const { host, origin } = message.headers;
  const foreign = origin !== undefined && !isLoopback(origin.replace(/^https?:\/\//, ''));
  if (!isLoopback(host) || foreign) throw new HttpError(403, 'loopback only');
}

function decode(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    throw new HttpError(400, 'the path is not well encoded');
  }
}

async function route(routes: readonly Route[], message: IncomingMessage): Promise<Reply> {
  refuseForeign(message);
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  let methodKnown = true;
  for (const candidate of routes) {
    const match = candidate.path.exec(url.pathname);
    if (!match) continue;
    if (candidate.method !== message.method) {
      methodKnown = false;
      continue;
    }
    const body = (limit = 32 * MEGABYTE) => readBody(message, limit);
    return candidate.handle({
      method: candidate.method,
      url,
      headers: message.headers,
      parameters: match.slice(1).map(decode),
      body,
      json: async (limit) => parseJson(await body(limit)),
    });
  }
  throw methodKnown
    ? new HttpError(404, `nothing at ${url.pathname}`)
    : new HttpError(405, 'method not allowed');
}

function send(response: ServerResponse, reply: Reply): void {
  const { body: content } = reply;
  const body = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
  response.writeHead(reply.status ?? 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    ...reply.headers,
  });
  response.end(body);
}

async function answer(
  routes: readonly Route[],
  log: (line: string) => void,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(response, await route(routes, message));
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    if (status === 500) log(`${message.method ?? ''} ${message.url ?? ''}: ${messageOf(error)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    send(response, { status, body: { error: messageOf(error) } });
    message.resume();
  }
}

export function listen(
  routes: readonly Route[],
  port: number,
  log: (line: string) => void,
): Promise<{ server: Server; port: number }> {
  const server = createServer((message, response) => void answer(routes, log, message, response));
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({ server, port: (server.address() as AddressInfo).port });
    });
  });
}
