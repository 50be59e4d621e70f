import type { Checked } from '#domain/contract';
import { mixesWith } from '#domain/activities/rules';
import { SEEN_AT_MOST, servingKeysFor } from '#domain/activities/serving';
import type { ServiceCard, ServicesFound } from '#domain/activities/views';
import { areaDayOf, orderOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { WHOLE_CITY } from '../city/statistics';
import { ms } from '../core/clock';
import { _, aggregate, point, type Stage } from '../core/database';
import { many, only, placesIn, stagesFor, type Part } from '../core/loading';
import { direct } from '../core/use-case';
import type { ActivityDocument, SlotDocument } from '../documents';
import { activityCard, CARD_FIELDS, SLOT_CARD_FIELDS } from './views';

type Query = Checked<'activities.services'>;

/** Metres: what is computed twice differs by less. */
const SAME = 0.001;

/** Nearest first. The next page begins at the last distance, without those that were seen there. */
export const serviceList = direct('activities.services', async (query: Query, now) => {
  const keys = servingKeysFor(query.text, query.day);
  if (!keys) return { services: [], next: null, days: [] };
  const [found, days] = await Promise.all([nearest(query, keys, now), daysWith(query.days, now)]);
  const shown = found.slice(0, query.limit);
  const services = [...shown].sort(byPlaceThenTime).map((one): ServiceCard => ({
    ...activityCard(one, one.slots, now),
    distance: Math.round(one.distance),
    rowId: one.repeatOf ?? null,
  }));
  const next = found.length > query.limit ? nextOf(shown, query.after) : null;
  return { services, next, days };
});

/** One more than shown tells whether there are more. */
function nearest({ place, after, limit }: Query, keys: readonly string[], now: Instant) {
  const [first = ''] = keys;
  const geoNear = {
    near: point(place),
    spherical: true as const,
    distanceField: 'distance',
    key: 'spot',
    limit: limit + 1,
    query: {
      serves: keys.length > 1 ? _.all([...keys]) : first,
      // Over already, though the sweep that takes it off the map has yet to come.
      liveUntil: _.gt(new Date(now)),
      ...(after && { _id: _.nin(after.seen) }),
    },
    ...(after && { minDistance: Math.max(0, after.distance - SAME) }),
  };
  return aggregate<Row>('activities', [{ geoNear }], limit + 1, SHOWN);
}

const FIELDS = [...CARD_FIELDS, 'repeatOf'] as const;

type Row = Part<ActivityDocument, (typeof FIELDS)[number]> & {
  readonly distance: number;
  readonly slots: Part<SlotDocument, '_id' | (typeof SLOT_CARD_FIELDS)[number]>[];
};

/** Only what a card says. */
const SHOWN: readonly Stage[] = [
  { project: Object.fromEntries([...FIELDS, 'distance'].map((field) => [field, 1])) },
  ...stagesFor({
    slots: only(many('slots', 'activityId', placesIn<ActivityDocument>()._id), SLOT_CARD_FIELDS),
  }),
];

/** What is at one place is told by time. */
const byPlaceThenTime = (a: Row, b: Row): number =>
  Math.abs(a.distance - b.distance) > SAME ? a.distance - b.distance : ms(a.start) - ms(b.start);

function nextOf(shown: readonly Row[], after: Query['after']): ServicesFound['next'] {
  const distance = Math.max(...shown.map((one) => one.distance));
  const seen = shown.filter((one) => one.distance > distance - SAME).map(({ _id }) => _id);
  const before = after && after.distance > distance - SAME ? after.seen : [];
  const all = [...before, ...seen];
  return all.length > SEEN_AT_MOST ? { distance: distance + 2 * SAME, seen: [] } : { distance, seen: all };
}

/** Each of these days on which any service is still to begin, in the city: the first of each that an index has. */
async function daysWith(days: readonly string[], now: Instant): Promise<string[]> {
  if (days.length === 0) return [];
  const looks = days.map((day, i) => ({
    lookup: {
      from: 'activities',
      pipeline: [
        {
          $match: {
            areaDays: areaDayOf(WHOLE_CITY, day),
            state: { $in: ['published'] },
            mix: { $in: mixesWith('service') },
            order: { $gt: orderOf(now, '') },
          },
        },
        { $limit: 1 },
        { $project: { _id: 1 } },
      ],
      as: `on${i}`,
    },
  }));
  const [found] = await aggregate<Record<string, unknown[]>>(
    'settings',
    [{ match: { _id: 'city' } }, { project: { _id: 1 } }, ...looks],
    1,
  );
  return days.filter((_day, i) => (found?.[`on${i}`]?.length ?? 0) > 0);
}
