import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { searchGrams } from '#domain/stations/rules';
import { DAY } from '#domain/time';
import { activityCard, SLOT_SECRETS } from '../activities/views';
import { ms } from '../core/clock';
import { _, aggregate, find, point, type Stage } from '../core/database';
import { stagesOf, via } from '../core/question';
import { direct } from '../core/use-case';
import type { SlotDocument, StationDocument } from '../documents';
import { stationCard, withActivities, type WithActivities } from './views';

/** Nearest first. The next page begins beyond the last distance seen. */
export const nearby = direct('stations.nearby', async ({ place, tier, offer, beyond, limit }, now) => {
  const query = { ...(tier ? { tier } : {}), ...(offer ? { offers: offer } : {}) };
  const stations = await aggregate<WithActivities>(
    'stations',
    [
      {
        geoNear: {
          near: point(place),
          spherical: true,
          distanceField: 'distance',
          key: 'location',
          limit,
          ...(beyond === undefined ? {} : { minDistance: beyond }),
          query,
        },
      },
    ],
    limit,
    withActivities,
  );
  return { stations: stations.map((s) => stationCard(s, place, now)) };
});

const FOUND_AT_MOST = 50;

export const search = direct('stations.search', async ({ text, tier, place }, now) => {
  const wanted = searchGrams(text);
  if (wanted.length === 0) return { stations: [] };
  const stations = await aggregate<WithActivities>(
    'stations',
    [{ match: { grams: _.all(wanted), ...(tier ? { tier } : {}) } }],
    FOUND_AT_MOST,
    withActivities,
  );
  const cards = stations.map((s) => stationCard(s, place, now));
  return { stations: cards.sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0)) };
});

const DIVISIONS_AT_MOST = 1000;

export const divisions = direct('stations.divisions', async () => {
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

type Found = StationDocument & WithActivities & { slots: SlotDocument[]; above: StationDocument[] };

export const view = direct('stations.view', async ({ stationId, place }: Checked<'stations.view'>, now) => {
  const stages: Stage[] = [
    { match: { _id: stationId } },
    ...withActivities,
    ...stagesOf('slots', via('slots', 'activityId', 'activities._id', SLOT_SECRETS)),
    ...stagesOf('above', via('stations', '_id', 'ancestors')),
  ];
  const [station] = await aggregate<Found>('stations', stages, 1);
  if (!station) throw new Refused('NOT_FOUND');
  const { address, phone, openingHours, facilities, photos } = station;
  const week = station.activities
    .filter((a) => ms(a.end) > now && ms(a.start) < now + 7 * DAY)
    .sort((a, b) => ms(a.start) - ms(b.start))
    .map((a) => activityCard(a, station.slots, now));
  const path = station.ancestors.flatMap((id) => station.above.filter((s) => s._id === id));
  return {
    ...stationCard(station, place, now),
    address,
    phone,
    openingHours,
    facilities,
    photos,
    path: path.map((s) => ({ id: s._id, name: s.name, tier: s.tier })),
    week,
  };
});
