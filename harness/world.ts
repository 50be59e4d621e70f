import type { ActionName, Input, Output } from '#domain/contract';
import { contract } from '#domain/contract';
import { makeCode, makePrintedCode } from '#domain/attendance/code';
import type { Envelope, ErrorCode } from '#domain/errors';
import { digest } from '#domain/sha';
import { HOUR } from '#domain/time';
import { schema } from '../cloudfunctions/schema';
import { overBudget } from './budget';
import { callOver, type TestEmulator } from './emulator';
import { Jobs } from './jobs';
import { seeRefusal } from './refusals';

/** A Sunday morning in Shanghai: where every test begins unless it moves the clock. */
export const MORNING = Date.parse('2026-03-01T08:00:00+08:00');

/** A refused try may stand in the log, and is counted; stations and figures are what tests do not change. */
const APART = new Set<string>(['audit', 'uses', 'stations', 'statistics', 'settings']);

let nonces = 0;
export const newNonce = (): string => `test-nonce-${(nonces += 1)}`;

/** What a call answers, without the time at which it did: that differs each time. */
export type Answer<T> = Envelope<T> extends infer E ? (E extends unknown ? Omit<E, 'now'> : never) : never;

export class World {
  leaderTeam = '';
  readonly jobs = new Jobs(this);

  constructor(readonly emulator: TestEmulator) {}

  /** Any event, as an ill-meaning client would send it. */
  async raw(openid: string | null, fn: string, event: Record<string, unknown>): Promise<Answer<unknown>> {
    const { result, errMsg } = await callOver<Envelope<unknown>>(
      this.emulator.url,
      fn,
      event,
      openid ?? undefined,
    );
    if (!result) throw new Error(`${String(event['action'])}: ${errMsg}`);
    const { now, ...answer } = result;
    if (!answer.ok) seeRefusal(event['action'], answer.error.code);
    return answer;
  }

  async call<A extends ActionName>(
    openid: string | null,
    action: A,
    input: Input<A>,
    nonce = newNonce(),
  ): Promise<Answer<Output<A>>> {
    return (await this.raw(openid, contract[action].fn, { action, input, nonce })) as Answer<Output<A>>;
  }

  /** For steps that must succeed. */
  async did<A extends ActionName>(
    openid: string | null,
    action: A,
    input: Input<A>,
    nonce?: string,
  ): Promise<Output<A>> {
    const answer = await this.call(openid, action, input, nonce);
    if (!answer.ok)
      throw new Error(`${action}: ${answer.error.code} ${JSON.stringify(answer.error.details)}`);
    return answer.data;
  }

  /** The code of a refusal; 'OK' when there was none. */
  async code<A extends ActionName>(
    openid: string | null,
    action: A,
    input: Input<A>,
    nonce?: string,
  ): Promise<ErrorCode | 'OK'> {
    const answer = await this.call(openid, action, input, nonce);
    return answer.ok ? 'OK' : answer.error.code;
  }

  async at(instant: number): Promise<void> {
    await this.emulator.setClock({ now: new Date(instant).toISOString() });
  }

  /** A person with an account, a name and a number. */
  async person(openid: string, name = openid): Promise<string> {
    const { accountId } = await this.did(openid, 'session.open', {});
    await this.did(openid, 'account.introduce', { name, phone: '13900000000' });
    return accountId;
  }

  /** An activity of the leader's team tomorrow-ish: from two hours after MORNING, for two hours. */
  async post(
    slots: Partial<Input<'activities.post'>['slots'][number]>[] = [{}],
    openid = 'leader',
    teamId = this.leaderTeam,
  ) {
    const start = MORNING + 2 * HOUR;
    const slot = { kind: 'shift' as const, name: '上午班', start, end: start + 2 * HOUR, capacity: 20 };
    const { activityId } = await this.did(openid, 'activities.post', {
      teamId,
      title: '社区义剪',
      category: 'care',
      summary: '为老人理发',
      risks: '注意用电安全',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: slots.map((s) => ({ ...slot, ...s })),
    });
    return {
      activityId,
      slotId: `${activityId}-1`,
      start: slots[0]?.start ?? start,
      end: slots[0]?.end ?? start + 2 * HOUR,
    };
  }

  /** What the leader's screen shows at this instant. */
  async screenCode(slotId: string, at?: number): Promise<string> {
    const desk = await this.did('leader', 'desk.view', { slotId });
    return makeCode(desk.key, slotId, at ?? desk.now);
  }

  /** As it stands on the sheet on the wall. */
  async printedCode(slotId: string): Promise<string> {
    const [slot] = await this.documents('slots', { _id: slotId });
    return makePrintedCode(String(slot?.['key']), slotId);
  }

  async documents(collection: string, query: Record<string, unknown> = {}) {
    return (await this.emulator.data(collection, { query, limit: 100_000 })).documents;
  }

  /** Writes into documents behind the actions' back: for what no call can bring about, or only after a long story. */
  async alter(collection: string, query: object, update: object): Promise<void> {
    const every = { replace: false, multi: true, upsert: false };
    await this.emulator.store.update(collection, { query: { ...query }, update: { ...update }, ...every });
  }

  /** Takes documents out of the database past the system, as its keepers could. */
  async remove(collection: string, query: object): Promise<void> {
    await this.emulator.store.remove(collection, { query: query as Record<string, never>, multi: true });
  }

  /** A digest of everything kept, to show that a refusal changed nothing. */
  async everything(): Promise<string> {
    const names = schema.map(({ name }) => name).filter((name) => !APART.has(name));
    const all = await Promise.all(names.map((name) => this.documents(name)));
    return digest(JSON.stringify(all));
  }

  /**
   * Whatever a test has asked, an index must have served it, within the budget of round trips; only where
   * people race for the same thing may a call need to read again.
   */
  async close({ raced = false } = {}): Promise<void> {
    const metrics = this.emulator.metrics();
    await this.emulator.close();
    const { unindexedQueries, whereUpdatesInTransactions } = metrics;
    const faults = {
      withoutIndex: unindexedQueries,
      strayWrites: whereUpdatesInTransactions,
      overBudget: raced ? [] : overBudget(metrics),
    };
    if (Object.values(faults).some((list) => list.length > 0)) throw new Error(JSON.stringify(faults));
  }
}
