import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { signupStatus } from '#domain/signups/rules';
import type { Instant } from '#domain/time';
import type { SignupResult } from '#domain/signups/views';
import { insert, update, _ } from '../core/database';
import { byId, having, via, type Loaded } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { AccountDocument, ActivityDocument, Hold, SignupDocument, SlotDocument } from '../documents';
import {
  aboutPerson,
  ACCOUNT_SECRETS,
  actFor,
  heedWarnings,
  liveFor,
  personOf,
  slotFacts,
  titleOf,
} from './people';
import { confirmWaiting, holdOf, keepPlace, notEnded, takePlace } from './places';

const question = ({ slotId }: Checked<'signups.take'>, accountId: string) => ({
  slot: byId('slots', slotId, ['key']),
  activity: via('activities', '_id', 'slot.activityId'),
  signup: byId('signups', signupIdOf(slotId, accountId)),
  person: byId('accounts', accountId, ACCOUNT_SECRETS),
  ...aboutPerson(accountId),
  waiting: having('signups', 'waitingFor', slotId, ['receipts', 'liveFor', 'activityId', 'accountId']),
});
type Q = ReturnType<typeof question>;
type Taking = Context<'signups.take', Q>;

/** What is to happen: who comes, how many, who booked, and where. */
interface Wish {
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly before: SignupDocument | undefined;
  readonly signup: Pick<SignupDocument, 'accountId' | 'party' | 'revision' | 'bookedBy' | 'confirmBy'>;
}

/**
 * A place is held by the slot's roster alone, taken in one conditional update; the sign-up is its
 * record. Should the process die between the two, the next try with the same nonce finds its name in the
 * roster, and if none comes the repair writes the record (I1, I7).
 */
export const take = useCase('signups.take', {
  ask: (input, me) => question(input, input.personId ?? me.accountId),

  async run(context) {
    const { input, loaded, caller, nonce, now, reload } = context;
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    const [person] = loaded.person;
    const [before] = loaded.signup;
    if (!slot || !activity || !person) throw new Refused('NOT_FOUND');
    actFor(caller, person);
    const replay = receiptFor<SignupResult>(before, nonce);
    if (replay) return replay;

    const free = mayTake(context, slot, activity, person);
    // Our own place, taken by a try that died before it could be recorded.
    let held = slot.roster[person._id];
    let confirmed = held
      ? await keepPlace(slot, person._id, now)
      : free && (await takePlace(slot, person._id, holdOf(signupOf(context, slot, person), nonce, now)));
    if (!confirmed && (held || !input.wait)) {
      // The place is gone: to somebody else, or to this person's own other tap.
      held = (await reload()).slot[0]?.roster[person._id];
      confirmed = held !== undefined;
      if (!confirmed && !input.wait) throw full(loaded, slot);
    }
    const wish = { slot, activity, before, signup: signupOf(context, slot, person, held) };
    const result: SignupResult = {
      signupId: signupIdOf(slot._id, person._id),
      slotId: slot._id,
      state: confirmed ? 'confirmed' : 'waiting',
      ahead: confirmed ? null : loaded.waiting.length,
    };
    if (await record(result, wish, nonce, now)) return result;
    return settleTwin(result, wish, (await reload()).signup[0], nonce);
  },
});

const full = ({ waiting }: Loaded<Q>, slot: SlotDocument): Refused =>
  new Refused('SLOT_FULL', { waiting: waiting.length, left: slot.capacity - slot.taken });

/** Whether places can be taken now; false where one can wait, refused where not even that. */
function mayTake(
  { input, loaded, settings, now }: Taking,
  slot: SlotDocument,
  activity: ActivityDocument,
  person: AccountDocument,
): boolean {
  const facts = slotFacts(slot, activity, loaded.waiting);
  const held = slot.roster[person._id];
  // For who holds a place already, that place is free and nobody stands before them.
  const own = held ? { taken: facts.taken - held.party, waiting: [] } : {};
  const status = signupStatus({ ...facts, ...own }, personOf(person, loaded), input.party, settings, now);
  if (status.status === 'NO') {
    throw new Refused(status.code, { ...status.details, ...titleOf(status.withSlotId, loaded) });
  }
  if (!held && input.revision !== undefined && input.revision !== slot.revision) throw new Refused('CHANGED');
  if (status.status === 'FULL' && !input.wait) throw full(loaded, slot);
  if (!held) heedWarnings(status.warnings, input.despite, loaded);
  return status.status === 'FREE';
}

/** As wished for; of a place held already, as it came. */
function signupOf(
  { input, me }: Taking,
  slot: SlotDocument,
  person: AccountDocument,
  held?: Hold,
): Wish['signup'] {
  const own = person._id === me.accountId ? {} : { bookedBy: me.accountId };
  const { party, revision, bookedBy, confirmBy } = held ?? {
    party: input.party,
    revision: slot.revision,
    confirmBy: undefined,
    bookedBy: undefined,
    ...own,
  };
  return {
    accountId: person._id,
    party,
    revision,
    ...(bookedBy === undefined ? {} : { bookedBy }),
    ...(confirmBy === undefined ? {} : { confirmBy }),
  };
}

/** The same person's other tap was quicker to write: its answer stands, unless it did not know of the place. */
async function settleTwin(
  result: SignupResult,
  { signup }: Wish,
  written: SignupDocument | undefined,
  nonce: string,
): Promise<SignupResult> {
  if (result.state === 'confirmed' && written?.state === 'waiting') {
    await confirmWaiting(written, signup);
    return result;
  }
  const first = receiptFor<SignupResult>(written, nonce);
  if (!first) throw new Refused('ALREADY_SIGNED_UP');
  return first;
}

/** False when another call of the same person has written first. */
async function record(result: SignupResult, wish: Wish, nonce: string, now: Instant): Promise<boolean> {
  const { slot, before, signup } = wish;
  const at = new Date(now);
  const live = {
    ...signup,
    state: result.state,
    at,
    liveFor: liveFor(signup.accountId, signup.bookedBy),
    ...(result.state === 'waiting' ? { waitingFor: slot._id } : { tellAt: at }),
  };
  if (before) {
    const bookedBy = signup.bookedBy ?? _.remove();
    const again = { ...live, bookedBy, ...notEnded(), receipts: keepReceipt(nonce, result) };
    const data = { ...again, liveFor: _.set(live.liveFor) };
    return (await update('signups', { _id: before._id, state: 'cancelled' }, data)) === 1;
  }
  const { activityId } = slot;
  const fresh = { _id: result.signupId, slotId: slot._id, activityId, receipts: [receipt(nonce, result)] };
  return (await insert('signups', { ...fresh, ...live })) === 'INSERTED';
}
