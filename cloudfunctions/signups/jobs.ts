import { announceSignups } from './announce';
import { lapsePlaces } from './lapse';
import { remindHolders } from './remind';
import { repairPlaces } from './repair';

/** What the system does of this area by itself. */
export const signupSweeps = {
  lapse: lapsePlaces,
  repair: repairPlaces,
  tellSignedUp: announceSignups,
  remind: remindHolders,
};
