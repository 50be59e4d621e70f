import { cancelSignup } from './cancel';
import { confirmPlace } from './confirm';
import { offeredPlaces, offerPlace } from './offer';
import { resizeSignup } from './resize';
import { takeOverPlace } from './take-over';
import { takeSignup } from './take';
import { pastSignups, thankForIt } from './thanks';
import { homeVisits } from './visits';

/** What the function for everybody runs of this area. */
export const memberSignups = [
  takeSignup,
  cancelSignup,
  resizeSignup,
  confirmPlace,
  offerPlace,
  offeredPlaces,
  takeOverPlace,
  pastSignups,
  thankForIt,
  homeVisits,
];
