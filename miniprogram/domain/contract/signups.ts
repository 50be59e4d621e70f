import * as v from 'valibot';
import { id, optionalText, placeInList, wholeNumber, type PlaceInList } from '../fields';
import { warnings } from '../signups/person';
import { faces } from '../signups/thanks';
import type { OfferedPlace, PastSignup, SaidOf, SignupResult } from '../signups/views';
import type { VisitsView } from '../visits/views';
import { visitInput } from '../visits/visit';
import { answers, limit, nothing, reads, writes } from './define';
import { CANNOT_COME, NOT_OPEN_NOW, NO_PLACE_TO_CHANGE } from './errors';

/** Warnings that the person has read and accepts. */
const despite = v.optional(v.pipe(v.array(v.picklist(warnings)), v.maxLength(warnings.length)), []);
/** The slot's revision as the phone showed it: whoever saw an older one is told first. */
const revision = wholeNumber(0, 1e6);

const party = wholeNumber(1, 50);

/** Sign-ups. */
export const signups = {
  'signups.take': writes(
    'member',
    'introduced',
    v.strictObject({
      slotId: id,
      /** Stand in line when every place is taken; otherwise a full slot is refused. */
      wait: v.boolean(),
      /** Somebody without a phone whom the caller keeps; left out: the caller. */
      personId: v.optional(id),
      /** How many people come; more than one only to be served. */
      party: v.optional(party, 1),
      despite,
      revision: v.optional(revision),
      /** Where they come to the home. */
      visit: v.optional(visitInput),
      /** The code on the leader's screen: whoever stands before it is late for no deadline. */
      code: v.optional(v.pipe(v.string(), v.maxLength(200))),
    }),
    answers<SignupResult>(),
    [
      ...CANNOT_COME,
      ...NOT_OPEN_NOW,
      'SLOT_FULL',
      'WAITING_LIST_FULL',
      'PARTY_TOO_LARGE',
      'HOUSEHOLD_FULL',
      'VISIT_NEEDED',
      'CHANGED',
      'CODE_INVALID',
      'CODE_EXPIRED',
    ],
  ),
  'signups.cancel': writes(
    'member',
    'account',
    v.strictObject({ signupId: id }),
    answers<{ signupId: string }>(),
    ['NOT_SIGNED_UP', 'DEADLINE_PASSED', 'ALREADY_CHECKED_IN'],
  ),
  /** How many come on it, from now on. */
  'signups.resize': writes(
    'member',
    'account',
    v.strictObject({ signupId: id, party }),
    answers<{ signupId: string; party: number }>(),
    [...NO_PLACE_TO_CHANGE, 'NOT_OPEN', 'NOT_YET_OPEN', 'PARTY_TOO_LARGE', 'HOUSEHOLD_FULL', 'SLOT_FULL'],
  ),
  /** Answers what a person who moved up, or whose slot has changed, is asked. */
  'signups.confirm': writes(
    'member',
    'account',
    v.strictObject({ signupId: id, revision }),
    answers<{ signupId: string }>(),
    ['CANCELLED', 'NOT_SIGNED_UP', 'DEADLINE_PASSED', 'CHANGED', 'NOTHING_TO_CONFIRM'],
  ),
  /** Offers a place in a shift to the team, or takes the offer back. */
  'signups.offer': writes(
    'member',
    'account',
    v.strictObject({ signupId: id, offered: v.boolean() }),
    answers<{ signupId: string; offered: boolean }>(),
    [...NO_PLACE_TO_CHANGE, 'NOT_A_SHIFT'],
  ),
  'signups.offers': reads('member', 'account', nothing, answers<{ offers: OfferedPlace[] }>()),
  /** What the caller signed up for and is over, the latest sign-up first. */
  'signups.history': reads(
    'member',
    'account',
    v.strictObject({
      /** `next` of the page before. */
      before: v.optional(placeInList),
      limit: limit(50),
    }),
    answers<{ past: PastSignup[]; next: PlaceInList | null }>(),
  ),
  /** How it was: one tap, and words if one likes. Said again it replaces what was said. */
  'signups.thank': writes(
    'member',
    'account',
    v.strictObject({ signupId: id, face: v.picklist(faces), words: optionalText(200) }),
    answers<{ signupId: string }>(),
    ['CANCELLED', 'NOT_SIGNED_UP', 'NOT_FINISHED', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  'signups.takeOver': writes(
    'member',
    'introduced',
    v.strictObject({ signupId: id, despite, revision: v.optional(revision) }),
    answers<SignupResult>(),
    [...CANNOT_COME, 'CANCELLED', 'DEADLINE_PASSED', 'CHANGED'],
  ),
  /** The homes to go to, for who leads the activity or has a place in one of its shifts. */
  'signups.visits': reads('member', 'account', v.strictObject({ activityId: id }), answers<VisitsView>()),
  /** To the team that ran it. */
  'signups.said': reads('organizer', 'leader', v.strictObject({ activityId: id }), answers<SaidOf>()),
} as const;
