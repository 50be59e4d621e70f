import { LIMITS } from '../../emulator/limits';
import { startEmulator } from '../../emulator/index';
import { ERROR_CODES, type TestEmulator } from '../../harness/emulator';
import { collection, codeOf } from './store/support';
import { startProbe } from './probe';

const text = (bytes: number): string => 'x'.repeat(bytes);
const MB = 1024 * 1024;

describe('the store refuses', () => {
  test('a document above 16 MB, written or grown', async () => {
    const c = await collection();
    expect(await codeOf(c.store.insert('c', [{ _id: 'a', half: text(8 * MB) }]))).toBe('no error');
    expect(await codeOf(c.store.insert('c', [{ _id: 'b', whole: text(16 * MB) }]))).toBe(
      'DATABASE_REQUEST_FAILED',
    );
    expect(await codeOf(c.update({ _id: 'a' }, { $set: { other: text(8 * MB) } }))).toBe(
      'DATABASE_REQUEST_FAILED',
    );
    expect(await c.ids({})).toEqual(['a']);
    expect(await c.get('a')).not.toHaveProperty('other');
  });

  test('an entry of an index above 1,024 bytes, of all its fields together', async () => {
    const named = [
      {
        name: 'a_b',
        keys: [
          ['a', 1],
          ['b', 1],
        ] as const,
      },
    ];
    const c = await collection([], named);
    const tried = (a: number, b: number) => c.store.insert('c', [{ a: text(a), b: text(b) }]);
    expect(await codeOf(tried(500, 490))).toBe('no error');
    await expect(tried(500, 524)).rejects.toThrow('key too large to index');
    expect(await codeOf(c.store.insert('c', [{ a: '字'.repeat(341) }]))).toBe('DATABASE_REQUEST_FAILED');
    expect(await codeOf(c.store.insert('c', [{ other: text(5_000) }]))).toBe('no error');
  });

  test('more than 16 MB found for one document by a look-up', async () => {
    const many = Array.from({ length: 170 }, (_, i) => ({ _id: `many${i}`, of: 'a', bulk: text(100_000) }));
    const c = await collection([{ _id: 'a' }, ...many]);
    const found = (limit: number) =>
      c.run(
        { $match: { _id: 'a' } },
        {
          $lookup: {
            from: 'c',
            let: { id: '$_id' },
            pipeline: [{ $match: { $expr: { $eq: ['$of', '$$id'] } } }, { $limit: limit }],
            as: 'all',
          },
        },
        { $project: { all: 0 } },
      );
    expect(await codeOf(found(160))).toBe('no error');
    expect(await codeOf(found(170))).toBe('DATABASE_REQUEST_FAILED');
  });
});

describe('the cloud refuses', () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startProbe();
  });
  afterAll(() => emulator.close());

  const probe = ({ action, ...input }: { action: string }, openid?: string) =>
    emulator.call('probe', { action, input }, openid);
  const admin = async (action: string, fields: object) => {
    const body = JSON.stringify({ action, envName: 'local-0', collectionName: 'things', ...fields });
    const response = await fetch(`${emulator.url}/admin`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    return (await response.json()) as { code?: string; data?: { list: string[] } };
  };

  test('a write of more than 1 MB, however many documents it is of', async () => {
    const document = JSON.stringify({ bulk: text(99_900) });
    const written = (count: number) =>
      admin('database.insertDocument', { data: Array<string>(count).fill(document) });
    expect(await written(10)).not.toHaveProperty('code');
    expect(await written(11)).toMatchObject({ code: 'EXCEED_REQUEST_SIZE_LIMIT' });
    const grown = { query: '{}', data: JSON.stringify({ $set: { bulk: text(MB) } }) };
    expect(await admin('database.modifyDocument', grown)).toMatchObject({
      code: 'EXCEED_REQUEST_SIZE_LIMIT',
    });
  });

  test('an answer of the database above 16 MB, and gives one below', async () => {
    await emulator.store.insert(
      'things',
      Array.from({ length: 170 }, (_, i) => ({ serial: `big${i}`, bulk: text(100_000) })),
    );
    const answered = (limit: number) =>
      admin('database.getDocument', { queryType: 'WHERE', query: '{"serial":{"$gte":"big"}}', limit });
    expect((await answered(160)).data?.list).toHaveLength(160);
    expect(await answered(170)).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  test('what a phone sends above 1 MB, and what it is answered; not the console', async () => {
    const half = { action: 'probe.echo', text: text(MB / 2) };
    const whole = { action: 'probe.echo', text: text(MB) };
    expect(await probe(half, 'alice')).not.toHaveProperty('errCode');
    expect(await probe(whole, 'alice')).toMatchObject({ errCode: ERROR_CODES.tooLarge });
    expect(await probe(whole)).not.toHaveProperty('errCode');
    const large = { action: 'probe.large', bytes: MB };
    const refused = {
      errCode: ERROR_CODES.answerTooLarge,
      errMsg: expect.stringContaining('EXCEED_MAX_RESPONSE_SIZE') as string,
    };
    expect(await probe(large, 'alice')).toMatchObject(refused);
    expect(await probe(large)).not.toHaveProperty('errCode');
  });

  test('variables of a function above 4 KB together', async () => {
    const start = (bytes: number) =>
      startEmulator({
        functions: '/nonexistent',
        schema: [],
        variables: { A: text(bytes - 1) },
        timers: false,
        log: () => undefined,
      });
    await (await start(LIMITS.environment)).close();
    await expect(start(LIMITS.environment + 1)).rejects.toThrow('variables');
  });
});
