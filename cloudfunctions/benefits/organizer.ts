import { dismissKeeper, inviteKeeper } from './keepers';
import { managedShops, pauseShop, saveShop } from './manage';
import { endOffer, saveOffer } from './offers';

/** What the function for leaders and staff runs of this area. */
export const organizerBenefits = [
  managedShops,
  saveShop,
  pauseShop,
  saveOffer,
  endOffer,
  inviteKeeper,
  dismissKeeper,
];
