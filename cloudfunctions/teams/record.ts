import { fillMonths, type Figures, type MonthOfTeam } from '#domain/teams/record';
import { startOfDayNamed, type Instant } from '#domain/time';
import { _, aggregate } from '../core/database';

type Counted = Partial<Figures> & { month: string };

/** More months than are ever asked for. */
const MONTHS_AT_MOST = 60;

const month = { $substrCP: ['$day', 0, 7] };
const places = { $filter: { input: '$slots', as: 'slot', cond: { $eq: ['$$slot.kind', 'service'] } } };

/**
 * What a team did in each of these months, in two round trips: what was held from the activities, what was
 * given from the ledger. Nothing of it is kept a second time, so it cannot disagree.
 */
export async function monthsOf(
  teamId: string,
  months: readonly string[],
  now: Instant,
): Promise<MonthOfTeam[]> {
  const from = `${months[0] ?? ''}-01`;
  const [held, given] = await Promise.all([heldBy(teamId, from, now), givenBy(teamId, from)]);
  return fillMonths(months, [...held, ...given]);
}

/** Over, and not called off; with the places that residents had at its services. */
const heldBy = (teamId: string, from: string, now: Instant): Promise<Counted[]> =>
  aggregate<Counted>(
    'activities',
    [
      {
        match: {
          teamId,
          start: _.gte(new Date(startOfDayNamed(from))),
          end: _.lte(new Date(now)),
          state: _.in(['published', 'closed']),
        },
      },
      { lookup: { from: 'slots', localField: '_id', foreignField: 'activityId', as: 'slots' } },
      { project: { month, services: places } },
      { project: { month: 1, served: { $sum: '$services.taken' } } },
      { group: { _id: '$month', activities: { $sum: 1 }, served: { $sum: '$served' } } },
      { addFields: { month: '$_id' } },
      { project: { _id: 0 } },
    ],
    MONTHS_AT_MOST,
  );

/** A correction changes minutes and is no other time that somebody came. */
const givenBy = (teamId: string, from: string): Promise<Counted[]> =>
  aggregate<Counted>(
    'hours',
    [
      { match: { teamId, day: _.gte(from) } },
      { project: { month, minutes: 1, times: { $cond: [{ $eq: ['$kind', 'correction'] }, 0, 1] } } },
      { group: { _id: '$month', personTimes: { $sum: '$times' }, minutes: { $sum: '$minutes' } } },
      { addFields: { month: '$_id' } },
      { project: { _id: 0 } },
    ],
    MONTHS_AT_MOST,
  );

export interface Given {
  readonly times: number;
  readonly minutes: number;
}

/** What each of these people has given in this team, in one round trip. */
export async function givenByPerson(
  teamId: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, Given>> {
  if (people.length === 0) return new Map();
  const found = await aggregate<Given & { _id: string }>(
    'hours',
    [
      { match: { teamId, accountId: _.in(people) } },
      { project: { accountId: 1, minutes: 1, times: { $cond: [{ $eq: ['$kind', 'correction'] }, 0, 1] } } },
      { group: { _id: '$accountId', times: { $sum: '$times' }, minutes: { $sum: '$minutes' } } },
    ],
    people.length,
  );
  return new Map(found.map(({ _id, times, minutes }) => [_id, { times, minutes }]));
}
