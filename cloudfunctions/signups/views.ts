import type { Caller } from '#domain/accounts/access';
import { confirmReason, isAhead, type Agreement } from '#domain/signups/answers';
import { lineOf, type LineOfSlot } from '#domain/signups/line';
import {
  householdRefusal,
  largestPartyBeside,
  largestResize,
  signupStatus,
  swapRefusal,
} from '#domain/signups/rules';
import type { Person } from '#domain/signups/person';
import type { Settings } from '#domain/settings';
import type { ConfirmationAsked, SlotStatus, MySignup } from '#domain/signups/views';
import type { Visit } from '#domain/visits/visit';
import { MINUTE, type Instant } from '#domain/time';
import type { SlotOffer } from '#domain/activities/page';
import { announcedSlot, asHeldIn } from '../activities/off';
import { presenceOf, wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { following, many } from '../core/loading';
import type {
  AccountDocument,
  ActivityDocument,
  AttendanceDocument,
  SignupDocument,
  SlotDocument,
} from '../documents';
import { ACTIVITY_BULK, slotCard, SLOT_SECRETS } from '../activities/views';
import { ACCOUNT_SECRETS, slotFacts, titleOf } from './people';

/** The caller's live sign-ups, and those they made for others, with all that belongs to them. */
export const liveSignups = (accountId: string) =>
  following({ mine: many('signups', 'liveFor', accountId, ['receipts']) }, ({ mine }) => ({
    mySlots: many('slots', '_id', mine.slotId, SLOT_SECRETS),
    myActivities: many('activities', '_id', mine.activityId, ACTIVITY_BULK),
    myAttendances: many('attendances', '_id', mine._id, ['receipts']),
    myPeople: many('accounts', '_id', mine.accountId, ACCOUNT_SECRETS),
  }));

export interface LiveSignups {
  readonly mine: readonly SignupDocument[];
  readonly mySlots: readonly SlotDocument[];
  readonly myActivities: readonly ActivityDocument[];
  readonly myAttendances: readonly AttendanceDocument[];
  readonly myPeople: readonly AccountDocument[];
}

/** Soonest first. A sign-up whose slot or activity is gone is left out. */
export function mySignups(
  found: LiveSignups,
  caller: Pick<Caller, 'accountId'>,
  settings: Settings,
  now: Instant,
): MySignup[] {
  const views = found.mine.flatMap((signup) => {
    const slot = found.mySlots.find((s) => s._id === signup.slotId);
    const activity = found.myActivities.find((a) => a._id === signup.activityId);
    if (!slot || !activity) return [];
    const own = signup.accountId === caller.accountId;
    const name = found.myPeople.find((p) => p._id === signup.accountId)?.name ?? '';
    const person = own ? null : { accountId: signup.accountId, name };
    const attendance = found.myAttendances.find((a) => a._id === signup._id);
    return [{ ...mySignup(signup, slot, activity, attendance, settings, now), person }];
  });
  return views.sort((a, b) => a.start - b.start);
}

function mySignup(
  signup: SignupDocument,
  slot: SlotDocument,
  activity: ActivityDocument,
  attendance: AttendanceDocument | undefined,
  settings: Settings,
  now: Instant,
): Omit<MySignup, 'person'> {
  const { name, address, place } = activity.venue;
  const { state: activityState } = asHeldIn(activity, slot._id);
  const held = { state: signup.state, present: wasThere(attendance) };
  return {
    signupId: signup._id,
    slotId: slot._id,
    activityId: activity._id,
    kind: slot.kind,
    title: activity.title,
    slotName: slot.name,
    venue: { name, address, place },
    start: ms(slot.start),
    end: ms(slot.end),
    state: signup.state === 'waiting' ? 'waiting' : 'confirmed',
    activityState: activityState === 'cancelled' ? 'cancelled' : 'published',
    presence: presenceOf(attendance),
    mode: activity.mode,
    checkInFrom: ms(slot.start) - settings.attendance.opensMinutesBefore * MINUTE,
    cancelUntil: ms(slot.start),
    lateFrom: activity.signupUntil ? ms(activity.signupUntil) : null,
    party: signup.party,
    revision: slot.revision,
    asked: activityState === 'published' ? askedOf(signup, slot, now) : null,
    offered: signup.offeredFor !== undefined,
    visit: visitOf(signup),
    canOffer: swapRefusal(held, slotFacts(slot, activity), now) === null,
  };
}

/** The home as it was said. */
export const visitOf = ({ visit }: Pick<SignupDocument, 'visit'>): Visit | null =>
  visit ? { ...visit, at: ms(visit.at) } : null;

/** As the rules see what a holder agreed to. */
export const agreementOf = ({
  state,
  revision,
  confirmBy,
}: Pick<SignupDocument, 'state' | 'revision' | 'confirmBy'>): Agreement => ({
  state,
  revision,
  confirmBy: confirmBy ? ms(confirmBy) : null,
});

export function askedOf(signup: SignupDocument, slot: SlotDocument, now: Instant): ConfirmationAsked | null {
  const agreed = agreementOf(signup);
  const question = confirmReason(agreed, { start: ms(slot.start), revision: slot.revision }, now);
  if (question === null) return null;
  if (question === 'PROMOTED') return { question, by: agreed.confirmBy, was: null };
  return { question, by: null, was: earlierFor(agreed.revision, slot) };
}

/** As it was when its holder agreed to it. */
function earlierFor(revision: number, { earlier = [] }: SlotDocument): ConfirmationAsked['was'] {
  const agreed = earlier.find((one) => one.revision === revision);
  return agreed ? { start: ms(agreed.start), end: ms(agreed.end), venue: agreed.venue } : null;
}

/** What the page of an activity has to know of the caller and of their team. */
export interface Around extends LiveSignups {
  readonly attended: readonly AttendanceDocument[];
  readonly lines: readonly LineOfSlot[];
  readonly offers: readonly SignupDocument[];
  readonly offerers: readonly AccountDocument[];
}

/** A slot with what this person can do about it now. */
export function slotOffer(
  slot: SlotDocument,
  activity: ActivityDocument,
  around: Around,
  me: { caller: Caller; person: Person; signups: readonly MySignup[] },
  settings: Settings,
  now: Instant,
): SlotOffer {
  const line = lineOf(around.lines, slot._id);
  const facts = slotFacts(slot, activity, line);
  const here = me.signups
    .filter((m) => m.slotId === slot._id)
    .map((m) => ({ ...m, partyAtMost: largestResize(heldBy(m), facts, settings, now) }));
  const own = me.caller.accountId ?? '';
  const booked = bookedAt(slot, around);
  const others = booked.filter(({ accountId }) => accountId !== own);
  // Who asks for themselves is told before they tap that the household has its share.
  const full = householdRefusal(facts, peopleIn(others), 1, settings);
  const status = statusOf(signupStatus(facts, me.person, 1, settings, now), around);
  return {
    ...slotCard(slot, activity),
    status:
      full && status.status !== 'NO'
        ? { status: 'NO', code: full.code, details: full.details ?? {} }
        : status,
    partyAtMost: largestPartyBeside(facts, peopleIn(booked), settings),
    waiting: line.many,
    mine: here.find((m) => m.person === null) ?? null,
    others: here.filter((m) => m.person !== null),
    offers: offersOf(slot, activity, around, me.caller, now),
  };
}

/** Of a household: the caller's places and those of their relatives; whom a team registered is none of them. */
const bookedAt = ({ _id }: SlotDocument, { mine, myPeople }: LiveSignups) =>
  mine.filter(
    ({ slotId, accountId }) =>
      slotId === _id && myPeople.find((person) => person._id === accountId)?.keptByTeam === undefined,
  );

const peopleIn = (booked: readonly Pick<SignupDocument, 'party'>[]): number =>
  booked.reduce((sum, { party }) => sum + party, 0);

const heldBy = ({ state, party, presence }: MySignup) => ({
  state,
  party,
  present: presence.state !== 'expected',
});

function statusOf(status: ReturnType<typeof signupStatus>, around: LiveSignups): SlotStatus {
  if (status.status === 'NO') {
    const { code, details, withSlotId } = status;
    return { status: 'NO', code, details: { ...details, ...titleOf(withSlotId, around) } };
  }
  const warnings = status.warnings.map(({ code, withSlotId }) => ({ code, ...titleOf(withSlotId, around) }));
  return { status: status.status, warnings };
}

/** Only teammates see who offers a place. */
function offersOf(
  slot: SlotDocument,
  activity: ActivityDocument,
  around: Around,
  caller: Caller,
  now: Instant,
) {
  const ahead = isAhead(announcedSlot(slot, activity), now);
  if (!caller.teams.includes(activity.teamId) || !ahead) return [];
  return around.offers
    .filter((s) => s.slotId === slot._id && s.accountId !== caller.accountId)
    .map((s) => ({
      signupId: s._id,
      from: around.offerers.find((a) => a._id === s.accountId)?.name ?? '',
    }));
}
