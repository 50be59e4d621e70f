import { CALL_ERRORS, type Outcome } from './functions/protocol';
import { encode } from './gateway/ejson';
import { HttpError, type Reply, type Request, type Route } from './http';
import type { Emulator } from './emulator';
import { integerOf, textOf, type Fields, readJson } from './values';

const MAX_LISTED = 1000;
const PHONE_NUMBER = /^1\d{10}$/;

/** Larger than any event may be, so that the cloud's own limit is what refuses. */
const MAX_CALL_BODY = 16 * 1024 * 1024;

/** As wx.cloud.callFunction answers: the result, or a code. */
export function callReply(outcome: Outcome): Reply {
  const requestID = outcome.requestId;
  if (outcome.ok) {
    return {
      body: `{"result":${outcome.result},"errMsg":"cloud.callFunction:ok","requestID":"${requestID}"}`,
    };
  }
  const { errCode, code } = CALL_ERRORS[outcome.kind];
  const errMsg = `cloud.callFunction:fail Error: errCode: ${String(errCode)} ${code} | errMsg: ${outcome.message}`;
  return { body: { errCode, errMsg, requestID } };
}

function required(fields: Fields, name: string): string {
  const value = textOf(fields, name);
  if (!value) throw new HttpError(400, `${name} is missing`);
  return value;
}

function positive(fields: Fields, name: string, otherwise?: number): number {
  const value = fields[name] ?? otherwise;
  if (typeof value !== 'number' || !(value > 0)) throw new HttpError(400, `${name} must be a number above 0`);
  return value;
}

function clockReply(emulator: Emulator, extra: Fields = {}): Reply {
  const { clock } = emulator;
  return { body: { now: clock.now().toISOString(), offsetMs: clock.offsetMs, ...extra } };
}

async function data(emulator: Emulator, { parameters, url }: Request): Promise<Reply> {
  const [collection = ''] = parameters;
  const limit = Math.min(Number(url.searchParams.get('limit')) || 100, MAX_LISTED);
  const query = url.searchParams.get('query');
  const found = await emulator.data(collection, { limit, ...(query && { query: parseQuery(query) }) });
  // Relaxed EJSON: dates stay recognisable as dates.
  const list = found.documents.map(encode).join(',');
  return {
    body: `{"collection":${JSON.stringify(collection)},"total":${String(found.total)},"documents":[${list}]}`,
  };
}

function parseQuery(text: string): Fields {
  try {
    return readJson(text) as Fields;
  } catch {
    throw new HttpError(400, 'query is not JSON');
  }
}

async function phoneCode(emulator: Emulator, request: Request): Promise<Reply> {
  const number = required(await request.json(), 'number');
  if (!PHONE_NUMBER.test(number)) throw new HttpError(400, 'number is not a mobile number');
  return { body: { code: await emulator.records.addPhoneCode(number, emulator.clock.now()) } };
}

async function grant(emulator: Emulator, request: Request): Promise<Reply> {
  const body = await request.json();
  const count = integerOf(body, 'count') ?? 1;
  await emulator.records.grant(required(body, 'openid'), required(body, 'templateId'), count);
  return { body: { granted: count } };
}

async function call(emulator: Emulator, request: Request): Promise<Reply> {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const openid = header('x-wx-openid');
  // A phone always calls from somewhere; a test that says nothing calls from here.
  const address = openid === undefined ? undefined : (header('x-wx-clientip') ?? '127.0.0.1');
  const event = await request.json(MAX_CALL_BODY);
  return callReply(await emulator.invoke({ name: request.parameters[0] ?? '', event, openid, address }));
}

/** The emulator's own surface; the gateway and the files have theirs. */
export function surfaceRoutes(emulator: Emulator): Route[] {
  return [
    { method: 'POST', path: /^\/call\/([^/]+)$/, handle: (request) => call(emulator, request) },
    { method: 'GET', path: /^\/health$/, handle: () => ({ body: emulator.health() }) },
    { method: 'GET', path: /^\/metrics$/, handle: () => ({ body: emulator.metrics() }) },
    { method: 'GET', path: /^\/answered$/, handle: () => ({ body: emulator.answeredBy() }) },
    {
      method: 'POST',
      path: /^\/metrics\/reset$/,
      handle: () => {
        emulator.resetMetrics();
        return { body: {} };
      },
    },
    { method: 'GET', path: /^\/clock$/, handle: () => clockReply(emulator) },
    {
      method: 'POST',
      path: /^\/clock$/,
      handle: async (request) =>
        clockReply(emulator, { fired: await emulator.setClock(await request.json()) }),
    },
    {
      method: 'POST',
      path: /^\/timers\/([^/]+)\/([^/]+)$/,
      handle: async ({ parameters: [name = '', trigger = ''] }) =>
        callReply(await emulator.fireTimer(name, trigger)),
    },
    { method: 'GET', path: /^\/data\/([^/]+)$/, handle: (request) => data(emulator, request) },
    {
      method: 'GET',
      path: /^\/mailbox$/,
      handle: async ({ url }) => ({ body: await emulator.records.mailbox(url.searchParams.get('openid')) }),
    },
    {
      method: 'POST',
      path: /^\/faults$/,
      handle: async (request) => ({ body: emulator.setFaults(await request.json()) }),
    },
    { method: 'POST', path: /^\/grants$/, handle: (request) => grant(emulator, request) },
    { method: 'POST', path: /^\/phone-codes$/, handle: (request) => phoneCode(emulator, request) },
    {
      method: 'POST',
      path: /^\/chaos$/,
      handle: async (request) => {
        const body = await request.json();
        emulator.killPeriodically(positive(body, 'killEverySeconds'), positive(body, 'for', 60));
        return { body: {} };
      },
    },
  ];
}
