import type { OfferedPlace } from '../../../domain/signups/views';
import { spokenName } from '../../../domain/stations/rules';
import { span } from '../../../services/format';

export interface OfferRow {
  readonly signupId: string;
  readonly activityId: string;
  readonly from: string;
  readonly title: string;
  readonly slotName: string;
  readonly time: string;
  readonly venue: string;
}

export const offerRow = (place: OfferedPlace, now: number): OfferRow => ({
  signupId: place.signupId,
  activityId: place.activityId,
  from: `${place.from}来不了，想请队友接替`,
  title: place.title,
  slotName: place.slotName,
  time: span(place, now),
  venue: spokenName(place.venue.name),
});
