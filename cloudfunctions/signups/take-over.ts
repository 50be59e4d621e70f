import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { personRefusal, warningsFor } from '#domain/signups/person';
import { swapRefusal } from '#domain/signups/rules';
import type { Instant } from '#domain/time';
import type { SignupResult } from '#domain/signups/views';
import { wasThere } from '../attendance/views';
import { _, insert, update } from '../core/database';
import { byId, foundAt, via, type Loaded } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { send } from '../messages/outbox';
import { takenOverMessage } from './messages';
import {
  aboutPerson,
  ACCOUNT_SECRETS,
  askingOf,
  heedWarnings,
  liveFor,
  personOf,
  slotFacts,
  titleOf,
} from './people';
import { ended, holdOf, notEnded } from './places';

const question = ({ signupId }: Checked<'signups.takeOver'>, accountId: string) => ({
  signup: byId('signups', signupId, ['receipts']),
  slot: via('slots', '_id', 'signup.slotId', ['key']),
  activity: via('activities', '_id', 'signup.activityId'),
  attendance: byId('attendances', signupId),
  own: byId('signups', signupIdOf(foundAt('signup.slotId'), accountId)),
  person: byId('accounts', accountId, ACCOUNT_SECRETS),
  ...aboutPerson(accountId),
});
type Q = ReturnType<typeof question>;
type TakingOver = Context<'signups.takeOver', Q>;

interface Scene {
  readonly signup: SignupDocument;
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly own: SignupDocument | undefined;
}

/**
 * A place passes from one teammate to another in one update of the roster: it is never free, and nobody
 * holds it twice. A try that died after it is finished by the next one, or by the repair.
 */
export const takeOver = useCase('signups.takeOver', {
  ask: (input, me) => question(input, me.accountId),

  async run(context) {
    const { loaded, caller, me, nonce, now, reload } = context;
    const scene = sceneOf(loaded);
    const { signup, slot, activity, own } = scene;
    const replay = receiptFor<SignupResult>(own, nonce);
    if (replay) return replay;
    if (!caller.teams.includes(activity.teamId)) throw new Refused('NOT_A_TEAMMATE');
    if (!hasIt(slot, me.accountId, signup, nonce)) {
      refuse(context, scene);
      if (!(await pass(slot, signup, me.accountId, nonce, now))) {
        const again = sceneOf(await reload());
        if (!hasIt(again.slot, me.accountId, signup, nonce)) throw new Refused('NOT_OFFERED');
        const first = receiptFor<SignupResult>(again.own, nonce);
        if (first) return first;
      }
    }
    return finish(scene, me.accountId, nonce, now);
  },
});

function sceneOf({ signup: [signup], slot: [slot], activity: [activity], own: [own] }: Loaded<Q>): Scene {
  if (!signup || !slot || !activity) throw new Refused('NOT_FOUND');
  return { signup, slot, activity, own };
}

/** This very call has been here before, and died. */
function hasIt(
  { roster }: SlotDocument,
  accountId: string,
  { accountId: from }: SignupDocument,
  nonce: string,
) {
  return roster[accountId]?.from === from && roster[accountId].nonce === nonce;
}

function refuse(context: TakingOver, { signup, slot, activity }: Scene): void {
  const { input, loaded, settings, me, now } = context;
  if (slot.roster[me.accountId]) throw new Refused('ALREADY_SIGNED_UP');
  const held = { state: signup.state, present: wasThere(loaded.attendance[0]) };
  const refused = swapRefusal(held, slotFacts(slot, activity, []), now);
  // Whoever would take it need not know how it was given up.
  if (refused)
    throw new Refused(refused === 'CANCELLED' || refused === 'DEADLINE_PASSED' ? refused : 'NOT_OFFERED');
  if (slot.roster[signup.accountId]?.offered !== true) throw new Refused('NOT_OFFERED');
  const asking = askingOf(slot, activity);
  const person = personOf(loaded.person[0] ?? null, loaded);
  const cannot = personRefusal(asking, person, settings, now);
  if (cannot) {
    throw new Refused(cannot.code, { ...cannot.details, ...titleOf(cannot.withSlotId, loaded) });
  }
  if (input.revision !== undefined && input.revision !== slot.revision) throw new Refused('CHANGED');
  heedWarnings(warningsFor(asking, person, settings), input.despite, loaded);
}

/** From one name in the roster to another; false when it is no longer offered. */
async function pass(
  slot: SlotDocument,
  { accountId: from }: SignupDocument,
  to: string,
  nonce: string,
  now: Instant,
): Promise<boolean> {
  const offered = { _id: slot._id, [`roster.${from}.offered`]: true, [`roster.${to}`]: _.exists(false) };
  const hold = { ...holdOf({ party: 1, revision: slot.revision }, nonce, now), from };
  const data = { [`roster.${from}`]: _.remove(), [`roster.${to}`]: _.set(hold), touchedAt: hold.at };
  return (await update('slots', offered, data)) === 1;
}

/** Told first, then written: nobody loses a place without knowing. */
async function finish(
  { signup, slot, activity, own }: Scene,
  accountId: string,
  nonce: string,
  now: Instant,
): Promise<SignupResult> {
  await send([takenOverMessage(signup, slot, activity, now)]);
  await endSwapped(signup, now);
  const result: SignupResult = {
    signupId: signupIdOf(slot._id, accountId),
    slotId: slot._id,
    state: 'confirmed',
    ahead: null,
  };
  const at = new Date(now);
  const { revision, activityId } = slot;
  const live = { accountId, party: 1, revision, state: 'confirmed' as const, at, tellAt: at };
  if (own) {
    const bare = { bookedBy: _.remove(), waitingFor: _.remove(), ...notEnded() };
    const again = { ...live, ...bare, liveFor: _.set([accountId]), receipts: keepReceipt(nonce, result) };
    await update('signups', { _id: own._id, state: _.neq('confirmed') }, again);
    return result;
  }
  const fresh = { _id: result.signupId, slotId: slot._id, activityId, receipts: [receipt(nonce, result)] };
  await insert('signups', { ...fresh, ...live, liveFor: liveFor(accountId, undefined) });
  return result;
}

/** The record of a place that a teammate has taken over. */
export const endSwapped = (signup: Pick<SignupDocument, '_id'>, now: Instant): Promise<number> =>
  update('signups', { _id: signup._id, state: 'confirmed' }, ended('swapped', now));
