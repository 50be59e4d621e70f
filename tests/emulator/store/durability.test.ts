import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore, type Store } from '../../../emulator/store';
import { schema } from './writer-schema';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (): Promise<Store> => openStore({ directory, schema });

test('everything is there again after closing and opening', async () => {
  const fields = {
    when: new Date(5),
    pattern: /a/i,
    list: [null, 1.5, { x: '文明' }],
    big: 2 ** 40,
    yes: true,
    nil: null,
  };
  const store = await open();
  await store.insert('pairs', [
    { _id: 'z', ...fields },
    { _id: 'a', n: 1 },
  ]);
  await store.update('pairs', {
    query: { _id: 'a' },
    update: { $inc: { n: 1 } },
    replace: false,
    multi: false,
    upsert: false,
  });
  await store.insert('pairs', [{ _id: 'gone' }]);
  await store.remove('pairs', { query: { _id: 'gone' }, multi: false });
  await store.createCollection('later');
  const t = await store.startTransaction(new Date());
  await store.insert('later', [{ _id: 't1' }, { _id: 't2' }], t);
  await store.commitTransaction(t);
  const u = await store.startTransaction(new Date());
  await store.insert('later', [{ _id: 'open' }], u);
  await store.close();

  const again = await open();
  expect(again.dump('pairs', 10)).toEqual([
    { _id: 'z', ...fields },
    { _id: 'a', n: 2 },
  ]);
  expect(again.dump('pairs', 1)).toHaveLength(1);
  expect(again.stats()).toMatchObject({ pairs: 2, later: 2 });
  expect((await again.find('pairs', { query: { n: 2 } })).plans).toEqual([
    { collection: 'pairs', index: 'n', rowsRead: 1 },
  ]);
  await again.insert('pairs', [{ _id: 'after' }]);
  expect(again.dump('pairs', 10).map((found) => found._id)).toEqual(['z', 'a', 'after']);
  await again.close();
});

interface Acknowledged {
  inserted: number;
  counted: number;
  committed: number;
}

/** Kills a writing process with SIGKILL and tells what had been acknowledged by then. */
async function killWhileWriting(after: number): Promise<Acknowledged> {
  const writer: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'writer.ts'), directory],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const seen: Acknowledged = { inserted: 0, counted: 0, committed: 0 };
  const { stdout } = writer;
  if (!stdout) throw new Error('the writer has no output');
  let lines = 0;
  const exited = new Promise((resolve) => writer.once('exit', resolve));
  for await (const line of createInterface(stdout)) {
    const [kind] = line.split(' ');
    if (kind === 'inserted' || kind === 'counted' || kind === 'committed') seen[kind]++;
    if (++lines === after) writer.kill('SIGKILL');
  }
  await exited;
  return seen;
}

test.each([[40], [500]])(
  'a process killed after %i acknowledgements has lost none, and left no half operation',
  async (after) => {
    const seen = await killWhileWriting(after);
    expect(seen.inserted + seen.counted + seen.committed).toBeGreaterThanOrEqual(after);
    const store = await open();

    // An insert writes two documents, both or neither.
    const pairs = (await store.find('pairs', { query: {} })).documents;
    expect(pairs.length % 2).toBe(0);
    expect(pairs.length / 2).toBeGreaterThanOrEqual(seen.inserted);
    const times = new Map<unknown, number>();
    for (const { n } of pairs) times.set(n, (times.get(n) ?? 0) + 1);
    expect([...times.values()].filter((found) => found % 2 === 1)).toEqual([]);

    // A counter and the list that it counts are one update.
    const [counter] = (await store.find('counters', { query: { _id: 'one' } })).documents;
    expect(counter?.['n']).toBe((counter?.['list'] as unknown[]).length);
    expect(counter?.['n']).toBeGreaterThanOrEqual(seen.counted);

    // A transaction moves one from a to b, in two collections.
    const [from] = (await store.find('counters', { query: { _id: 'from' } })).documents;
    const [to] = (await store.find('others', { query: { _id: 'to' } })).documents;
    expect((from?.['n'] as number) + (to?.['n'] as number)).toBe(0);
    expect(to?.['n']).toBeGreaterThanOrEqual(seen.committed);
    await store.close();
  },
);
