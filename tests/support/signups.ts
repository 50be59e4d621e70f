import type { ErrorCode } from '#domain/errors';
import type { Input } from '#domain/contract';
import { signupIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import type { Settings } from '#domain/settings';
import { joinTeam } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

type Take = Input<'signups.take'>;

export interface Posted {
  readonly activityId: string;
  readonly slotId: string;
  readonly start: number;
  readonly end: number;
}

/** One world for the tests of a file, each of which begins in the morning: four of the leader's team, and a stranger. */
export function inPlaces(rules: Settings['signups'], begin: (world: World, places: Places) => void): void {
  const team = ['a', 'b', 'c', 'd'];
  let world: World;
  beforeAll(async () => {
    world = await startWorld({}, { signups: rules });
    const ids: Record<string, string> = {};
    for (const openid of [...team, 'stranger']) ids[openid] = await world.person(openid);
    await joinTeam(
      world,
      team.map((openid) => ids[openid] ?? ''),
    );
    begin(world, new Places(world, ids));
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));
}

/** What people do about places, in few words; `ids` are accounts by openid. */
export class Places {
  private day = 0;

  constructor(
    private readonly world: World,
    readonly ids: Record<string, string>,
  ) {}

  /** On a day of its own, so that nothing clashes that is not meant to; or so long from MORNING. */
  async post(kind: 'shift' | 'service', capacity: number, from?: number): Promise<Posted> {
    const start = MORNING + (from ?? (this.day += 1) * DAY);
    const slot = { kind, capacity, start, end: start + HOUR };
    return { ...(await this.world.post([slot])), start, end: start + HOUR };
  }

  take(who: string, { slotId }: Posted, change: Partial<Take> = {}) {
    return this.world.did(who, 'signups.take', { slotId, wait: true, ...change });
  }
  taking(who: string, { slotId }: Posted, change: Partial<Take> = {}) {
    return this.world.call(who, 'signups.take', { slotId, wait: true, ...change });
  }
  async code(who: string, posted: Posted, change: Partial<Take> = {}): Promise<ErrorCode | 'OK'> {
    const answer = await this.taking(who, posted, change);
    return answer.ok ? 'OK' : answer.error.code;
  }
  leave(who: string, posted: Posted, whose = who) {
    return this.world.did(who, 'signups.cancel', { signupId: this.signupOf(posted, whose) });
  }

  signupOf({ slotId }: Posted, who: string): string {
    return signupIdOf(slotId, this.ids[who] ?? who);
  }
  async record(posted: Posted, who: string) {
    return (await this.world.documents('signups', { _id: this.signupOf(posted, who) }))[0];
  }
  async taken({ slotId }: Posted): Promise<unknown> {
    return (await this.world.documents('slots', { _id: slotId }))[0]?.['taken'];
  }
  async told(kind: string, who: string, { slotId }: Posted) {
    const messages = await this.world.documents('outbox', { kind, accountId: this.ids[who] ?? who });
    return messages.filter((m) => m._id.includes(slotId));
  }

  repair() {
    return this.world.jobs.repair();
  }
  rewrite(collection: string, _id: string, update: Record<string, unknown>) {
    return this.world.alter(collection, { _id }, update);
  }
  /** The refusal's code, after seeing that it left everything as it was. */
  async unchanged(call: () => Promise<ErrorCode | 'OK'>): Promise<ErrorCode | 'OK'> {
    const before = await this.world.everything();
    const code = await call();
    expect(await this.world.everything()).toBe(before);
    return code;
  }
}
