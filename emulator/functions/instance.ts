import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FunctionConfig } from './config';
import type { FromWorker, ToWorker } from './protocol';

export type RunResult =
  | { kind: 'done'; result: string }
  | { kind: 'failed'; error: string }
  | { kind: 'died' }
  | { kind: 'timedOut' };

export interface InstanceOptions {
  readonly workerFile: string;
  readonly environment: Record<string, string>;
  readonly offsetMs: number;
  readonly timeoutFactor: number;
  readonly log: (line: string) => void;
}

/** One child process that holds one function. */
export class Instance {
  /** Resolves to null when the function is loaded, or to why it could not be. */
  readonly started: Promise<string | null>;
  readonly gone: Promise<void>;
  private readonly child: ChildProcess;
  private settle: ((result: RunResult) => void) | undefined;
  private dead = false;

  constructor(
    readonly config: FunctionConfig,
    private readonly options: InstanceOptions,
  ) {
    this.child = fork(options.workerFile, [], {
      env: options.environment,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream)
        createInterface({ input: stream }).on('line', (line) => options.log(`[${config.name}] ${line}`));
    }
    this.gone = new Promise((resolve) => {
      this.child.once('exit', () => {
        this.dead = true;
        this.finish({ kind: 'died' });
        resolve();
      });
    });
    this.started = this.load(options.offsetMs);
  }

  get alive(): boolean {
    return !this.dead;
  }

  get busy(): boolean {
    return this.settle !== undefined;
  }

  /** The time-out counts from here, when the instance is ready; an instance that overruns is killed. */
  run(call: Extract<ToWorker, { type: 'call' }>): Promise<RunResult> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.finish({ kind: 'timedOut' });
        this.kill();
      }, this.config.timeoutMs * this.options.timeoutFactor);
      this.settle = (result) => {
        clearTimeout(timer);
        resolve(result);
      };
      if (this.dead) this.finish({ kind: 'died' });
      else this.send(call);
    });
  }

  kill(): void {
    this.dead = true;
    this.child.kill('SIGKILL');
  }

  private load(offset: number): Promise<string | null> {
    return new Promise((resolve) => {
      this.child.on('error', (error) => resolve(error.message));
      this.child.once('exit', () => resolve('the instance died while it loaded'));
      this.child.on('message', (message: FromWorker) => {
        if (message.type === 'ready') resolve(null);
        else if (message.type === 'unloadable') resolve(message.error);
        else if (message.type === 'done') this.finish({ kind: 'done', result: message.result });
        else this.finish({ kind: 'failed', error: message.error });
      });
      this.send({ type: 'load', file: this.config.file, offset });
    });
  }

  private send(message: ToWorker): void {
    // A child killed meanwhile refuses the message; its exit event answers the call.
    this.child.send(message, () => undefined);
  }

  private finish(result: RunResult): void {
    const settle = this.settle;
    this.settle = undefined;
    settle?.(result);
  }
}
