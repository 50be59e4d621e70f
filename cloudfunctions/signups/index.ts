import { announceSignups } from './announce';
import { cancelSignup } from './cancel';
import { confirmPlace } from './confirm';
import { lapsePlaces } from './lapse';
import { offeredPlaces, offerPlace } from './offer';
import { remindHolders } from './remind';
import { repairPlaces } from './repair';
import { resizeSignup } from './resize';
import { takeOverPlace } from './take-over';
import { takeSignup } from './take';

/** The actions of this area, all in the function for members. */
export const memberSignups = [
  takeSignup,
  cancelSignup,
  resizeSignup,
  confirmPlace,
  offerPlace,
  offeredPlaces,
  takeOverPlace,
];

export const signupSweeps = {
  lapse: lapsePlaces,
  repair: repairPlaces,
  tellSignedUp: announceSignups,
  remind: remindHolders,
};
