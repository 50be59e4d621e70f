import { defined } from '#domain/defined';
import { _, point } from '../core/database';
import type { ActivityDocument, Venue } from '../documents';

type Live = Pick<ActivityDocument, 'spot' | 'liveAt'>;

/** By these a published activity is found on the map and at its station. */
export const live = (venue: Venue): Live =>
  defined({
    spot: point<NonNullable<Live['spot']>>(venue.place),
    liveAt: venue.stationId ?? undefined,
  });

/** The update that makes it be found where it has moved to. */
export const liveAgain = (venue: Venue) => ({
  ...live(venue),
  liveAt: venue.stationId ?? _.remove(),
});

/** The update after which nobody finds it any more among what is to come, to be judged or to be filed. */
export const notLive = () => ({
  spot: _.remove(),
  liveAt: _.remove(),
  liveUntil: _.remove(),
  heldFor: _.remove(),
  unsettled: _.remove(),
  toCount: _.remove(),
});
