import { ledgerFault } from '#domain/hours/ledger';
import { DAY, HOUR } from '#domain/time';
import { deputise } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** One such city for the tests of a file, each about another volunteer. */
export function inHoursWorld(begin: (hours: HoursWorld) => void): void {
  let hours: HoursWorld;
  beforeAll(async () => {
    hours = await HoursWorld.start();
    begin(hours);
  });
  afterAll(() => hours.world.close());
  beforeEach(() => hours.next());
}

/** A city with everybody who may have a say in somebody's hours, and days of shifts for one volunteer after another. */
export class HoursWorld {
  /** The volunteer of this test. */
  who = '';
  accountId = '';
  private day = 0;

  private constructor(
    readonly world: World,
    /** Of the deputy, the centre's staff, the institute's staff and a person from nowhere. */
    readonly ids: Readonly<Record<'deputy' | 'centre' | 'institute' | 'stranger', string>>,
  ) {}

  static async start(): Promise<HoursWorld> {
    const world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
    const ids = {
      deputy: await world.person('deputy'),
      centre: await world.person('centre'),
      institute: await world.person('institute'),
      stranger: await world.person('stranger'),
    };
    const hours = new HoursWorld(world, ids);
    await hours.set('accounts', { openid: 'centre' }, { duties: ['county'] });
    await hours.set('accounts', { openid: 'institute' }, { duties: ['s1'] });
    await deputise(world, ids.deputy);
    return hours;
  }

  /** What no action writes: who serves where, and what a crash leaves. */
  async set(collection: string, query: object, values: object, gone: readonly string[] = []): Promise<void> {
    const unset = Object.fromEntries(gone.map((field) => [field, '']));
    const update = { $set: values, ...(gone.length > 0 ? { $unset: unset } : {}) };
    await this.world.alter(collection, query, update);
  }

  /** Another volunteer, on days of their own. */
  async next(): Promise<void> {
    this.day += 1;
    this.who = `volunteer${this.day}`;
    await this.world.at(MORNING);
    this.accountId = await this.world.person(this.who);
  }

  async shift(from: number, hours: number, takes = [this.who]) {
    await this.world.at(MORNING);
    const start = MORNING + this.day * 3 * DAY + from * HOUR;
    const { slotId, activityId, end } = await this.world.post([{ start, end: start + hours * HOUR }]);
    for (const p of takes) await this.world.did(p, 'signups.take', { slotId, wait: false });
    return { slotId, activityId, start, end };
  }

  /** Everybody comes as it begins and leaves as it ends. */
  async serve(slot: { slotId: string; start: number; end: number }, people = [this.who]): Promise<void> {
    const { world } = this;
    await world.at(slot.start);
    for (const p of people) {
      await world.did(p, 'attendance.checkIn', { code: await world.screenCode(slot.slotId) });
    }
    await world.at(slot.end);
    for (const p of people) {
      await world.did(p, 'attendance.checkOut', { code: await world.screenCode(slot.slotId) });
    }
  }

  async confirmInput(slotId: string, openid = 'leader') {
    const { lines } = await this.world.did(openid, 'hours.proposals', { slotId });
    return { slotId, lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })) };
  }

  /** The sum, after seeing that the chain is whole. */
  async total(openid = this.who): Promise<number> {
    const { summary, lines } = await this.world.did(openid, 'hours.list', {});
    expect(ledgerFault([...lines].reverse())).toBeNull();
    expect(lines.reduce((sum, line) => sum + line.minutes, 0)).toBe(summary.totalMinutes);
    return summary.totalMinutes;
  }

  async stateOf(caseId: string): Promise<unknown> {
    return (await this.world.documents('cases', { _id: caseId }))[0]?.['state'];
  }
}
