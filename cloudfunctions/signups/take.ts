import { isByLeader, parseCode } from '#domain/attendance/code';
import { claimOf, momentOf } from '#domain/attendance/moment';
import { scanRefusal } from '#domain/attendance/told';
import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf, Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { lineOf } from '#domain/signups/line';
import { warnings } from '#domain/signups/person';
import {
  householdRefusal,
  signupStatus,
  takeRefusal,
  withoutHold,
  type SlotFacts,
} from '#domain/signups/rules';
import type { SignupResult } from '#domain/signups/views';
import { visitRefusal } from '#domain/visits/visit';
import { ACTIVITY_BULK } from '../activities/views';
import { roundsOf } from '../attendance/views';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { following, ME, needed, one, only } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { Hold, SignupDocument } from '../documents';
import { holdsIn, itsPerson } from './held';
import { asHouseholdWas, householdHolds, householdLookUps, isAlone } from './household';
import { linesFor } from './line';
import { aboutPerson, personOf, slotFacts, withTitle } from './people';
import { bookingIn, confirmWaiting, dropsIn, signupResult, writeSignup, type Booking } from './record';
import { giveBack, holdOf, keepPlace, takePlace } from './roster';

const aboutTaking = ({ slotId }: Checked<'signups.take'>, accountId: string) => ({
  ...following(
    following(householdLookUps(), ({ kin }) => ({
      slot: needed(holdsIn(slotId, [accountId, ME, kin._id])),
    })),
    ({ slot }) => ({
      activity: needed(one('activities', slot.activityId, ACTIVITY_BULK)),
      team: only(one('teams', slot.teamId), ['codes']),
    }),
  ),
  proof: only(one('slots', slotId), ['key']),
  signup: one('signups', signupIdOf(slotId, accountId)),
  ...aboutPerson(accountId),
  lines: linesFor(slotId),
});
type Taking = Context<'signups.take', ReturnType<typeof aboutTaking>>;

/**
 * A place is held by the slot's roster alone, taken in one conditional update; the sign-up is its
 * record. Should the process die between the two, the next try with the same nonce finds its name in the
 * roster, and if none comes the repair writes the record (I1, I7).
 */
export const takeSignup = useCase('signups.take', {
  ask: (input, me) => aboutTaking(input, input.personId ?? me.accountId),
  subject: itsPerson,

  async run(context) {
    let { loaded } = context;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const taken = await tryToTake(context, loaded);
      if (taken) return taken;
      loaded = await context.reload();
    }
    throw new Refused('CONFLICT');
  },
});

/** As many as make it certain that somebody who sees a free place and loses it each time is only unlucky. */
const TRIES = 5;

/** Null where the place has just gone, to somebody else or to this person's own other tap: then all is decided anew. */
async function tryToTake(context: Taking, loaded: Taking['loaded']): Promise<SignupResult | null> {
  const { input, settings, me, nonce, now, reload } = context;
  const { slot, activity, person, signup: before } = loaded;
  const replay = receiptFor<SignupResult>(before, nonce);
  if (replay) return replay;

  const held = slot.roster[person._id];
  const line = lineOf(loaded.lines, slot._id);
  const facts = slotFacts(slot, activity, line);
  refuseIf(visitRefusal({ start: ms(slot.start), end: ms(slot.end), home: slot.home }, input.visit));
  const open = held ? withoutHold(facts, held.party) : facts;
  const { code } = input;
  if (code !== undefined) refuseIf(codeRefusal(code, context, loaded));
  const there = code !== undefined;
  const status = signupStatus(open, personOf(person, loaded), input.party, settings, now, there);
  // Whoever holds the place has been told everything before.
  const wish = held ? { wait: input.wait, despite: warnings } : input;
  refuseIf(withTitle(takeRefusal(status, facts, wish), loaded));
  if (!held) refuseIf(householdRefusal(facts, householdHolds(loaded, me.accountId), input.party, settings));

  const wished = bookingFor(context, loaded);
  const free = held !== undefined || status.status === 'FREE';
  const hold = free ? await holdPlace(context, loaded, wished) : undefined;
  if (free && !hold) return null;
  const booking = hold ? bookingIn(wished, hold) : wished;
  const result = signupResult(slot._id, person._id, hold ? null : line.many);
  if (await writeSignup({ slot, booking, result, at: new Date(now), nonce }, before)) {
    if (!hold) await waitWithinShare(context, loaded, facts);
    return result;
  }
  return settleTwin(context, result, booking, (await reload()).signup);
}

