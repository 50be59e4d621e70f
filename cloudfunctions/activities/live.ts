import type { Instant } from '#domain/time';
import { _, point } from '../core/database';
import type { ActivityDocument, Venue } from '../documents';

type Live = Pick<ActivityDocument, 'spot' | 'liveAt' | 'liveUntil' | 'unsettled'>;

/**
 * By these a published activity is found on the map, at its station and among those that are not over, and
 * afterwards among those that are to be filed.
 */
export const live = (venue: Venue, end: Instant): Live => ({
  spot: point<NonNullable<Live['spot']>>(venue.place),
  liveUntil: new Date(end),
  unsettled: new Date(end),
  ...(venue.stationId === null ? {} : { liveAt: venue.stationId }),
});

/** The update that makes it be found where it has moved to. */
export const liveAgain = (venue: Venue, end: Instant) => ({
  ...live(venue, end),
  liveAt: venue.stationId ?? _.remove(),
});

/** The update after which nobody finds it any more among what is to come or to be judged. */
export const notLive = () => ({
  spot: _.remove(),
  liveAt: _.remove(),
  liveUntil: _.remove(),
  heldFor: _.remove(),
  unsettled: _.remove(),
});
