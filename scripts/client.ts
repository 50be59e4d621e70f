import { contract, type ActionName, type Input, type Output } from '#domain/contract';
import type { Instant } from '#domain/time';

interface Answer<O> {
  readonly errMsg: string;
  readonly result?: { ok: true; data: O } | { ok: false; error: { code: string; details: unknown } };
}

/** What a clock showed, and when that was by the stopwatch of this process: the computer's own clock is not the city's. */
interface Shown {
  readonly at: Instant;
  readonly since: number;
}

const shownNow = (at: Instant): Shown => ({ at, since: performance.now() });
const runOn = ({ at, since }: Shown): Instant => at + Math.round(performance.now() - since);

/** Calls the city's functions as phones and the console do: the seed knows no other way in. */
export class Client {
  calls = 0;
  private shown = shownNow(0);
  /** As it was before the seed moved it. */
  private found = { ...this.shown, isReal: true };

  constructor(private readonly url: string) {}

  /** @param openid who holds the phone; null is the operator's console. Throws when refused: a seed has no bad input. */
  async call<A extends ActionName>(
    openid: string | null,
    action: A,
    input: Input<A>,
    nonce?: string,
  ): Promise<Output<A>> {
    this.calls += 1;
    const event = { action, input, ...(nonce === undefined ? {} : { nonce }) };
    const headers: Record<string, string> = openid === null ? {} : { 'x-wx-openid': openid };
    const answer = await this.post<Answer<Output<A>>>(`/call/${contract[action].fn}`, event, headers);
    if (answer.result?.ok) return answer.result.data;
    const why = answer.result ? JSON.stringify(answer.result.error) : answer.errMsg;
    throw new Error(`${action} by ${openid ?? 'the system'}: ${why}\n${JSON.stringify(input).slice(0, 500)}`);
  }

  /** What the city's clock shows. */
  now(): Instant {
    return runOn(this.shown);
  }

  /** @param timers whether what the system does by itself until then is done at once. */
  async setClock(to: Instant, timers = true): Promise<void> {
    this.shown = shownNow(to);
    await this.post('/clock', { now: new Date(to).toISOString(), timers });
  }

  /** The city's now, which a test may have put on another day. */
  async readClock(): Promise<Instant> {
    const response = await fetch(`${this.url}/clock`);
    const { now, offsetMs } = (await response.json()) as { now: string; offsetMs: number };
    this.shown = shownNow(Date.parse(now));
    this.found = { ...this.shown, isReal: offsetMs === 0 };
    return this.now();
  }

  /** As it was found; it has run on. */
  async putClockBack(): Promise<void> {
    if (this.found.isReal) await this.post('/clock', { real: true });
    else await this.setClock(runOn(this.found));
    this.shown = this.found;
  }

  private async post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** As many at once as keep both cores of a small machine busy. */
const AT_ONCE = 8;

/** Runs work for all items, a few at a time, each in its turn. */
export async function forAll<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
