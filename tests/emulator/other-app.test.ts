/** The emulator's own command runs another small app: its schema, functions, pushes, variables and seed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { until } from '../../harness/wait';

const ROOT = resolve(__dirname, '../..');
const CONFIG = 'tests/other-app/cloud.config.ts';

function run(seed: string): ChildProcess {
  const words = [join(ROOT, 'emulator/main.ts'), '--config', CONFIG, '--seed', seed];
  return spawn(process.execPath, ['--import', 'tsx', ...words, '--port', '0', '--data', 'memory'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('an emulator with the configuration of another app', () => {
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    child = run('welcome');
    const [line] = (await once(child.stdout ?? process.stdin, 'data')) as [Buffer];
    ({ url } = JSON.parse(line.toString()) as { url: string });
  });
  afterAll(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  async function write(note: object): Promise<{ result?: unknown; errMsg: string }> {
    const headers = { 'content-type': 'application/json', 'x-wx-openid': 'o-writer' };
    const reply = await fetch(`${url}/call/notes`, { method: 'POST', headers, body: JSON.stringify(note) });
    return (await reply.json()) as { result?: unknown; errMsg: string };
  }

  async function kept(collection: string): Promise<Record<string, unknown>[]> {
    const reply = await fetch(`${url}/data/${collection}`);
    return ((await reply.json()) as { documents: Record<string, unknown>[] }).documents;
  }

  test('starts with its seed, and its functions see its variables', async () => {
    expect((await write({})).result).toEqual({ wall: '城墙', titles: ['欢迎'] });
  });

  test('keeps to its indexes, and has none of the collections of this project', async () => {
    const { result, errMsg } = await write({ title: '欢迎' });
    expect(result).toBeUndefined();
    expect(errMsg).toContain('duplicate key');
    expect(await kept('accounts')).toEqual([]);
  });

  test('pushes what WeChat has to tell to the function that it names', async () => {
    await write({ title: '照片', pictureUrl: `${url}/files/none.jpg` });
    const CANNOT_FETCH = -1008;
    await until(async () => (await kept('notes')).some(({ checked }) => checked === CANNOT_FETCH));
  });
});

test('a seed that does not exist is named, with those that do, before anything starts', async () => {
  const child = run('atlantis');
  const said = text(child.stderr ?? process.stdin);
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(await said).toMatch(/atlantis.*welcome/);
});
