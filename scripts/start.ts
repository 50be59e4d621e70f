/**
 * `npm start`: builds the functions, starts the local cloud (filled with a city the first time), and serves two phones
 * to a browser. PORT and EMULATOR_PORT choose ports; a taken one gives way to a free one. Data stay in .local/data.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { phoneConfig } from '../phone.config';
import { startSimulator, type Waiting } from '../simulator/server/index';
import { buildFunctions } from './build-functions';
import { buildNpm } from './build-npm';

const ROOT = resolve(__dirname, '..');
const PORT = Number(process.env['PORT'] ?? 8080);
const EMULATOR_PORT = Number(process.env['EMULATOR_PORT'] ?? 9000);
const DATA = process.env['DATA'] ?? join(ROOT, '.local/data');
const CITY = process.env['CITY'] ?? 'sanmenxia';

/** Cities that were built before, each with the version of what builds it. */
const SEEDS = join(ROOT, '.local/seeds');
const EMULATOR = join(ROOT, 'emulator/main.ts');
const STARTING = '正在启动本地云…';

const say = (line: string): void => console.log(line);

/** This port of the loopback interface, or any free one where it is taken. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const found = await tryPort(port);
    if (found !== undefined) return found;
  }
  throw new Error('no free port');
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}

/** The emulator in a process of its own: filling a city must not slow the phones down. */
class LocalCloud {
  private child: ChildProcess | undefined;
  private said = STARTING;
  private share = 0;
  private preparing = true;

  constructor(private readonly port: number) {}

  /** While it cannot be used: what it does, and how much of that is done. */
  waiting(): Waiting | undefined {
    return this.preparing ? { words: this.said, share: this.share } : undefined;
  }

  /** Resolves once it is filled and answers. */
  async start(): Promise<void> {
    this.preparing = true;
    const options = ['--port', String(this.port), '--data', DATA, '--seed', CITY, '--seeds', SEEDS];
    const built = ['--functions', join(ROOT, 'dist/cloudfunctions'), '--with-parent'];
    const child = spawn(process.execPath, ['--import', 'tsx', EMULATOR, ...options, ...built], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Out of reach of Ctrl-C: it is told to end, once, by this process.
      detached: true,
    });
    this.child = child;
    await this.readyOf(child);
    this.preparing = false;
  }

  /** Ends it, throws its data away and begins anew. */
  async startOver(): Promise<void> {
    [this.preparing, this.said, this.share] = [true, STARTING, 0];
    await this.end();
    const { discardData } = await import('../emulator/index');
    await discardData(DATA);
    await this.start();
  }

  /** What it has acknowledged is on disk then. */
  async end(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }

  private readyOf(child: ChildProcess): Promise<void> {
    const [out, err] = [child.stdout, child.stderr];
    if (!out || !err) throw new Error('the local cloud cannot be heard');
    createInterface({ input: err }).on('line', (line) => {
      this.said = line;
      say(`  ${line}`);
    });
    child.on('message', (message) => {
      const { seeding } = message as { seeding?: number };
      this.share = seeding ?? this.share;
    });
    return new Promise((done, failed) => {
      createInterface({ input: out }).on('line', (line) => {
        if (line.includes('"ready":true')) done();
      });
      child.once('exit', (code) =>
        failed(new Error(`the local cloud ended (${String(code)}): ${this.said}`)),
      );
    });
  }
}

/** The cloud first, so that what it has acknowledged is on disk whatever happens to the rest. */
function closeOnSignal(cloud: LocalCloud, close: () => Promise<unknown>): void {
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    void Promise.allSettled([cloud.end(), close()]).then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** In front of a person the page opens by itself; where there is no browser, the address is enough. */
function openBrowser(url: string): void {
  if (!process.stdout.isTTY) return;
  const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };
  const opener = spawn(openers[process.platform] ?? 'xdg-open', [url], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

async function main(): Promise<void> {
  say('正在编译云函数…');
  let started = false;
  // What is built later has been changed by somebody who wants to know.
  const log = (line: string): void => (started ? say(line) : undefined);
  await buildNpm();
  const functions = await buildFunctions({ watch: true, log });
  const [port, emulatorPort] = await Promise.all([freePort(PORT), freePort(EMULATOR_PORT)]);
  const cloud = new LocalCloud(emulatorPort);
  const filled = cloud.start();
  filled.catch(() => undefined);
  const simulator = await startSimulator({
    ...phoneConfig,
    emulatorUrl: `http://127.0.0.1:${emulatorPort}`,
    port,
    waiting: () => cloud.waiting(),
    startOver: () => cloud.startOver(),
  });
  closeOnSignal(cloud, () => Promise.all([simulator.close(), functions.stop()]));
  say(
    `\n  打开 ${simulator.url}\n  两台手机和控制面板；第一次启动要先建好一座城市。按 Ctrl-C 停止，数据会留着。\n`,
  );
  openBrowser(simulator.url);
  const errors = await simulator.ready();
  for (const { file, message } of errors) say(`  ${file}: ${message}`);
  await filled;
  started = true;
  say(`  准备好了：${simulator.url}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
