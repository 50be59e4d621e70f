import { randomUUID } from 'node:crypto';
import type { Faults } from '../faults';
import { HttpError, type Reply, type Request, type Route } from '../http';
import { LIMITS } from '../limits';
import type { Metrics } from '../metrics';
import { StoreError } from '../store/types';
import { messageOf, textOf, type Fields } from '../values';
import { GatewayError } from '../errors';
import { parseMultipart } from '../storage/multipart';
import type { Action } from '../action';

const BINARY_PARTS: ReadonlySet<string> = new Set(['requestData']);

async function read(request: Request): Promise<Fields> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    return parseMultipart(await request.body(LIMITS.payload), type, BINARY_PARTS);
  }
  return request.json(LIMITS.payload);
}

function failure(error: unknown): { code: string; message: string } {
  if (error instanceof HttpError && error.status === 413) {
    return { code: 'EXCEED_REQUEST_SIZE_LIMIT', message: error.message };
  }
  if (error instanceof HttpError) return { code: 'INVALID_PARAM', message: error.message };
  if (error instanceof StoreError || error instanceof GatewayError) {
    return { code: error.code, message: error.message };
  }
  return { code: 'SYS_ERR', message: messageOf(error) };
}

export function gatewayRoutes(
  actions: Record<string, Action>,
  metrics: Metrics,
  faults: Faults,
  log: (line: string) => void,
): Route[] {
  const answer = async (request: Request): Promise<Reply> => {
    const requestId = randomUUID();
    try {
      const fields = await read(request);
      const name = textOf(fields, 'action') ?? '';
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (!action) throw new GatewayError('INVALID_PARAM', `unknown action ${name}`);
      const caller = metrics.find(textOf(fields, 'sessionToken'));
      const result = await faults.around(name, fields, () => {
        metrics.request(name, textOf(fields, 'collectionName') ?? '', caller);
        return action(fields, caller);
      });
      if (Buffer.isBuffer(result)) {
        return { headers: { 'content-type': 'application/octet-stream' }, body: result };
      }
      const body = JSON.stringify({ requestId, ...result });
      metrics.answered(name, caller, Buffer.byteLength(body));
      return { body };
    } catch (error) {
      const { code, message } = failure(error);
      if (code === 'SYS_ERR') log(`gateway: ${error instanceof Error ? (error.stack ?? '') : message}`);
      return { body: { requestId, code, message } };
    }
  };
  return [{ method: 'POST', path: /^\/admin$/, handle: answer }];
}
