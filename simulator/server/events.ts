import type { ServerResponse } from 'node:http';

import type { Exchange } from './http';

/** Server-sent events to every open phone and panel. */
export class Events {
  private readonly clients = new Set<ServerResponse>();

  get listeners(): number {
    return this.clients.size;
  }

  add({ request, response }: Exchange): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    this.clients.add(response);
    request.on('close', () => this.clients.delete(response));
  }

  send(event: string, data: string | number): void {
    for (const client of this.clients) client.write(`event: ${event}\ndata: ${data}\n\n`);
  }

  close(): void {
    for (const client of this.clients) client.end();
    this.clients.clear();
  }
}
