import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import type { PlaceInList } from '#domain/fields';
import { Refused } from '#domain/errors';
import { searchGrams } from '#domain/stations/rules';
import { DAY, dayOf, type Instant } from '#domain/time';
import { activityCard, CARD_FIELDS, SLOT_CARD_FIELDS } from '../activities/views';
import { ms } from '../core/clock';
import { _, find, point } from '../core/database';
import { findWith, following, many, manyBy, only } from '../core/loading';
import { direct } from '../core/use-case';
import type { ActivityDocument } from '../documents';
import {
  comingToday,
  liveAtStation,
  STATION_CARD_FIELDS,
  stationCard,
  TITLES_SHOWN,
  type Condition,
} from './views';

/** Nearest first. The next page begins beyond the last distance seen. */
export const nearbyStations = direct(
  'stations.nearby',
  async ({ place, tier, offer, beyond, limit }, now) => {
    const query = defined({ tier, offers: offer });
    const stations = await findWith(
      'stations',
      [
        {
          geoNear: {
            near: point(place),
            spherical: true,
            distanceField: 'distance',
            key: 'location',
            limit,
            ...defined({ minDistance: beyond }),
            query,
          },
        },
      ],
      limit,
      comingToday(now),
      STATION_CARD_FIELDS,
    );
    return { stations: stations.map((s) => stationCard(s, s.activities, place, now)) };
  },
);

const FOUND_AT_MOST = 50;

export const searchStations = direct('stations.search', async ({ text, tier, place }, now) => {
  const wanted = searchGrams(text);
  if (wanted.length === 0) return { stations: [] };
  const stations = await findWith(
    'stations',
    [{ match: { grams: _.all(wanted), ...defined({ tier }) } }],
    FOUND_AT_MOST,
    comingToday(now),
    STATION_CARD_FIELDS,
  );
  const cards = stations.map((s) => stationCard(s, s.activities, place, now));
  return { stations: cards.sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0)) };
});

const DIVISIONS_AT_MOST = 1000;

export const divisionList = direct('stations.divisions', async () => {
  const found = await find('stations', { tier: _.in(['centre', 'institute']) }, { limit: DIVISIONS_AT_MOST });
  return {
    divisions: found.map((s) => ({
      id: s._id,
      name: s.name,
      tier: s.tier,
      parentId: s.parentId,
      place: s.place,
    })),
  };
});

const WEEK_A_PAGE = 30;

/** What is on in the next seven days, or goes on now; one more than a page tells whether there are more. */
const weekAt = (now: Instant, after: PlaceInList | undefined) =>
  manyBy<ActivityDocument>('activities', (as) => [
    liveAtStation(as, weekFrom(now, after), now, [
      { $limit: WEEK_A_PAGE + 1 },
      { $project: Object.fromEntries(CARD_FIELDS.map((field) => [field, 1])) },
    ]),
  ]);

function weekFrom(now: Instant, after: PlaceInList | undefined): readonly Condition[] {
  const week = { start: { $lt: new Date(now + 7 * DAY) } };
  if (!after) return [week];
  const from = new Date(after.order);
  return [
    { start: { ...week.start, $gte: from } },
    { $or: [{ start: { $gt: from } }, { _id: { $gt: after.id } }] },
  ];
}

export const oneStation = direct(
  'stations.view',
  async ({ stationId, place, weekAfter }: Checked<'stations.view'>, now) => {
    const [station] = await findWith(
      'stations',
      [{ match: { _id: stationId } }],
      1,
      ({ ancestors }) =>
        following({ activities: weekAt(now, weekAfter) }, ({ activities }) => ({
          slots: only(many('slots', 'activityId', activities._id), SLOT_CARD_FIELDS),
          above: only(many('stations', '_id', ancestors), ['_id', 'name', 'tier']),
        })),
      [...STATION_CARD_FIELDS, 'address', 'phone', 'facilities', 'photos'],
    );
    if (!station) throw new Refused('NOT_FOUND');
    const { address, phone, openingHours, facilities, photos, activities } = station;
    const today = activities.filter(({ start }) => dayOf(ms(start)) === dayOf(now));
    const week = activities.slice(0, WEEK_A_PAGE);
    const last = week[week.length - 1];
    const path = station.ancestors.flatMap((id) => station.above.filter((s) => s._id === id));
    return {
      ...stationCard(station, today.slice(0, TITLES_SHOWN), place, now),
      address,
      phone,
      openingHours,
      facilities,
      photos,
      path: path.map((s) => ({ id: s._id, name: s.name, tier: s.tier })),
      week: week.map((a) => activityCard(a, station.slots, now)),
      weekNext: activities.length > WEEK_A_PAGE && last ? { order: ms(last.start), id: last._id } : null,
    };
  },
);
