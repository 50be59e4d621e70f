/**
 * Runs inside a function's child process. It holds one loaded function and answers one call at a time,
 * as an instance does in production; the environment and the time are set anew for each call.
 */
import { loadCompiled } from './compiled';
import type { FromWorker, ToWorker } from './protocol';

const RealDate = Date;
let offset = 0;

/** Functions must not know where they run, so it is the language's clock that shows the emulator's time. */
function shiftDate(): void {
  const now = () => RealDate.now() + offset;
  const shifted: DateConstructor = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === shifted ? target : newTarget,
      ) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
  RealDate.prototype.constructor = shifted;
  globalThis.Date = shifted;
}

type Main = (event: unknown, context: unknown) => unknown;

function send(message: FromWorker): void {
  process.send?.(message);
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error));
}

let keepCompiled: (() => void) | undefined;

function load(file: string): Main {
  const loaded = loadCompiled(file, __dirname);
  const main = (loaded.exports as { main?: unknown } | undefined)?.main;
  if (typeof main !== 'function') throw new Error('exports.main is not a function');
  keepCompiled = loaded.keepCompiled;
  return main as Main;
}

/** After the first answer, when what every call runs is compiled. */
function keepOnce(): void {
  keepCompiled?.();
  keepCompiled = undefined;
}

function setEnvironment(environment: Record<string, string | null>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
}

let main: Main | undefined;

async function call(message: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  offset = message.offset;
  setEnvironment(message.environment);
  try {
    const result: unknown = await main?.(message.event, message.context);
    send({ type: 'done', id: message.id, result: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ type: 'failed', id: message.id, error: describe(error) });
  }
  keepOnce();
}

process.on('message', (message: ToWorker) => {
  if (message.type === 'call') {
    void call(message);
    return;
  }
  offset = message.offset;
  try {
    main = load(message.file);
    send({ type: 'ready' });
  } catch (error) {
    send({ type: 'unloadable', error: describe(error) });
  }
});
// The emulator is gone: nobody can call this instance any more.
process.on('disconnect', () => process.exit(0));
shiftDate();
