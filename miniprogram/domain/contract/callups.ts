import * as v from 'valibot';
import { answerKinds, LISTS_AT_MOST } from '../callups/rules';
import { callFields, callList, reachField } from '../callups/schemas';
import type { CalledPerson, CallDesk, CallHead, CallView, Preview } from '../callups/views';
import { id, instant, optionalText, wholeNumber } from '../fields';
import { answers, limit, reads, writes } from './define';

const callupId = id;
/** Lists are numbered from 1. */
const list = wholeNumber(1, LISTS_AT_MOST);
const done = answers<{ callupId: string }>();
const answer = {
  callupId,
  list,
  answer: v.picklist(answerKinds),
  /** When they can be there; left out: now. */
  from: v.optional(instant),
};

/** Emergency call-ups. */
export const callups = {
  // ── Who is called ──────────────────────────────────────────────────────────────────────────────
  'callups.view': reads('member', 'account', v.strictObject({ callupId }), answers<CallView>()),
  /** 我来, 去不了, 几点能到, 平安到家: said again it replaces what was said. */
  'callups.answer': writes('member', 'account', v.strictObject(answer), done, ['CALL_OVER', 'NOT_COMING']),

  // ── Who calls ──────────────────────────────────────────────────────────────────────────────────
  /** Those of the caller's stations: open ones, or those that are over, the latest first. */
  'callups.list': reads(
    'organizer',
    'duty',
    v.strictObject({ over: v.optional(v.boolean(), false), limit: limit(50) }),
    answers<{ callups: CallHead[] }>(),
  ),
  'callups.preview': reads(
    'organizer',
    'staff',
    v.strictObject({ stationId: id, reach: reachField }),
    answers<Preview>(),
    ['OUTSIDE_AREA'],
  ),
  'callups.call': writes('organizer', 'staff', v.strictObject({ ...callFields, list: callList }), done, [
    'CONTENT_REFUSED',
    'OUTSIDE_AREA',
  ]),
  /** The next phase: one more list, of whoever is not out already. */
  'callups.add': writes(
    'organizer',
    'staff',
    v.strictObject({ callupId, list: callList }),
    answers<{ callupId: string; list: number }>(),
    ['CONTENT_REFUSED', 'OUTSIDE_AREA', 'CALL_OVER'],
  ),
  /** Who comes is signed up for the shifts of this activity: of a team under the station. */
  'callups.link': writes('organizer', 'staff', v.strictObject({ callupId, list, activityId: id }), done, [
    'CALL_OVER',
    'OUTSIDE_AREA',
    'NOT_IN_THIS_STATE',
    'NOT_A_SHIFT',
  ]),
  'callups.desk': reads('organizer', 'staff', v.strictObject({ callupId }), answers<CallDesk>()),
  'callups.people': reads(
    'organizer',
    'staff',
    v.strictObject({
      callupId,
      list,
      /** toPhone: who has not answered and got no message, least recently telephoned first. */
      which: v.picklist(['coming', 'cannot', 'silent', 'home', 'settled', 'toPhone']),
      skip: v.optional(wholeNumber(0, 100_000), 0),
      limit: limit(50),
    }),
    answers<{ people: CalledPerson[]; more: boolean }>(),
  ),
  /** What somebody said who was telephoned; without an answer: that nobody picked up. */
  'callups.note': writes(
    'organizer',
    'staff',
    v.strictObject({
      callupId,
      list,
      personId: id,
      answer: v.optional(v.picklist(answerKinds)),
      from: v.optional(instant),
    }),
    done,
    ['CALL_OVER', 'NOT_COMING'],
  ),
  /** What became of somebody who has not said that they are home. */
  'callups.settle': writes(
    'organizer',
    'staff',
    v.strictObject({ callupId, list, personId: id, reason: optionalText(100) }),
    done,
    ['NOT_COMING', 'REASON_NEEDED'],
  ),
  'callups.end': writes('organizer', 'staff', v.strictObject({ callupId }), done, ['STILL_OUT']),
} as const;
