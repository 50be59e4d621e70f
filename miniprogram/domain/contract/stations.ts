import * as v from 'valibot';
import { id, place, placeInList, text } from '../fields';
import type { RowReport } from '../stations/import';
import { tiers } from '../stations/types';
import type { Division, StationCard, StationView } from '../stations/views';
import { answers, limit, nothing, reads, writes } from './define';

/** Stations. */
export const stations = {
  'stations.nearby': reads(
    'member',
    'anyone',
    v.strictObject({
      place,
      tier: v.optional(v.picklist(tiers)),
      offer: v.optional(id),
      /** Metres; only stations farther than this: the next page. */
      beyond: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e7))),
      limit: limit(50),
    }),
    answers<{ stations: StationCard[] }>(),
  ),
  'stations.search': reads(
    'member',
    'anyone',
    v.strictObject({ text: text(20), tier: v.optional(v.picklist(tiers)), place: v.optional(place) }),
    answers<{ stations: StationCard[] }>(),
  ),
  /** All 中心 and 所, for choosing a township by hand. */
  'stations.divisions': reads('member', 'anyone', nothing, answers<{ divisions: Division[] }>()),
  'stations.view': reads(
    'member',
    'anyone',
    v.strictObject({
      stationId: id,
      place: v.optional(place),
      /** `weekNext` of the page before. */
      weekAfter: v.optional(placeInList),
    }),
    answers<StationView>(),
  ),
  'stations.import': writes(
    'organizer',
    'duty',
    v.strictObject({ rows: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(500)) }),
    answers<{ written: number; faults: RowReport[] }>(),
  ),
} as const;
