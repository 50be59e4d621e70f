import * as v from 'valibot';
import { day, id, optionalText, place, telephone, text, wholeNumber } from '../fields';

/** What staff write about a shop of the 爱心商家联盟. */
export const shopFields = {
  name: text(30),
  category: id,
  address: text(120),
  place,
  phone: telephone,
  /** In plain words: '每天 9:00–21:00'. */
  hours: optionalText(40),
};

/** What a shop offers: nothing is bought, and no money changes hands here. */
export const offerFields = {
  title: text(30),
  what: text(200),
  /** From how many stars on; 0: every registered volunteer. */
  fromStars: wholeNumber(0, 10),
  conditions: optionalText(200),
  /** Last day; left out: until further notice. */
  until: v.optional(day),
};

export const OFFERS_AT_MOST = 20;
export const KEEPERS_AT_MOST = 10;
