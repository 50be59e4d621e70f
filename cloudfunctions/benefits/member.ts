import { joinShop, keptShops, leaveShop } from './keeper';
import { myGifts, oneShop, shopList } from './read';
import { checkVisitor, giveOffer } from './visit';

/** What the function for everybody runs of this area. */
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
