import type { ActionName, Input, Output } from '#domain/contract';
import { dayOf, DAY, HOUR, MINUTE } from '#domain/time';
import { registration } from '../people';
import { usedByFunctions } from '../processor';
import type { World } from '../world';
import type { LoadedCity } from './index';

/** What one call costs, whatever machine it runs on but for its processor time. */
export interface Cost {
  readonly rows: number;
  /** Of the database's largest answer. */
  readonly bytes: number;
  readonly trips: number;
  /** Bytes of what it answers the phone. */
  readonly shown: number;
  /** Milliseconds of the processor, by the function. */
  readonly processor: number;
}

export type Costs = ReadonlyMap<string, Cost>;

const LEADER = 'leader';
const PLACE = { longitude: 111.21, latitude: 34.78 };

/**
 * One volunteer's day and the leader's beside it, as they go through it in a city of this size: what each step costs. Who
 * and what is looked at is the same whatever the size.
 *
 * @param reads how often what only reads is asked, for its processor time
 */
export async function costsOfADay(world: World, city: LoadedCity, reads: number): Promise<Costs> {
  const day = new Day(world, city, reads);
  await day.comes();
  await day.looks();
  await day.serves();
  await day.looksBack();
  await world.at(city.sample.now);
  return day.costs;
}

let days = 0;

class Day {
  readonly costs = new Map<string, Cost>();
  private readonly who = `volunteer-${(days += 1)}`;
  private readonly teamId: string;

  constructor(
    private readonly world: World,
    private readonly city: LoadedCity,
    private readonly reads: number,
  ) {
    this.teamId = world.leaderTeam;
  }

  async comes(): Promise<void> {
    const { who, teamId } = this;
    await this.world.at(this.city.sample.now + MINUTE);
    const { accountId } = await this.does(who, 'session.open', {});
    await this.does(who, 'account.register', registration({ name: who }));
    await this.does(who, 'teams.apply', { teamId, words: '我来帮忙' });
    await this.does(LEADER, 'teams.answer', { teamId, accountId, answer: 'approve' });
  }

  async looks(): Promise<void> {
    const { who, teamId } = this;
    const tomorrow = dayOf(this.city.sample.now + DAY);
    await this.asks(who, 'home.view', { place: PLACE });
    await this.asks(who, 'stations.nearby', { place: PLACE });
    await this.asks(who, 'stations.nearby', { place: PLACE, tier: 'institute' }, 'of a tier');
    await this.asks(who, 'stations.view', { stationId: 's1', place: PLACE });
    await this.asks(who, 'activities.list', { day: tomorrow });
    await this.asks(
      who,
      'activities.list',
      { day: tomorrow, category: 'care', kind: 'shift' },
      'of a category and kind',
    );
    await this.asks(who, 'activities.services', { place: PLACE });
    await this.asks(who, 'teams.list', { place: PLACE });
    await this.asks(who, 'teams.list', { place: PLACE, text: '志愿' }, 'by name');
    await this.asks(who, 'teams.view', { teamId });
    await this.asks(LEADER, 'teams.members', { teamId });
    await this.asks(LEADER, 'teams.members', { teamId, text: '居民' }, 'by name');
    await this.asks(LEADER, 'teams.numbers', { teamId });
    await this.asks(LEADER, 'teams.applications', { teamId });
    await this.asks(LEADER, 'activities.led', {});
  }

