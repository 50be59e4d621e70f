import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from './clock';
import type { Collection, Project } from './config';
import { Faults } from './faults';
import { FunctionDirectory } from './functions/config';
import type { Outcome } from './functions/protocol';
import { ENVIRONMENT_ID, Runner, type CallRequest } from './functions/runner';
import { Timers, type Fired } from './functions/timers';
import type { Emulator } from './emulator';
import { databaseActions } from './gateway/database';
import { functionActions } from './gateway/functions';
import { gatewayRoutes } from './gateway/index';
import { listen, type Route } from './http';
import { holdDirectory, refuseSecond } from './lock';
import { Metrics, type MetricsReport } from './metrics';
import { openApiActions } from './openapi/index';
import { Pushes } from './pushes';
import { recordCollections, Records } from './records';
import { openStore } from './store/index';
import type { Store } from './store/types';
import { Storage } from './storage/index';
import { surfaceRoutes } from './surface';
import type { Fields } from './values';

export interface EmulatorOptions extends Project {
  /** 0, the default, takes any free port. */
  port?: number;
  /** A directory, or 'memory' (the default): gone at the end. */
  data?: string;
  /** False: indexes hold every document, as those do that WeChat's console makes. True by default. */
  sparse?: boolean;
  /** Most instances of one function at a time. */
  instances?: number;
  /** Multiplies time-outs, on a machine that is busier than the cloud's. */
  timeoutFactor?: number;
  /** Whether triggers fire by the clock; POST /timers always works. On by default. */
  timers?: boolean;
  /** How far the clock of this process is from the machine's: somebody has set it, as tests do. */
  skewMs?: number;
  log?: (line: string) => void;
  /** Told when the disk takes no more: what was acknowledged until then is kept, and nothing after it. */
  onDiskFailure?: (error: Error) => void;
}

const withoutSparse = ({ name, indexes }: Collection): Collection => ({
  name,
  indexes: indexes.map((index) => ({ ...index, sparse: false })),
});

async function openCollections(
  directory: string,
  { schema, sparse = true, onDiskFailure: failed }: EmulatorOptions,
): Promise<Store> {
  const all = [...(sparse ? schema : schema.map(withoutSparse)), ...recordCollections];
  const store = await openStore({ directory, schema: all, ...(failed && { failed }) });
  const present = new Set(store.collections());
  for (const { name } of all) if (!present.has(name)) await store.createCollection(name);
  return store;
}

async function prepareDirectory(
  data: string,
): Promise<{ store: string; files: string; temporary: string | null }> {
  if (data === 'memory') {
    const temporary = mkdtempSync(join(tmpdir(), 'emulator-files-'));
    return { store: 'memory', files: temporary, temporary };
  }
  await refuseSecond(data);
  const files = join(data, 'files');
  await mkdir(files, { recursive: true });
  return { store: join(data, 'store'), files, temporary: null };
}

/** Everything this emulator keeps under a directory, and nothing else that may be there. */
export async function discardData(data: string): Promise<void> {
  for (const part of ['store', 'files']) await rm(join(data, part), { recursive: true, force: true });
}

class LocalCloud implements Emulator {
  url = '';
  port = 0;
  readonly records: Records;
  readonly clock: Clock;
  readonly store: Store;
  private readonly measured: Metrics;
  private readonly faults = new Faults();
  private readonly directory: FunctionDirectory;
  private readonly runner: Runner;
  private readonly timers: Timers;
  private readonly pushes: Pushes;
  private readonly storage: Storage;
  private readonly lastSeen = new Map<string, Date>();
  private readonly started = Date.now();
  private readonly closers: (() => Promise<void> | void)[] = [];
  private chaos: NodeJS.Timeout | undefined;

  constructor(
    store: Store,
    clock: Clock,
    files: string,
    private readonly options: EmulatorOptions,
    private readonly log: (line: string) => void,
  ) {
    this.store = store;
    this.clock = clock;
    this.measured = new Metrics(options.beside);
    this.records = new Records(store);
    this.directory = new FunctionDirectory(options.functions);
    this.storage = new Storage({
      directory: files,
      environment: ENVIRONMENT_ID,
      records: this.records,
      baseUrl: () => this.url,
    });
    this.pushes = new Pushes({ declared: options.pushes ?? [], runner: () => this.runner, log });
    this.runner = new Runner({
      directory: this.directory,
      clock,
      metrics: this.measured,
      isRefusal: options.isRefusal ?? (() => false),
      variables: options.variables ?? {},
      instances: options.instances ?? 4,
      timeoutFactor: options.timeoutFactor ?? 1,
      gatewayUrl: () => `${this.url}/admin`,
      over: (invocation) => this.pushes.release(invocation),
      log,
    });
    this.timers = new Timers({ directory: this.directory, runner: this.runner, clock, log });
  }

