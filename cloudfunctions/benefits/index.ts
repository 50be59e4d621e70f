import { joinShop, keptShops, leaveShop } from './keeper';
import { dismissKeeper, inviteKeeper } from './keepers';
import { managedShops, pauseShop, saveShop } from './manage';
import { endOffer, saveOffer } from './offers';
import { myGifts, oneShop, shopList } from './read';
import { checkVisitor, giveOffer } from './visit';

/** The actions of this area, by the function that they run in. */
export const memberBenefits = [
  shopList,
  oneShop,
  myGifts,
  keptShops,
  joinShop,
  leaveShop,
  checkVisitor,
  giveOffer,
];

export const organizerBenefits = [
  managedShops,
  saveShop,
  pauseShop,
  saveOffer,
  endOffer,
  inviteKeeper,
  dismissKeeper,
];
