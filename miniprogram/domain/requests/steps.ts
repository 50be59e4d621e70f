import * as v from 'valibot';
import { id, instant, optionalText, text } from '../fields';
import { faces } from '../signups/thanks';

/** What people do about a request, by what they are to it; what each step carries. */

const words = text(200);
const optionalWords = optionalText(200);
const kind = <const K extends string>(name: K) => ({ kind: v.literal(name) });

/** Whoever asked, or for whom. */
export const askerStep = v.variant('kind', [
  v.strictObject({ ...kind('answer'), words }),
  v.strictObject({ ...kind('cancel'), words: optionalWords }),
  v.strictObject({ ...kind('confirm'), face: v.optional(v.picklist(faces), 'good'), words: optionalWords }),
  v.strictObject({ ...kind('notDone'), words: optionalWords }),
]);

/** Whoever goes, or wants to. */
export const goerStep = v.variant('kind', [
  v.strictObject({ ...kind('claim') }),
  v.strictObject({ ...kind('still') }),
  v.strictObject({ ...kind('release'), words }),
  v.strictObject({ ...kind('begin') }),
  v.strictObject({ ...kind('finish'), words: optionalWords }),
  v.strictObject({ ...kind('question'), words }),
  v.strictObject({ ...kind('extend'), until: instant, words }),
]);

const GOING_AT_MOST = 10;
const going = v.pipe(v.array(id), v.minLength(1), v.maxLength(GOING_AT_MOST));

/** Leaders of the team that is asked, or has it. */
export const teamStep = v.variant('kind', [
  v.strictObject({ ...kind('accept'), going }),
  v.strictObject({ ...kind('decline'), words }),
  v.strictObject({ ...kind('object'), words }),
  v.strictObject({ ...kind('name'), going }),
  v.strictObject({ ...kind('release'), words }),
  v.strictObject({ ...kind('extend'), until: instant, words }),
]);

/** Endings that a desk gives; double comes of merging. */
export const deskEndings = ['impossible', 'notOurs', 'unneeded', 'refused'] as const;

/** Staff of its areas. */
export const deskStep = v.variant('kind', [
  v.strictObject({ ...kind('pass') }),
  v.strictObject({ ...kind('takeIn') }),
  v.strictObject({ ...kind('handOver'), words: optionalWords }),
  v.strictObject({ ...kind('dispatch'), teamId: id, words: optionalWords }),
  v.strictObject({ ...kind('offer') }),
  v.strictObject({ ...kind('refuse'), ending: v.picklist(deskEndings), words }),
  v.strictObject({ ...kind('question'), words }),
  v.strictObject({ ...kind('extend'), until: instant, words }),
  v.strictObject({ ...kind('takeBack'), words }),
  v.strictObject({ ...kind('judge'), verdict: v.picklist(['agree', 'insist']), words }),
  v.strictObject({ ...kind('merge'), withId: id }),
]);

/** What nobody does: time does, or what has become of those who had it. */
export type SystemStep =
  | { readonly kind: 'rise' | 'timeOut' | 'askStill' | 'letGo' | 'late' | 'unanswered' | 'autoClose' }
  | { readonly kind: 'strand'; readonly who: 'team' | 'holder' | 'asker' };

export type AskerStep = v.InferOutput<typeof askerStep>;
export type GoerStep = v.InferOutput<typeof goerStep>;
export type TeamStep = v.InferOutput<typeof teamStep>;
export type DeskStep = v.InferOutput<typeof deskStep>;
export type Step = AskerStep | GoerStep | TeamStep | DeskStep | SystemStep;
