import { randomUUID } from 'node:crypto';
import type { Plan } from './store/types';
import { isFields, textOf } from './values';

/** One run of a function, named to the SDK as its session token so that the gateway knows who asks. */
export interface Invocation {
  readonly id: string;
  readonly function: string;
  readonly action: string;
  readonly openid: string | undefined;
  roundTrips: number;
  rowsRead: number;
  /** Bytes of the largest answer of the database. */
  largestAnswer: number;
  readonly transactions: Set<string>;
}

export interface Spread {
  min: number;
  max: number;
  last: number;
  total: number;
}

export interface ActionFigures {
  function: string;
  calls: number;
  errors: number;
  /** Database requests through the SDK in one invocation. */
  roundTrips: Spread;
  /** Rows the store read to answer them. */
  rowsRead: Spread;
  /** Bytes of the largest answer of the database in one invocation. */
  largestAnswer: Spread;
}

export interface FunctionFigures {
  calls: number;
  errors: number;
  timeouts: number;
  coldStarts: number;
  killed: number;
}

export interface UnindexedQuery {
  collection: string;
  operation: string;
  /** The query with its values left out. */
  query: string;
  action: string | null;
  count: number;
  rowsRead: number;
}

/** A where().update() or where().remove() while the same invocation held a transaction: it ran outside it. */
export interface StrayWrite {
  collection: string;
  operation: string;
  action: string;
  count: number;
}

export interface MetricsReport {
  since: string;
  coldStarts: number;
  actions: Record<string, ActionFigures>;
  functions: Record<string, FunctionFigures>;
  gateway: Record<string, number>;
  unindexedQueries: UnindexedQuery[];
  whereUpdatesInTransactions: StrayWrite[];
}

/** What was asked, with values replaced: two queries of one shape are one line. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFields) ? value.map(shapeOf) : '?';
  if (!isFields(value) || value instanceof Date || value instanceof RegExp) return '?';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

function actionOf(name: string, event: unknown): string {
  if (!isFields(event)) return name;
  const trigger = textOf(event, 'TriggerName');
  const pushed = textOf(event, 'Event')?.slice(0, 100);
  const other = trigger ? `timer:${trigger}` : pushed ? `push:${pushed}` : name;
  return textOf(event, 'action')?.slice(0, 100) ?? other;
}

function widen(spread: Spread | undefined, value: number): Spread {
  if (!spread) return { min: value, max: value, last: value, total: value };
  const { min, max, total } = spread;
  return { min: Math.min(min, value), max: Math.max(max, value), last: value, total: total + value };
}

/** Actions come from callers, so their number is bounded: the rest count as one. */
const MAX_ACTIONS = 500;
const MAX_PEOPLE = 1000;

export class Metrics {
  private since = new Date();
  private actions = new Map<string, ActionFigures>();
  private functions = new Map<string, FunctionFigures>();
  private gateway = new Map<string, number>();
  private unindexed = new Map<string, UnindexedQuery>();
  private strays = new Map<string, StrayWrite>();
  private answers = new Map<string, Set<string>>();
  private readonly running = new Map<string, Invocation>();

  /** @param beside collections whose requests count as no round trip. */
  constructor(private readonly beside: readonly string[] = []) {}

  begin(name: string, event: unknown, openid: string | undefined): Invocation {
    const invocation: Invocation = {
      id: randomUUID(),
      function: name,
      action: actionOf(name, event),
      openid,
      roundTrips: 0,
      rowsRead: 0,
      largestAnswer: 0,
      transactions: new Set(),
    };
    this.running.set(invocation.id, invocation);
    return invocation;
  }

