import { request } from 'node:http';
import { ERROR_CODES, type TestEmulator } from '../../harness/emulator';
import { until } from '../../harness/wait';
import { startProbe } from './probe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startProbe();
});
afterAll(() => emulator.close());

const status = (headers: Record<string, string>, path = '/health', method = 'GET') =>
  new Promise<number | undefined>((resolve, reject) => {
    request(emulator.url + path, { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('health says what is there', async () => {
  expect(await (await fetch(`${emulator.url}/health`)).json()).toMatchObject({
    ok: true,
    functions: ['probe'],
  });
});

test('a page of another site reaches nothing, by its origin or by a name that leads here', async () => {
  expect(await status({ origin: 'https://example.com' })).toBe(403);
  expect(await status({ host: 'example.com' })).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
  expect(await status({ origin: 'http://localhost:8080' })).toBe(200);
});

test('data is listed with its dates, and asked by query', async () => {
  await emulator.store.insert('things', [
    { _id: 'a', at: new Date(0), name: 'x' },
    { _id: 'b', name: 'y' },
  ]);
  const list = async (query: string): Promise<unknown> =>
    (await fetch(`${emulator.url}/data/things${query}`)).json();
  expect(await list('?limit=1')).toMatchObject({ collection: 'things', total: 2, documents: { length: 1 } });
  const query = encodeURIComponent('{"name":"x"}');
  expect(await list(`?query=${query}`)).toMatchObject({
    documents: [{ _id: 'a', at: { $date: '1970-01-01T00:00:00Z' }, name: 'x' }],
  });
  expect(await (await fetch(`${emulator.url}/data/nothing`)).json()).toMatchObject({
    total: 0,
    documents: [],
  });
});

test('looking at data costs no action a round trip', () => {
  expect(emulator.metrics().unindexedQueries).toEqual([]);
});

test.each([
  ['/nowhere', 'GET', 404],
  ['/clock', 'PUT', 405],
  ['/files/%E0%A4%A', 'GET', 400],
  ['/files/none.png', 'GET', 404],
  ['/files/x.txt', 'PUT', 403],
])('%s by %s answers %i', async (path, method, expected) => {
  expect(await status({}, path, method)).toBe(expected);
});

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test.each(['not json', '[]', '"x"', `{"event":${deep(5000)}}`])(
  'a call whose body is %s is refused',
  async (body) => {
    expect((await fetch(`${emulator.url}/call/probe`, { method: 'POST', body })).status).toBe(400);
  },
);

describe('the gateway answers 200 with a code', () => {
  const admin = async (body: string) => {
    const response = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
    return { status: response.status, ...((await response.json()) as { code: string }) };
  };
  test.each([
    ['no JSON', '{', 'INVALID_PARAM'],
    ['a body nested without end', `{"action":${deep(5000)}}`, 'INVALID_PARAM'],
    [
      'a query nested without end',
      `{"action":"database.getDocument","collectionName":"things","query":"{\\"a\\":${deep(5000)}}"}`,
      'INVALID_PARAM',
    ],
    ['an unknown action', '{"action":"database.drop"}', 'INVALID_PARAM'],
    ['an inherited name', '{"action":"constructor"}', 'INVALID_PARAM'],
    ['no collection', '{"action":"database.getDocument"}', 'INVALID_PARAM'],
    [
      'a query that is no EJSON',
      '{"action":"database.getDocument","collectionName":"things","query":"{"}',
      'INVALID_PARAM',
    ],
    [
      'a missing collection',
      '{"action":"database.getDocument","collectionName":"no"}',
      'DATABASE_COLLECTION_NOT_EXIST',
    ],
    ['more than 6 MB', `{"action":"${'x'.repeat(6.1 * 1024 * 1024)}"}`, 'EXCEED_REQUEST_SIZE_LIMIT'],
  ])('%s', async (_name, body, code) => {
    expect(await admin(body)).toMatchObject({ status: 200, code });
  });
});

test('chaos kills instances for a while, calls go on', async () => {
  const post = (body: object) =>
    fetch(`${emulator.url}/chaos`, { method: 'POST', body: JSON.stringify(body) });
  expect((await post({ killEverySeconds: 0 })).status).toBe(400);
  expect((await post({ killEverySeconds: 0.05, for: 3 })).status).toBe(200);
  const call = () => emulator.call<number>('probe', { action: 'probe.wait', input: { milliseconds: 300 } });
  await until(async () => (await call()).errCode === ERROR_CODES.failed);
  await until(async () => (await call()).errCode === undefined);
  expect(emulator.metrics().functions['probe']?.killed).toBeGreaterThan(0);
});
