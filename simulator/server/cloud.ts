import { readBody, send, sendJson } from './http';
import type { Exchange } from './http';

const CLOCK_MS = 1000;
/** Time a sleeping clock question may take before the phone is drawn with real time. */
const PATIENCE_MS = 3000;
const PASSED_ON = ['content-type', 'x-wx-openid', 'x-wx-clientip'] as const;

/** The simulator's side of the local cloud: passes calls on, and follows its clock. */
export class CloudProxy {
  private offset = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly emulatorUrl: string,
    private readonly clockMoved: (offset: number) => void,
  ) {}

  /** `/cloud/<path>` is the emulator's `/<path>`. */
  async pass({ request, response, url, parameters }: Exchange): Promise<void> {
    const headers: Record<string, string> = {};
    for (const name of PASSED_ON) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    const method = request.method ?? 'GET';
    const body = method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(await readBody(request));
    const path = encodeURI(parameters[0] ?? '');
    try {
      const reply = await fetch(`${this.emulatorUrl}/${path}${url.search}`, {
        method,
        headers,
        ...(body && { body }),
      });
      const type = reply.headers.get('content-type') ?? 'application/octet-stream';
      send(response, reply.status, type, Buffer.from(await reply.arrayBuffer()));
    } catch (error) {
      sendJson(response, { error: `emulator: ${reason(error)}` }, 502);
    }
    if (path === 'clock' && method === 'POST') await this.readClock();
  }

  /** Puts a file into the cloud's storage the way the SDK does. */
  async upload({ request, response, url }: Exchange): Promise<void> {
    const path = url.searchParams.get('path') ?? '';
    const openid = request.headers['x-wx-openid'];
    const body = new Uint8Array(await readBody(request));
    const reply = await fetch(`${this.emulatorUrl}/admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'storage.getUploadMetadata', path, openid, method: 'put' }),
    });
    const { data, message } = (await reply.json()) as {
      data?: { url: string; token: string; authorization: string; fileId: string };
      message?: string;
    };
    if (!data) return sendJson(response, { error: message ?? 'refused' }, 400);
    const put = await fetch(data.url, {
      method: 'PUT',
      headers: { authorization: data.authorization },
      body,
    });
    if (put.ok) sendJson(response, { fileID: data.fileId });
    else sendJson(response, { error: await put.text() }, 400);
  }

  async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.emulatorUrl}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
    } catch {
      return false;
    }
  }

  /** Milliseconds between the cloud's clock and the computer's. */
  async readClock(): Promise<number> {
    try {
      const reply = await fetch(`${this.emulatorUrl}/clock`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      const { offsetMs } = (await reply.json()) as { offsetMs: number };
      if (offsetMs !== this.offset) {
        this.offset = offsetMs;
        this.clockMoved(offsetMs);
      }
    } catch {
      // The emulator is starting or gone: phones say so themselves when they call it.
    }
    return this.offset;
  }

  /** Tests and consoles may move the cloud's clock behind the panel's back. */
  followClock(somebodyListens: () => boolean): void {
    this.timer = setInterval(() => {
      if (somebodyListens()) void this.readClock();
    }, CLOCK_MS);
    this.timer.unref();
  }

  close(): void {
    clearInterval(this.timer);
  }
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