/** Whoever is there scans what turns on the leader's screen: paper, or a picture from before, proves nothing. */
function codeRefusal(text: string, { settings, now }: Taking, { slot, team, proof }: Taking['loaded']) {
  const code = parseCode(text);
  if (!code) return { code: 'CODE_INVALID' } as const;
  const genuine = code.slotId === slot._id && isByLeader(code, proof?.key ?? '', roundsOf(team));
  const moment = momentOf(code.step, claimOf({}), settings.attendance, now);
  const { _id: slotId, activityId } = slot;
  return scanRefusal({ genuine, moment, slotId, activityId, expected: true });
}

/** As wished for. */
function bookingFor({ input, me }: Taking, { slot, person }: Taking['loaded']): Booking {
  const bookedBy = person._id === me.accountId ? undefined : me.accountId;
  const { party, visit: home } = input;
  const visit = home && { ...home, at: new Date(home.at) };
  return defined({ accountId: person._id, party, revision: slot.revision, bookedBy, visit });
}

/** The place in the roster, if there is one for this person now. */
async function holdPlace(
  { me, nonce, now }: Taking,
  loaded: Taking['loaded'],
  wished: Booking,
): Promise<Hold | undefined> {
  const { slot } = loaded;
  const { accountId } = wished;
  // Our own, taken by a try that died before it could be recorded, or by another tap that has not done so yet.
  const held = slot.roster[accountId];
  if (held) return (await keepPlace(slot, accountId, now)) ? held : undefined;
  const hold = holdOf(wished, nonce, now);
  return (await takePlace(slot, accountId, hold, asHouseholdWas(loaded, me.accountId))) ? hold : undefined;
}

/**
 * Of a household whose people ask to wait at the same moment none knows of the others: who sees afterwards that they are
 * too many takes back what they have asked. Sent again, it is decided anew.
 */
async function waitWithinShare(
  { input, settings, me, reload }: Taking,
  before: Taking['loaded'],
  facts: SlotFacts,
): Promise<void> {
  if (facts.kind === 'shift' || isAlone(before, me.accountId)) return;
  const found = await reload();
  if (!householdRefusal(facts, householdHolds(found, me.accountId), input.party, settings)) return;
  const waiting = { _id: signupIdOf(facts.id, before.person._id), state: 'waiting' };
  const receipts = _.set(before.signup?.receipts ?? []);
  const back = { state: 'cancelled', ...dropsIn('cancelled'), receipts };
  if ((await update('signups', waiting, back)) === 1) throw new Refused('CONFLICT');
}

/** The same person's other tap was quicker to write: its answer stands, unless it did not know of the place. */
async function settleTwin(
  { loaded: { slot }, nonce, now }: Taking,
  result: SignupResult,
  booking: Booking,
  written: SignupDocument | undefined,
): Promise<SignupResult> {
  if (result.state === 'confirmed' && written?.state === 'waiting') {
    await confirmWaiting(written, booking);
    return result;
  }
  const first = receiptFor<SignupResult>(written, nonce);
  if (!first) throw new Refused('ALREADY_SIGNED_UP');
  if (written?.state === 'cancelled')
    await giveBack(slot, booking.accountId, { nonce, party: booking.party }, now);
  return first;
}
