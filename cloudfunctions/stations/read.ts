import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { Refused } from '#domain/errors';
import { searchGrams } from '#domain/stations/rules';
import { DAY } from '#domain/time';
import { activityCard, SLOT_SECRETS } from '../activities/views';
import { ms } from '../core/clock';
import { _, find, point } from '../core/database';
import { findWith, following, many, only } from '../core/loading';
import { direct } from '../core/use-case';
import { comingAt, stationCard } from './views';

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
      comingAt,
    );
    return { stations: stations.map((s) => stationCard(s, place, now)) };
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
    comingAt,
  );
  const cards = stations.map((s) => stationCard(s, place, now));
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

const UNSHOWN = ['summary', 'risks', 'bring', 'receipts'] as const;

export const oneStation = direct(
  'stations.view',
  async ({ stationId, place }: Checked<'stations.view'>, now) => {
    const [station] = await findWith('stations', [{ match: { _id: stationId } }], 1, ({ _id, ancestors }) =>
      following({ activities: many('activities', 'liveAt', _id, UNSHOWN) }, ({ activities }) => ({
        slots: many('slots', 'activityId', activities._id, SLOT_SECRETS),
        above: only(many('stations', '_id', ancestors), ['_id', 'name', 'tier']),
      })),
    );
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
  },
);
