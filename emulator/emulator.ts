import type { Clock } from './clock';
import type { Outcome } from './functions/protocol';
import type { CallRequest } from './functions/runner';
import type { Fired } from './functions/timers';
import type { MetricsReport } from './metrics';
import type { Records } from './records';
import type { Document, Store } from './store/types';
import type { Fields } from './values';

/** A local cloud that runs. */
export interface Emulator {
  readonly url: string;
  readonly port: number;
  readonly clock: Clock;
  readonly records: Records;
  readonly store: Store;
  invoke(request: CallRequest): Promise<Outcome>;
  fireTimer(name: string, trigger: string): Promise<Outcome>;
  /** @returns the triggers that fell into the gap; each has run once, none with `timers: false`. */
  setClock(order: Fields): Promise<Fired[]>;
  /** Until what WeChat has to push has been pushed. */
  pushed(): Promise<void>;
  metrics(): MetricsReport;
  /** The actions that each person was answered, and not refused, since the last reset; by openid. */
  answeredBy(): Record<string, string[]>;
  resetMetrics(): void;
  health(): Fields;
  data(
    collection: string,
    request?: { query?: Fields; limit?: number },
  ): Promise<{ total: number; documents: Document[] }>;
  /** kill -9 for one instance chosen at random. @returns its function, null when none was alive. */
  killInstance(): string | null;
  /** What goes wrong on request: see the surface. @returns how it then stands. */
  setFaults(order: Fields): Fields;
  killPeriodically(everySeconds: number, forSeconds: number): void;
  close(): Promise<void>;
}
