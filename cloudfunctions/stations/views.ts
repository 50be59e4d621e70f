import { distanceBetween, type Place } from '#domain/geo';
import { openState } from '#domain/stations/rules';
import { dayOf, type Instant } from '#domain/time';
import type { StationCard } from '#domain/stations/views';
import { ms } from '../core/clock';
import { stagesOf, via } from '../core/question';
import type { ActivityDocument, StationDocument } from '../documents';

export type WithActivities = StationDocument & { activities: ActivityDocument[] };

/** Stages that add what is coming at each station; only live activities carry the field. */
export const withActivities = [
  ...stagesOf('activities', via('activities', 'liveAt', '_id', ['summary', 'risks', 'bring', 'receipts'])),
];

const TITLES_SHOWN = 2;

export function stationCard(station: WithActivities, from: Place | undefined, now: Instant): StationCard {
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