  /** @param outcome `ok`: the function answered; `refused`: that it would not. */
  end(invocation: Invocation, outcome: { ok: boolean; timedOut: boolean; refused: boolean }): void {
    this.running.delete(invocation.id);
    if (outcome.ok && !outcome.refused) this.noteAnswered(invocation);
    const figures = this.forFunction(invocation.function);
    figures.calls += 1;
    if (!outcome.ok) figures.errors += 1;
    if (outcome.timedOut) figures.timeouts += 1;
    const known = this.actions.has(invocation.action) || this.actions.size < MAX_ACTIONS;
    const key = known ? invocation.action : '(other)';
    const before = this.actions.get(key);
    this.actions.set(key, {
      function: invocation.function,
      calls: (before?.calls ?? 0) + 1,
      errors: (before?.errors ?? 0) + (outcome.ok ? 0 : 1),
      roundTrips: widen(before?.roundTrips, invocation.roundTrips),
      rowsRead: widen(before?.rowsRead, invocation.rowsRead),
      largestAnswer: widen(before?.largestAnswer, invocation.largestAnswer),
    });
  }

  find(id: string | undefined): Invocation | undefined {
    return id === undefined ? undefined : this.running.get(id);
  }

  request(action: string, collection: string, invocation: Invocation | undefined): void {
    this.gateway.set(action, (this.gateway.get(action) ?? 0) + 1);
    const counts = action.startsWith('database.') && !this.beside.includes(collection);
    if (invocation && counts) invocation.roundTrips += 1;
  }

  answered(action: string, invocation: Invocation | undefined, bytes: number): void {
    if (!invocation || !action.startsWith('database.')) return;
    invocation.largestAnswer = Math.max(invocation.largestAnswer, bytes);
  }

  plans(operation: string, query: unknown, plans: readonly Plan[], invocation: Invocation | undefined): void {
    for (const plan of plans) {
      if (invocation) invocation.rowsRead += plan.rowsRead;
      if (plan.index !== null) continue;
      const shape = JSON.stringify(shapeOf(query));
      const action = invocation?.action ?? null;
      const key = JSON.stringify([plan.collection, operation, shape, action]);
      const line = this.unindexed.get(key);
      const { collection, rowsRead } = plan;
      if (!line) this.unindexed.set(key, { collection, operation, query: shape, action, count: 1, rowsRead });
      else {
        line.count += 1;
        line.rowsRead += rowsRead;
      }
    }
  }

  strayWrite(collection: string, operation: string, action: string): void {
    const key = JSON.stringify([collection, operation, action]);
    const line = this.strays.get(key);
    if (line) line.count += 1;
    else this.strays.set(key, { collection, operation, action, count: 1 });
  }

  coldStart(name: string): void {
    this.forFunction(name).coldStarts += 1;
  }

  killed(name: string): void {
    this.forFunction(name).killed += 1;
  }

  report(): MetricsReport {
    const functions = Object.fromEntries(this.functions);
    return structuredClone({
      since: this.since.toISOString(),
      coldStarts: Object.values(functions).reduce((sum, { coldStarts }) => sum + coldStarts, 0),
      actions: Object.fromEntries(this.actions),
      functions,
      gateway: Object.fromEntries(this.gateway),
      unindexedQueries: [...this.unindexed.values()],
      whereUpdatesInTransactions: [...this.strays.values()],
    });
  }

  /** What each person was answered and not refused, by openid. */
  answeredBy(): Record<string, string[]> {
    return Object.fromEntries([...this.answers].map(([openid, actions]) => [openid, [...actions]]));
  }

  reset(): void {
    this.since = new Date();
    this.actions = new Map();
    this.functions = new Map();
    this.gateway = new Map();
    this.unindexed = new Map();
    this.strays = new Map();
    this.answers = new Map();
  }

  private noteAnswered({ openid, action }: Invocation): void {
    if (openid === undefined) return;
    const known = this.answers.get(openid) ?? new Set();
    if (known.size < MAX_ACTIONS) known.add(action);
    if (this.answers.has(openid) || this.answers.size < MAX_PEOPLE) this.answers.set(openid, known);
  }

  private forFunction(name: string): FunctionFigures {
    const figures = this.functions.get(name) ?? {
      calls: 0,
      errors: 0,
      timeouts: 0,
      coldStarts: 0,
      killed: 0,
    };
    this.functions.set(name, figures);
    return figures;
  }
}
