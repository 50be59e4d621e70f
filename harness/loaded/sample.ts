import { accountIdOf, signupIdOf, teamMembersIdOf, teamMonthIdOf } from '#domain/ids';
import { DAY, dayOf, HOUR, MINUTE, startOfDay, type Instant } from '#domain/time';
import type { Documents, Hold } from '../../cloudfunctions/documents';
import { volunteer } from '../people';
import { join } from '../teams';
import { MORNING, type World } from '../world';

/** An activity with its slot, and one person in it. */
export interface Shift {
  readonly activity: Documents['activities'];
  readonly slot: Documents['slots'];
  readonly hold: Hold;
  readonly signup: Documents['signups'];
}

/** What the code has written of a little life: of everything a city is made of, one. */
export interface Sample {
  readonly now: Instant;
  readonly openid: string;
  readonly account: Documents['accounts'];
  readonly identity: Documents['identities'];
  readonly team: Documents['teams'];
  readonly leader: Documents['memberships'];
  readonly member: Documents['memberships'];
  readonly members: Documents['tallies'];
  readonly past: Shift & {
    readonly attendance: Documents['attendances'];
    readonly line: Documents['hours'];
    /** What the team did in its month. */
    readonly month: Documents['tallies'];
  };
  readonly live: Shift;
  /** Where the ledger ended when it was last read. */
  readonly head: Documents['heads'];
}

const OPENID = 'sample';
/** So long after a shift nothing of it is left to do. */
const SETTLED = 14;

/** Lives it, through the actions that people use and the jobs of two weeks. */
export async function liveSample(world: World): Promise<Sample> {
  const accountId = await volunteer(world, OPENID);
  await join(world, world.leaderTeam, OPENID, accountId, 'leader');
  const past = await world.post();
  await world.did(OPENID, 'signups.take', { slotId: past.slotId, wait: false });
  await serve(world, past);
  for (let day = 1; day <= SETTLED; day += 1) {
    await world.at(startOfDay(MORNING) + day * DAY + 4 * HOUR);
    await world.jobs.tick();
  }
  const tomorrow = startOfDay(MORNING) + (SETTLED + 1) * DAY;
  const live = await world.post([{ start: tomorrow + 9 * HOUR, end: tomorrow + 11 * HOUR }]);
  await world.did(OPENID, 'signups.take', { slotId: live.slotId, wait: false });
  const now = startOfDay(MORNING) + SETTLED * DAY + 4 * HOUR + 30 * MINUTE;
  await world.at(now);
  await world.jobs.tick();
  return collect(world, now, past.slotId, live.slotId);
}

async function serve(world: World, { slotId, start, end }: Awaited<ReturnType<World['post']>>) {
  await world.at(start);
  await world.did(OPENID, 'attendance.checkIn', { code: await world.screenCode(slotId) });
  await world.at(end);
  await world.did(OPENID, 'attendance.checkOut', { code: await world.screenCode(slotId) });
  const { lines } = await world.did('leader', 'hours.proposals', { slotId });
  const confirmed = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
  await world.did('leader', 'hours.confirm', { slotId, lines: confirmed });
}

async function collect(world: World, now: Instant, past: string, live: string): Promise<Sample> {
  const teamId = world.leaderTeam;
  const accountId = accountIdOf(OPENID);
  const leaderId = accountIdOf('leader');
  const pastShift = await shiftOf(world, past, accountId);
  const month = teamMonthIdOf(teamId, dayOf(pastShift.slot.start.getTime()).slice(0, 7));
  return {
    now,
    openid: OPENID,
    account: await written(world, 'accounts', { _id: accountId }),
    identity: await written(world, 'identities', { accountId }),
    team: await written(world, 'teams', { _id: teamId }),
    leader: await written(world, 'memberships', { teamId, accountId: leaderId }),
    member: await written(world, 'memberships', { teamId, accountId }),
    members: await written(world, 'tallies', { _id: teamMembersIdOf(teamId) }),
    past: {
      ...pastShift,
      attendance: await written(world, 'attendances', { slotId: past, accountId }),
      line: await written(world, 'hours', { slotId: past, accountId }),
      month: await written(world, 'tallies', { _id: month }),
    },
    live: await shiftOf(world, live, accountId),
    head: await written(world, 'heads', { _id: accountId }),
  };
}

async function shiftOf(world: World, slotId: string, accountId: string): Promise<Shift> {
  const slot = await written(world, 'slots', { _id: slotId });
  const hold = slot.roster[accountId];
  if (!hold) throw new Error(`${accountId} holds no place in ${slotId}`);
  return {
    slot,
    hold,
    activity: await written(world, 'activities', { _id: slot.activityId }),
    signup: await written(world, 'signups', { _id: signupIdOf(slotId, accountId) }),
  };
}

/** The one document that the code has written of it. */
async function written<C extends keyof Documents>(
  world: World,
  collection: C,
  query: Record<string, unknown>,
): Promise<Documents[C]> {
  const [document] = await world.documents(collection, query);
  if (!document) throw new Error(`nothing in ${collection} of ${JSON.stringify(query)}`);
  return document as unknown as Documents[C];
}
