import type { FunctionConfig } from './config';
import { Instance, type InstanceOptions, type RunResult } from './instance';
import type { ToWorker } from './protocol';

export type Call = Extract<ToWorker, { type: 'call' }>;

interface Waiting {
  /** Made when an instance takes the call, so that it carries the time of that moment. */
  readonly call: () => Call;
  resolve(result: RunResult): void;
}

export interface PoolOptions {
  readonly maximum: number;
  config(): FunctionConfig | undefined;
  instance(): InstanceOptions;
  onColdStart(): void;
}

/** The instances of one function: one call at a time each, more calls mean more instances, then a queue. */
export class Pool {
  private readonly instances = new Set<Instance>();
  private readonly idle: Instance[] = [];
  private readonly queue: Waiting[] = [];
  private starting = 0;
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  run(call: () => Call): Promise<RunResult> {
    return new Promise((resolve) => {
      this.queue.push({ call, resolve });
      this.pump();
    });
  }

  live(): Instance[] {
    return [...this.instances].filter((instance) => instance.alive);
  }

  async close(): Promise<void> {
    this.closed = true;
    const all = [...this.instances];
    for (const instance of all) instance.kill();
    for (const waiting of this.queue.splice(0)) waiting.resolve({ kind: 'died' });
    await Promise.all(all.map((instance) => instance.gone));
  }

  private pump(): void {
    if (this.closed) {
      for (const waiting of this.queue.splice(0)) waiting.resolve({ kind: 'died' });
      return;
    }
    const version = this.options.config()?.version;
    while (this.queue.length > 0) {
      const instance = this.takeIdle(version);
      if (!instance) break;
      const waiting = this.queue.shift();
      if (waiting) void this.serve(instance, waiting);
    }
    while (this.starting < this.queue.length && this.instances.size < this.options.maximum) {
      if (!this.start()) break;
    }
  }

  /** The most recently used first, so that the others stay cold; those of an older build are retired. */
  private takeIdle(version: string | undefined): Instance | undefined {
    for (;;) {
      const instance = this.idle.pop();
      if (!instance) return undefined;
      if (instance.alive && instance.config.version === version) return instance;
      this.drop(instance);
    }
  }

  private async serve(instance: Instance, waiting: Waiting): Promise<void> {
    const result = await instance.run(waiting.call());
    waiting.resolve(result);
    if (instance.alive) this.idle.push(instance);
    else this.drop(instance);
    this.pump();
  }

  private start(): boolean {
    const config = this.options.config();
    if (!config) {
      for (const waiting of this.queue.splice(0)) {
        waiting.resolve({ kind: 'failed', error: 'the function is gone' });
      }
      return false;
    }
    const instance = new Instance(config, this.options.instance());
    this.options.onColdStart();
    this.instances.add(instance);
    this.starting += 1;
    void instance.gone.then(() => {
      this.drop(instance);
      this.pump();
    });
    void instance.started.then((problem) => {
      this.starting -= 1;
      if (problem === null) this.idle.push(instance);
      else this.refuse(instance, problem);
      this.pump();
    });
    return true;
  }

  /** A function that cannot load answers one call with the reason; the next call tries a new instance. */
  private refuse(instance: Instance, problem: string): void {
    this.drop(instance);
    this.queue.shift()?.resolve({ kind: 'failed', error: problem });
  }

  private drop(instance: Instance): void {
    this.instances.delete(instance);
    const at = this.idle.indexOf(instance);
    if (at >= 0) this.idle.splice(at, 1);
    if (instance.alive) instance.kill();
  }
}
