import { distanceBetween, type Place } from '#domain/geo';
import { openState } from '#domain/stations/rules';
import { DAY, startOfDay, type Instant } from '#domain/time';
import type { StationCard } from '#domain/stations/views';
import type { Stage } from '../core/database';
import { manyBy } from '../core/loading';
import type { ActivityDocument, StationDocument } from '../documents';

/** What a list says of an activity. */
type Listed = Pick<ActivityDocument, 'title'>;

export const TITLES_SHOWN = 2;

/**
 * What is still to come today at a station: only live activities carry the field, and of these only the first are read.
 */
export const comingToday = (now: Instant) => () => ({
  activities: manyBy<Listed>('activities', (as) => [
    liveAtStation(as, [onDay(now)], now, [{ $limit: TITLES_SHOWN }, { $project: { title: 1 } }]),
  ]),
});

export type Condition = Readonly<Record<string, unknown>>;

const onDay = (now: Instant): Condition => ({
  start: { $gte: new Date(startOfDay(now)), $lt: new Date(startOfDay(now) + DAY) },
});

/** Of those that begin then and are not over, the soonest first. */
export const liveAtStation = (
  as: string,
  begin: readonly Condition[],
  now: Instant,
  then: readonly Condition[],
): Stage => ({
  lookup: {
    from: 'activities',
    let: { station: '$_id' },
    pipeline: [
      { $match: { $expr: { $eq: ['$liveAt', '$$station'] } } },
      ...begin.map((each) => ({ $match: each })),
      { $match: { end: { $gt: new Date(now) } } },
      { $sort: { start: 1, _id: 1 } },
      ...then,
    ],
    as,
  },
});

/** What a card says of a station. */
export const STATION_CARD_FIELDS = [
  '_id',
  'tier',
  'name',
  'place',
  'openingHours',
  'closed',
  'offers',
  'ancestors',
  'approximate',
] as const satisfies readonly (keyof StationDocument)[];

export function stationCard(
  station: Pick<StationDocument, (typeof STATION_CARD_FIELDS)[number]>,
  today: readonly Listed[],
  from: Place | undefined,
  now: Instant,
): StationCard {
  return {
    id: station._id,
    tier: station.tier,
    name: station.name,
    place: station.place,
    distance: from ? Math.round(distanceBetween(from, station.place)) : null,
    openState: openState(station.openingHours, station.closed, now),
    offers: station.offers,
    ancestors: station.ancestors,
    approximate: station.approximate,
    today: today.map(({ title }) => title),
  };
}
