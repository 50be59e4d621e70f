import * as v from 'valibot';
import { claimCodeField } from '../accounts/claims';
import { consentKinds } from '../accounts/consents';
import { idNumberField } from '../accounts/idnumber';
import { freeTimesField, guardianField, relationField, skillsField } from '../accounts/registration';
import type * as account from '../accounts/views';
import { id, instant, mobile, mobileOrNone, optionalText, place, placeInList, text } from '../fields';
import type { HomeView } from '../home/views';
import { personName } from '../names';
import { answers, nothing, reads, writes } from './define';
import { CANNOT_REGISTER, TEAM_CANNOT_ACT } from './errors';

/** Empty: has none. */
const phoneOrNone = v.optional(mobileOrNone, '');
const relative = v.strictObject({ name: personName, phone: phoneOrNone, relation: relationField });

/** Who one is, the home page and 我的. */
export const people = {
  /** Makes the account on first sight and tells the phone what it needs to draw anything at all. */
  'session.open': writes(
    'member',
    'anyone',
    /** The version of what the phone knows of the city. */
    v.strictObject({ knows: v.optional(text(40)) }),
    answers<account.SessionAnswer>(),
  ),
  'account.introduce': writes(
    'member',
    'account',
    v.strictObject({ name: personName, phone: mobile }),
    answers<{ name: string }>(),
    ['CONTENT_REFUSED'],
  ),
  'home.view': reads('member', 'anyone', v.strictObject({ place: v.optional(place) }), answers<HomeView>()),
  'me.view': reads('member', 'account', nothing, answers<account.MeView>()),

  // ── Registration ───────────────────────────────────────────────────────────────────────────────
  /** The number behind the code that WeChat's own button gave; kept nowhere by this. */
  'account.phone': writes(
    'member',
    'account',
    v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
    answers<{ phone: string }>(),
    ['PHONE_UNKNOWN'],
  ),
  'account.register': writes(
    'member',
    'account',
    v.strictObject({
      name: personName,
      phone: mobile,
      idNumber: idNumberField,
      skills: skillsField,
      freeTimes: freeTimesField,
      guardian: v.optional(guardianField),
      consents: v.strictObject({ identity: v.boolean(), location: v.boolean() }),
    }),
    answers<{ number: string }>(),
    [...CANNOT_REGISTER, 'ALREADY_REGISTERED', 'OTHER_PERSON'],
  ),
  'account.update': writes(
    'member',
    'volunteer',
    v.strictObject({ phone: mobile, skills: skillsField, freeTimes: freeTimesField }),
    answers<{ phone: string }>(),
  ),
  /** Given again, or taken back; without that for the ID number (or a minor's guardian's) the registration ends. */
  'account.consent': writes(
    'member',
    'account',
    v.strictObject({ kind: v.picklist(consentKinds), given: v.boolean() }),
    answers<{ registered: boolean }>(),
  ),

  // ── One's own data ─────────────────────────────────────────────────────────────────────────────
  'account.view': reads('member', 'account', nothing, answers<account.AccountView>()),
  'account.export': reads('member', 'account', nothing, answers<account.ExportFacts>()),
  /** Sign-ups the latest first, the ledger from its first line: page by page, nothing twice and nothing left out. */
  'account.exportPage': reads(
    'member',
    'account',
    v.strictObject({
      part: v.picklist(['signups', 'ledger']),
      /** `next` of the page before. */
      after: v.optional(placeInList),
    }),
    answers<account.ExportPage>(),
  ),
  /** Open to anyone, so that sent again by a phone that has no account any more it gets the first answer. */
  'account.delete': writes('member', 'anyone', nothing, answers<{ gone: boolean }>(), [
    'LEADS_A_TEAM',
    'STILL_PRESENT',
  ]),

  // ── Relatives without a phone, kept by the caller ──────────────────────────────────────────────
  'people.list': reads(
    'member',
    'account',
    nothing,
    answers<{ people: readonly account.KeptPerson[]; atMost: number }>(),
  ),
  'people.add': writes('member', 'introduced', relative, answers<{ personId: string }>(), [
    'TOO_MANY_PEOPLE',
    'CONTENT_REFUSED',
  ]),
  'people.edit': writes(
    'member',
    'account',
    v.strictObject({ personId: id, ...relative.entries }),
    answers<{ personId: string }>(),
    ['CONTENT_REFUSED'],
  ),
  'people.remove': writes(
    'member',
    'account',
    v.strictObject({ personId: id }),
    answers<{ personId: string }>(),
    ['STILL_PRESENT'],
  ),

  // ── Volunteers without a phone, registered by a leader ─────────────────────────────────────────
  'people.register': writes(
    'organizer',
    'leader',
    v.strictObject({
      teamId: id,
      name: personName,
      idNumber: idNumberField,
      phone: phoneOrNone,
      skills: skillsField,
      freeTimes: freeTimesField,
      guardian: v.optional(guardianField),
      /** The person has agreed in writing, on paper that the team keeps. */
      consentOnPaper: v.boolean(),
    }),
    answers<account.ClaimCode>(),
    [...CANNOT_REGISTER, ...TEAM_CANNOT_ACT],
  ),
  'people.registered': reads(
    'organizer',
    'leader',
    v.strictObject({ teamId: id }),
    answers<{ people: readonly account.PaperVolunteer[] }>(),
  ),
  /** A new code; the one before is worth nothing any more. */
  'people.code': writes(
    'organizer',
    'leader',
    v.strictObject({ personId: id }),
    answers<account.ClaimCode>(),
  ),
  'people.claim': writes(
    'member',
    'account',
    v.strictObject({ code: claimCodeField }),
    answers<{ name: string; number: string }>(),
    ['CLAIM_INVALID', 'CLAIM_EXPIRED', 'TOO_MANY_TRIES', 'HAS_HISTORY'],
  ),

  // ── An account on a new phone ──────────────────────────────────────────────────────────────────
  /** Answers the same whether there is such an account or not: who it is, staff see face to face. */
  'binding.request': writes(
    'member',
    'account',
    v.strictObject({ name: personName, idNumber: idNumberField }),
    answers<{ at: number }>(),
    ['HAS_HISTORY'],
  ),
  'binding.waiting': reads(
    'organizer',
    'duty',
    nothing,
    answers<{ bindings: readonly account.WaitingBinding[] }>(),
  ),
  'binding.decide': writes(
    'organizer',
    'staff',
    v.strictObject({
      bindingId: id,
      /** When what staff looked at was asked: whoever asks once more may have asked for somebody else. */
      at: v.optional(instant),
      verdict: v.picklist(['confirm', 'refuse']),
      reason: optionalText(100),
    }),
    answers<{ state: 'confirmed' | 'refused' }>(),
    ['ALREADY_DECIDED', 'REASON_NEEDED', 'HAS_HISTORY', 'ALREADY_REGISTERED', 'CONTENT_REFUSED'],
  ),
} as const;
