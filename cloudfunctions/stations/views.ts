import { distanceBetween, type Place } from '#domain/geo';
import { openState } from '#domain/stations/rules';
import { dayOf, type Instant } from '#domain/time';
import type { StationCard } from '#domain/stations/views';
import { ms } from '../core/clock';
import { many, only, type At, type FieldOf } from '../core/loading';
import type { ActivityDocument, StationDocument } from '../documents';

/** What a list says of an activity. */
const LISTED = ['title', 'start', 'end'] as const satisfies readonly FieldOf<ActivityDocument>[];
type Listed = Pick<ActivityDocument, (typeof LISTED)[number]>;

/** What is coming at a station; only live activities carry the field. */
export const comingAt = ({ _id }: { readonly _id: At<string> }) => ({
  activities: only(many('activities', 'liveAt', _id), LISTED),
});

const TITLES_SHOWN = 2;

type Station = StationDocument & { readonly activities: readonly Listed[] };

export function stationCard(station: Station, from: Place | undefined, now: Instant): StationCard {
  const today = station.activities
    .filter((a) => dayOf(ms(a.start)) === dayOf(now) && ms(a.end) > now)
    .sort((a, b) => ms(a.start) - ms(b.start));
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
    today: today.slice(0, TITLES_SHOWN).map((a) => a.title),
  };
}
