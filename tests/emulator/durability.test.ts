import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { discardData, startEmulator } from '../../emulator/index';
import type { Seed } from '../../emulator/config';
import type { Emulator } from '../../emulator/emulator';
import { startSeeded } from '../../emulator/seeding';
import { builtFunctions, callOver } from '../../harness/emulator';

const ROOT = resolve(__dirname, '../..');
const WRITERS = 8;
/** Acknowledged writes after which it is killed, the others under way. */
const ENOUGH = 200;
const running = new Set<ChildProcess>();
let data: string;
let functions: string;

beforeAll(async () => {
  functions = await builtFunctions({ source: join(__dirname, 'fixtures/functions'), names: ['probe'] });
});
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'durable-'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(data, { recursive: true, force: true });
});

/** The process itself and not npm, so that a signal reaches it and nothing else. */
async function readyProcess(
  words: string[],
  program = process.execPath,
): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(program, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.resume();
  running.add(child);
  let output = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    output += chunk.toString();
    if (output.includes('\n')) break;
  }
  const { ready, url } = JSON.parse(output) as { ready: boolean; url: string };
  expect(ready).toBe(true);
  return { url, child };
}

function startProcess(): Promise<{ url: string; child: ChildProcess }> {
  const main = join(ROOT, 'emulator/main.ts');
  return readyProcess(['--import', 'tsx', main, '--port', '0', '--data', data, '--functions', functions]);
}

async function ask(
  url: string,
  request: Record<string, unknown>,
): Promise<{ code?: string; data?: { updated?: number } }> {
  const response = await fetch(`${url}/admin`, { method: 'POST', body: JSON.stringify(request) });
  return (await response.json()) as { code?: string; data?: { updated?: number } };
}

const collectionName = 'journal';
const insert = (url: string, document: object) =>
  ask(url, { action: 'database.insertDocument', collectionName, data: [JSON.stringify(document)] });

/** Writes until the emulator is gone. @returns the ids it acknowledged, and how often it counted. */
async function writeUntilGone(
  url: string,
  writer: number,
  noted: () => void,
): Promise<{ ids: string[]; counted: number }> {
  const ids: string[] = [];
  let counted = 0;
  try {
    for (let n = 0; ; n += 1) {
      const _id = `${String(writer)}-${String(n)}`;
      if (!(await insert(url, { _id, text: 'x'.repeat(500) })).code) ids.push(_id);
      noted();
      const count = {
        queryType: 'WHERE',
        query: '{"_id":"counter"}',
        data: '{"$inc":{"n":1}}',
        multi: true,
        merge: true,
      };
      const { data: done } = await ask(url, { action: 'database.modifyDocument', collectionName, ...count });
      counted += done?.updated ?? 0;
    }
  } catch {
    return { ids, counted };
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 400 && isAlive(pid); tries += 1)
    await new Promise((next) => setTimeout(next, 50));
  return !isAlive(pid);
}

test('kill -9 under load loses nothing that was acknowledged, and leaves no process behind', async () => {
  const first = await startProcess();
  await ask(first.url, { action: 'database.addCollection', collectionName });
  await insert(first.url, { _id: 'counter', n: 0 });
  const { result: pid } = await callOver<number>(first.url, 'probe', { action: 'probe.pid' });
  let noted = 0;
  const kill = () => {
    noted += 1;
    if (noted === ENOUGH) first.child.kill('SIGKILL');
  };
  const writers = Array.from({ length: WRITERS }, (_value, writer) =>
    writeUntilGone(first.url, writer, kill),
  );
  const written = await Promise.all(writers);
  const ids = written.flatMap((writer) => writer.ids);
  const counted = written.reduce((sum, writer) => sum + writer.counted, 0);
  expect(ids.length).toBeGreaterThanOrEqual(ENOUGH);
  expect(await untilGone(Number(pid))).toBe(true);

  const after = await startEmulator({ data, functions, schema: [], log: () => undefined });
  try {
    const { documents } = await after.store.find(collectionName, {
      query: { _id: { $in: ids } },
      limit: ids.length,
    });
    expect(documents).toHaveLength(ids.length);
    const counter = await after.store.find(collectionName, { query: { _id: 'counter' } });
    const n = Number(counter.documents[0]?.['n']);
    expect(n).toBeGreaterThanOrEqual(counted);
    // At most one answer a writer was under way when it died.
    expect(n).toBeLessThanOrEqual(counted + WRITERS);
  } finally {
    await after.close();
  }
});

test('a disk that takes no more ends it with one line, and loses nothing that was acknowledged', async () => {
  const main = join(ROOT, 'emulator/main.ts');
  const words = ['--import', 'tsx', main, '--port', '0', '--data', data, '--functions', functions];
  const quoted = [process.execPath, ...words].map((word) => `'${word}'`).join(' ');
  // A file of 4 MB is as full as a disk.
  const { url, child } = await readyProcess(['-c', `ulimit -f 4096; exec ${quoted}`], 'bash');
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = once(child, 'exit');
  await ask(url, { action: 'database.addCollection', collectionName });
  const ids: string[] = [];
  const fill = async () => {
    for (let n = 0; ; n += 1) {
      const answer = await insert(url, { _id: `n${String(n)}`, text: 'x'.repeat(100_000) });
      if (answer.code) return;
      ids.push(`n${String(n)}`);
    }
  };
  await fill().catch(() => undefined);
  expect(await ended).toEqual([1, null]);
  expect(Buffer.concat(said).toString()).toContain('The disk takes no more');
  expect(ids.length).toBeGreaterThan(5);

  const after = await startEmulator({ data, functions, schema: [], log: () => undefined });
  try {
    const query = { _id: { $in: ids } };
    const { documents } = await after.store.find(collectionName, { query, limit: ids.length });
    expect(documents).toHaveLength(ids.length);
  } finally {
    await after.close();
  }
});

