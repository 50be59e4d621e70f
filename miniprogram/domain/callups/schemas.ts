import * as v from 'valibot';
import { id, optionalText, place, telephone, text, wholeNumber } from '../fields';
import { NEAR_AT_MOST } from './rules';

/** Whom a list calls: members of the teams at home under a station, of one team, or of the teams near a place. */
export const reachField = v.variant('kind', [
  v.strictObject({ kind: v.literal('area'), areaId: id }),
  v.strictObject({ kind: v.literal('team'), teamId: id }),
  v.strictObject({ kind: v.literal('near'), place, metres: wholeNumber(100, NEAR_AT_MOST) }),
]);
export type Reach = v.InferOutput<typeof reachField>;

export const skillsWanted = v.optional(v.pipe(v.array(id), v.maxLength(10)), []);

/** What a list is: a phase of the work, and whom it calls. */
export const listFields = { name: text(12), skills: skillsWanted, reach: reachField };
export const callList = v.strictObject(listFields);
export type CallListInput = v.InferOutput<typeof callList>;

export const callFields = {
  /** Who calls: a station where the caller serves, or one under it. */
  stationId: id,
  title: text(20),
  words: text(200),
  /** An exercise: everything that people read says so. */
  drill: v.boolean(),
  /** Whom to ask. */
  phone: telephone,
  /** Where to come. */
  venue: v.strictObject({ name: text(30), address: optionalText(60), place }),
};
