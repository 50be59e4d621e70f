import type { Instant } from '#domain/time';
import { point } from '../core/database';
import type { ActivityDocument, Venue } from '../documents';

type Live = Pick<ActivityDocument, 'spot' | 'liveAt' | 'liveUntil'>;

/** By these a published activity is found on the map, at its station and among those that are not over. */
export const live = (venue: Venue, end: Instant): Live => ({
  spot: point<NonNullable<Live['spot']>>(venue.place),
  liveUntil: new Date(end),
  ...(venue.stationId === null ? {} : { liveAt: venue.stationId }),
});