  async open(): Promise<this> {
    const faults = this.directory.names().flatMap((name) => this.directory.find(name)?.fault ?? []);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    const { server, port } = await listen(this.routes(), this.options.port ?? 0, this.log);
    this.port = port;
    this.url = `http://127.0.0.1:${String(port)}`;
    this.closers.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const { data = 'memory', timers } = this.options;
    if (data !== 'memory') this.closers.push(await holdDirectory(data, this.url));
    if (timers !== false) this.timers.start();
    return this;
  }

  onClose(closer: () => Promise<void> | void): void {
    this.closers.push(closer);
  }

  async invoke(request: CallRequest): Promise<Outcome> {
    if (request.openid !== undefined) this.lastSeen.set(request.openid, this.clock.now());
    const outcome = await this.faults.aroundCall(() => this.runner.call(request));
    if (outcome) return outcome;
    return { ok: false, requestId: randomUUID(), kind: 'tooMany', message: 'too many calls at once' };
  }

  setFaults(order: Fields): Fields {
    return this.faults.order(order);
  }

  fireTimer(name: string, trigger: string): Promise<Outcome> {
    return this.timers.fire(name, trigger);
  }

  async setClock(order: Fields): Promise<Fired[]> {
    const move = this.clock.move(order);
    this.store.expireTransactions(move.to);
    await this.records.saveClockOffset(this.clock.offsetMs);
    return this.timers.moved(move, order['timers'] === false);
  }

  pushed(): Promise<void> {
    return this.pushes.settled();
  }

  metrics(): MetricsReport {
    return this.measured.report();
  }

  answeredBy(): Record<string, string[]> {
    return this.measured.answeredBy();
  }

  resetMetrics(): void {
    this.measured.reset();
  }

  health(): Fields {
    return {
      ok: true,
      pid: process.pid,
      now: this.clock.now().toISOString(),
      uptimeSeconds: Math.round((Date.now() - this.started) / 1000),
      functions: this.directory.names(),
    };
  }

  async data(collection: string, { query, limit = 100 }: { query?: Fields; limit?: number } = {}) {
    const size = this.store.stats()[collection];
    if (size === undefined) return { total: 0, documents: [] };
    if (!query) return { total: size, documents: this.store.dump(collection, limit) };
    const [{ total }, { documents }] = await Promise.all([
      this.store.count(collection, query),
      this.store.find(collection, { query, limit }),
    ]);
    return { total, documents };
  }

  killInstance(): string | null {
    return this.runner.killOne();
  }

  killPeriodically(everySeconds: number, forSeconds: number): void {
    clearInterval(this.chaos);
    const end = Date.now() + forSeconds * 1000;
    this.chaos = setInterval(() => {
      if (Date.now() > end) clearInterval(this.chaos);
      else this.killInstance();
    }, everySeconds * 1000);
    this.chaos.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.chaos);
    this.timers.stop();
    await this.pushes.settled();
    await this.runner.close();
    for (const closer of this.closers.splice(0)) await closer();
    await this.store.close();
  }

  private routes(): Route[] {
    const { store, clock, records, log, measured: metrics } = this;
    const lastSeen = (openid: string) => this.lastSeen.get(openid);
    const fetched = (address: string) => this.storage.contentAt(address);
    const actions = {
      ...databaseActions({ store, clock, metrics, log }),
      ...functionActions(this.runner),
      ...this.storage.actions(),
      ...openApiActions({ clock, records, lastSeen, fetched }, this.pushes, this.directory, log),
    };
    return [
      ...gatewayRoutes(actions, metrics, this.faults, log),
      ...surfaceRoutes(this),
      ...this.storage.routes(),
    ];
  }
}

/** Starts the local cloud on 127.0.0.1. Close it: it owns a store, a port and child processes. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const log = options.log ?? ((line: string) => process.stderr.write(`${line}\n`));
  const { store: path, files, temporary } = await prepareDirectory(options.data ?? 'memory');
  const store = await openCollections(path, options);
  const clock = new Clock(await new Records(store).clockOffset(), options.skewMs);
  const cloud = new LocalCloud(store, clock, files, options, log);
  if (temporary !== null) cloud.onClose(() => rmSync(temporary, { recursive: true, force: true }));
  try {
    return await cloud.open();
  } catch (error) {
    await cloud.close();
    throw error;
  }
}