  async serves(): Promise<void> {
    const { who, world } = this;
    const start = this.city.sample.now + 2 * HOUR;
    const slot = { kind: 'shift' as const, name: '上午班', start, end: start + 2 * HOUR, capacity: 20 };
    const { activityId } = await this.does(LEADER, 'activities.post', {
      teamId: this.teamId,
      title: '社区义剪',
      category: 'care',
      summary: '为老人理发',
      risks: '注意用电安全',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [slot],
    });
    const { slots } = await this.asks(who, 'activities.view', { activityId });
    const slotId = slots[0]?.id ?? '';
    const { signupId } = await this.does(who, 'signups.take', { slotId, wait: false });
    await this.does(who, 'signups.cancel', { signupId });
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.at(start);
    const { mark } = await this.asks(LEADER, 'desk.view', { slotId });
    await this.does(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await this.asks(LEADER, 'desk.changes', { slotId, since: mark });
    await this.asks(LEADER, 'attendance.candidates', { slotId });
    await this.asks(LEADER, 'attendance.candidates', { slotId, text: '居民' }, 'by name');
    await world.at(slot.end);
    await this.does(who, 'attendance.checkOut', { code: await world.screenCode(slotId) });
    const { lines } = await this.asks(LEADER, 'hours.proposals', { slotId });
    const confirmed = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    await this.does(LEADER, 'hours.confirm', { slotId, lines: confirmed });
    await this.asks(LEADER, 'hours.candidates', { slotId });
  }

  async looksBack(): Promise<void> {
    const { who } = this;
    await this.asks(who, 'hours.list', {});
    await this.asks(who, 'me.view', {});
    await this.asks(who, 'account.view', {});
    await this.asks(who, 'account.export', {});
    await this.asks(who, 'account.exportPage', { part: 'ledger' }, 'of the ledger');
    await this.asks(who, 'account.exportPage', { part: 'signups' }, 'of sign-ups');
    await this.asks(who, 'signups.history', {});
    const { certificateId } = await this.does(who, 'certificates.issue', {});
    await this.asks(who, 'certificates.list', {});
    const { code } = await this.asks(who, 'certificates.view', { certificateId });
    await this.asks('anybody', 'certificates.verify', { code });
  }

  /** What writes is done once. */
  private does<A extends ActionName>(who: string, action: A, input: Input<A>): Promise<Output<A>> {
    return this.measured(who, action, input, action, 1);
  }

  private asks<A extends ActionName>(who: string, action: A, input: Input<A>, more = ''): Promise<Output<A>> {
    const name = more === '' ? action : `${action} ${more}`;
    return this.measured(who, action, input, name, this.reads);
  }

  private async measured<A extends ActionName>(
    who: string,
    action: A,
    input: Input<A>,
    name: string,
    times: number,
  ): Promise<Output<A>> {
    // Whichever function is asked has loaded the city's settings by now: that is no part of what a step costs.
    await this.world.did('anybody', 'home.view', { place: PLACE });
    await this.world.did(LEADER, 'teams.numbers', { teamId: this.teamId });
    this.world.emulator.resetMetrics();
    const before = usedByFunctions();
    const answer = await this.world.did(who, action, input);
    for (let more = 1; more < times; more += 1) await this.world.did(who, action, input);
    const processor = (usedByFunctions() - before) / times;
    const { rowsRead, largestAnswer, roundTrips } = this.world.emulator.metrics().actions[action] ?? {};
    this.costs.set(name, {
      rows: rowsRead?.min ?? NaN,
      bytes: largestAnswer?.min ?? NaN,
      trips: roundTrips?.min ?? NaN,
      shown: Buffer.byteLength(JSON.stringify(answer)),
      processor,
    });
    return answer;
  }
}

/** A figure may be larger by a tenth, and by this much: names and numbers are longer where there are more of them. */
const SLACK = 1.1;
const FEW = { rows: 3, bytes: 512 } as const;

/** What costs more in the larger city, and does not show more in the same measure; a line each. */
export function grown(small: Costs, large: Costs): string[] {
  return [...large].flatMap(([step, cost]) => {
    const before = small.get(step);
    if (!before) return [`${step}: not measured before`];
    const shown = Math.max(1, cost.shown / before.shown);
    const most = {
      rows: SLACK * before.rows * shown + FEW.rows,
      bytes: SLACK * before.bytes * shown + FEW.bytes,
      trips: before.trips,
    };
    return (['rows', 'bytes', 'trips'] as const)
      .filter((what) => !(cost[what] <= most[what]))
      .map((what) => `${step}: ${what} ${before[what]} → ${cost[what]}`);
  });
}
