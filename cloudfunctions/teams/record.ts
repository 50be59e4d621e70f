import { teamMembersIdOf, teamMonthIdOf } from '#domain/ids';
import { fillMonths, type Figures, type MonthOfTeam } from '#domain/teams/record';
import { startOfDayNamed, type Instant } from '#domain/time';
import { one, manyBy, type Found } from '../core/loading';
import type { HoursDocument, TallyAdd, TallyDocument } from '../documents';
import { countedChange } from './count';
import type { MembershipDocument } from './documents';

/** What a team did and how many are in it: sums that are kept, and beside them what no sweep has counted yet. */

type Part = Partial<Figures> & { readonly month: string };

const places = { $filter: { input: '$slots', as: 'slot', cond: { $eq: ['$$slot.kind', 'service'] } } };

/** What is needed of these months; part of the one question. */
export const recordLookUps = (teamId: string, months: readonly string[], now: Instant) => {
  const keys = months.map((month) => teamMonthIdOf(teamId, month));
  return {
    tallies: manyBy<TallyDocument>('tallies', (as) => [
      { lookup: { from: 'tallies', pipeline: [{ $match: { _id: { $in: keys } } }], as } },
    ]),
    uncounted: manyBy<Pick<HoursDocument, '_id' | 'counts'>>('hours', (as) => [
      {
        lookup: {
          from: 'hours',
          pipeline: [{ $match: { 'counts.in': { $in: keys } } }, { $project: { counts: 1 } }],
          as,
        },
      },
    ]),
    held: manyBy<Held>('activities', (as) => [heldBy(as, teamId, `${months[0] ?? ''}-01`, now)]),
  };
};
type Record = Found<ReturnType<typeof recordLookUps>>;

interface Held {
  readonly _id: string;
  readonly day: string;
  readonly served: number;
}

/** Over, not called off, and not counted yet; with the places that residents had at its services. */
const heldBy = (as: string, teamId: string, from: string, now: Instant) => ({
  lookup: {
    from: 'activities',
    pipeline: [
      {
        $match: {
          toCount: teamId,
          start: { $gte: new Date(startOfDayNamed(from)), $lte: new Date(now) },
          end: { $lte: new Date(now) },
          state: { $in: ['published', 'closed'] },
        },
      },
      { $lookup: { from: 'slots', localField: '_id', foreignField: 'activityId', as: 'slots' } },
      { $project: { day: 1, services: places } },
      { $project: { day: 1, served: { $sum: '$services.taken' } } },
    ],
    as,
  },
});

/** Each of the months with all that was given and held in it. */
export function monthsOf(
  { tallies, uncounted, held }: Record,
  teamId: string,
  months: readonly string[],
): MonthOfTeam[] {
  const parts = months.flatMap((month): Part[] => {
    const key = teamMonthIdOf(teamId, month);
    const tally = tallies.find(({ _id }) => _id === key);
    const taken = tally?.taking?.ids ?? [];
    const adds = uncounted
      .filter(({ _id, counts }) => counts?.in.includes(key) && !taken.includes(_id))
      .flatMap(({ counts }) => counts?.adds.filter(({ to }) => to === key) ?? []);
    return [
      { month, ...tally?.sums },
      ...[...(tally?.taking?.adds ?? []), ...adds].map((add) => partOf(month, add)),
      ...held
        .filter(({ _id, day }) => day.startsWith(month) && !taken.includes(_id))
        .map(({ served }) => ({ month, activities: 1, served })),
    ];
  });
  return fillMonths(months, parts);
}

const partOf = (month: string, { sum, n }: TallyAdd): Part => ({ month, [sum]: n });

/** How many are in a team, and who of late has come or gone. */
export const membersLookUps = (teamId: string) => ({
  memberTally: one('tallies', teamMembersIdOf(teamId)),
  moved: manyBy<Pick<MembershipDocument, '_id' | 'memberOf' | 'counted'>>('memberships', (as) => [
    {
      lookup: {
        from: 'memberships',
        pipeline: [
          { $match: { teamId, countAt: { $gt: new Date(0) } } },
          { $project: { memberOf: 1, counted: 1 } },
        ],
        as,
      },
    },
  ]),
});

export function membersIn({ memberTally, moved }: Found<ReturnType<typeof membersLookUps>>): number {
  const { sums = {}, taking } = memberTally ?? {};
  const taken = [...(taking?.ids ?? []), ...(taking?.gone ?? [])];
  const fresh = moved.filter(({ _id }) => !taken.includes(_id)).map(countedChange);
  return [sums.members ?? 0, ...(taking?.adds ?? []).map(({ n }) => n), ...fresh].reduce((a, b) => a + b, 0);
}

export type Given = HoursDocument['inTeam'];

export const NOTHING_GIVEN: Given = { times: 0, minutes: 0 };

/** What somebody has given in this team: their last line in it says so. */
export const givenLookUp = (teamId: string) =>
  manyBy<{ readonly inTeam: Given }>('hours', (as) => [
    {
      lookup: {
        from: 'hours',
        let: { account: '$accountId' },
        pipeline: [
          { $match: { teamId } },
          { $match: { $expr: { $eq: ['$accountId', '$$account'] } } },
          { $sort: { seq: -1 } },
          { $limit: 1 },
          { $project: { inTeam: 1 } },
        ],
        as,
      },
    },
  ]);
