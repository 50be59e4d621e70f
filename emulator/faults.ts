import { GatewayError } from './errors';
import { HttpError } from './http';
import { isFields, textOf, type Fields } from './values';

/** One kind of request of the SDK that will fail. */
interface Fault {
  /** An action of the protocol (`database.modifyDocument`) or ANY, and of which collection; any where it is left out. */
  readonly action: string;
  readonly collection: string | undefined;
  readonly code: string;
  readonly message: string;
  /** Before anything is done, or after all is: the answer alone is lost. */
  readonly when: 'before' | 'after';
  /** So many of these requests pass first. */
  skip: number;
  times: number;
}

/** Every request, whatever it asks for. */
const ANY = '*';

interface Limits {
  /** Requests of the SDK that are served at once; further ones are refused as those above a plan's quota are. */
  concurrency: number | null;
  /** Calls of functions that run or wait at once. */
  calls: number | null;
  /** How long each request of the SDK takes at least, in milliseconds. */
  latency: number;
}

const bad = (message: string): HttpError => new HttpError(400, message);

function limitIn(order: Fields, name: keyof Limits, before: number | null): number | null {
  const value = order[name] === undefined ? before : order[name];
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw bad(`${name} must be a number`);
  return value;
}

function faultOf(fields: unknown): Fault {
  const { action, code, when = 'before', skip = 0, times = 1 } = isFields(fields) ? fields : {};
  if (!isFields(fields) || typeof action !== 'string' || typeof code !== 'string') {
    throw bad('a fault needs an action and a code');
  }
  if (when !== 'before' && when !== 'after') throw bad('when must be before or after');
  if (typeof times !== 'number' || !(times > 0)) throw bad('times must be a number above 0');
  if (typeof skip !== 'number' || !(skip >= 0)) throw bad('skip must be a number from 0');
  const message = textOf(fields, 'message') ?? `${code}: as POST /faults has it`;
  return { action, collection: textOf(fields, 'collection'), code, message, when, skip, times };
}

/**
 * What goes wrong on request: a plan's quota of what is served at once, and requests that fail. Nothing does until it
 * is told to.
 */
export class Faults {
  private limits: Limits = { concurrency: null, calls: null, latency: 0 };
  private planned: Fault[] = [];
  private running = 0;
  private calling = 0;
  private refused = 0;

  /** What is left out stays; `next` takes the place of what was still to fail. @returns how it then stands. */
  order(order: Fields): Fields {
    this.limits = {
      concurrency: limitIn(order, 'concurrency', this.limits.concurrency),
      calls: limitIn(order, 'calls', this.limits.calls),
      latency: limitIn(order, 'latency', this.limits.latency) ?? 0,
    };
    const { next } = order;
    if (next !== undefined)
      this.planned = (Array.isArray(next) ? next : next === null ? [] : [next]).map(faultOf);
    return { ...this.limits, next: this.planned, refused: this.refused };
  }

  /** One request of the SDK, unless it is refused, or fails before or after it is done. */
  async around<T>(action: string, request: Fields, run: () => Promise<T>): Promise<T> {
    // A function that waits for another one uses nothing meanwhile.
    if (action === 'functions.invokeFunction') return run();
    if (this.running >= (this.limits.concurrency ?? Infinity)) {
      this.refused += 1;
      throw new GatewayError('EXCEED_CONCURRENT_REQUEST_LIMIT', 'Request concurrency exceeds the limit');
    }
    this.running += 1;
    try {
      if (this.limits.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.limits.latency));
      const fault = this.take(action, textOf(request, 'collectionName'));
      if (fault?.when === 'before') throw new GatewayError(fault.code, fault.message);
      const result = await run();
      if (fault) throw new GatewayError(fault.code, fault.message);
      return result;
    } finally {
      this.running -= 1;
    }
  }

  /** One call of a function; null when there are too many. */
  async aroundCall<T>(run: () => Promise<T>): Promise<T | null> {
    if (this.calling >= (this.limits.calls ?? Infinity)) {
      this.refused += 1;
      return null;
    }
    this.calling += 1;
    try {
      return await run();
    } finally {
      this.calling -= 1;
    }
  }

  private take(action: string, collection: string | undefined): Fault | undefined {
    const fault = this.planned.find(
      (one) => [action, ANY].includes(one.action) && (one.collection ?? collection) === collection,
    );
    if (!fault) return undefined;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return undefined;
    }
    fault.times -= 1;
    if (fault.times <= 0) this.planned = this.planned.filter((one) => one !== fault);
    return fault;
  }
}