test('SIGTERM ends it and its functions, in order', async () => {
  const { url, child } = await startProcess();
  const { result: pid } = await callOver<number>(url, 'probe', { action: 'probe.pid' });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await untilGone(Number(pid))).toBe(true);
});

test('with its parent, it ends when that is killed', async () => {
  const emulator = [join(ROOT, 'emulator/main.ts'), '--port', '0', '--data', 'memory', '--with-parent'];
  const start = `require('node:child_process').spawn(process.execPath, ${JSON.stringify(['--import', 'tsx', ...emulator])}, { stdio: 'inherit' })`;
  const { url, child } = await readyProcess(['-e', start]);
  const { pid } = (await (await fetch(`${url}/health`)).json()) as { pid: number };
  expect(pid).not.toBe(child.pid);
  child.kill('SIGKILL');
  expect(await untilGone(pid)).toBe(true);
});

describe('in one directory', () => {
  const start = () => startEmulator({ data, functions, schema: [], timers: false, log: () => undefined });

  test('the clock, the data, the mailbox and the files are there after a restart', async () => {
    const first = await start();
    await first.setClock({ advance: 86_400 });
    await first.store.createCollection('things');
    await first.store.insert('things', [{ _id: 'kept' }]);
    await callOver(first.url, 'probe', { action: 'probe.upload', input: { path: '照片.txt', text: 'kept' } });
    await first.records.grant('alice', 'T', 2);
    await first.close();
    const second = await start();
    try {
      expect(second.clock.offsetMs).toBe(86_400_000);
      expect((await second.data('things')).documents).toEqual([{ _id: 'kept' }]);
      expect(await second.records.takeGrant('alice', 'T')).toBe(true);
      const path = encodeURIComponent('照片.txt');
      expect(await (await fetch(`${second.url}/files/${path}`)).text()).toBe('kept');
    } finally {
      await second.close();
    }
  });

  test('a second emulator is refused while the first runs', async () => {
    const first = await start();
    try {
      await expect(start()).rejects.toThrow('is in use');
    } finally {
      await first.close();
    }
    await (await start()).close();
  });

  test('an empty store is seeded once; half a seed is thrown away and made anew', async () => {
    const runs: string[] = [];
    const seed =
      (ids: string[], cut: boolean): Seed =>
      async (url) => {
        runs.push('seeded');
        await ask(url, { action: 'database.addCollection', collectionName });
        for (const _id of ids) await insert(url, { _id });
        if (cut) throw new Error('cut short');
      };
    const seeding = (work: Seed) => ({
      data,
      name: 'city',
      start,
      load: () => Promise.resolve(work),
      log: () => undefined,
    });
    await expect(startSeeded(seeding(seed(['half'], true)))).rejects.toThrow('cut short');
    const seeded = await startSeeded(seeding(seed(['whole'], false)));
    expect((await seeded.data(collectionName)).documents.map(({ _id }) => _id)).toEqual(['whole']);
    await seeded.close();
    await (await startSeeded(seeding(seed(['again'], false)))).close();
    expect(runs).toEqual(['seeded', 'seeded']);
  });

  describe('what was seeded is kept for the next empty store', () => {
    const ids = async (emulator: Emulator) =>
      (await emulator.data(collectionName)).documents.map(({ _id }) => _id);
    let runs = 0;
    const load = () =>
      Promise.resolve<Seed>(async (url, _log, progress) => {
        runs += 1;
        await ask(url, { action: 'database.addCollection', collectionName });
        await insert(url, { _id: `run-${String(runs)}` });
        progress(1);
      });
    const begun = (version: string) =>
      startSeeded({
        data,
        name: 'city',
        start,
        load,
        log: () => undefined,
        kept: { folder: `${data}-seeds`, name: 'city', version },
      });
    beforeEach(() => (runs = 0));
    afterEach(() => rm(`${data}-seeds`, { recursive: true, force: true }));

    test('and begins at the moment at which it was made; a store that is there goes on', async () => {
      const first = await begun('one');
      await insert(first.url, { _id: 'later' });
      const made = first.clock.now();
      await first.close();
      const goneOn = await begun('one');
      expect(await ids(goneOn)).toEqual(['run-1', 'later']);
      await goneOn.setClock({ advance: 24 * 3600 });
      await goneOn.close();
      await discardData(data);
      const again = await begun('one');
      expect(await ids(again)).toEqual(['run-1']);
      expect(Math.abs(again.clock.now().getTime() - made.getTime())).toBeLessThan(60_000);
      await again.close();
      expect(runs).toBe(1);
    });

    test('but not that of another version, nor an old one', async () => {
      await (await begun('one')).close();
      await discardData(data);
      const other = await begun('two');
      expect(await ids(other)).toEqual(['run-2']);
      await other.close();
      await discardData(data);
      const made = `${data}-seeds/city-two/made.json`;
      await writeFile(made, JSON.stringify({ at: '2020-01-01T00:00:00.000Z' }));
      const late = await begun('two');
      expect(await ids(late)).toEqual(['run-3']);
      await late.close();
    });
  });

  test('a store that holds anything already is not seeded', async () => {
    const first = await start();
    await ask(first.url, { action: 'database.addCollection', collectionName });
    await insert(first.url, { _id: 'mine' });
    await first.close();
    const load = () => Promise.reject(new Error('not wanted'));
    const second = await startSeeded({ data, name: 'city', start, load, log: () => undefined });
    expect((await second.data(collectionName)).total).toBe(1);
    await second.close();
  });
});
