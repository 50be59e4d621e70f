import { Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { signupStatus, type Mine, type SlotFacts } from '#domain/signups/rules';
import type { Instant } from '#domain/time';
import type { SignupResult } from '#domain/views';
import { ms } from '../core/clock';
import { insert, update } from '../core/database';
import { byId, countOf, having, via } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { confirmWaiting, keepPlace, takePlace } from './places';

/**
 * A place is held by the slot's roster alone, taken in one conditional update; the sign-up is its
 * record. Should the process die between the two, the next try with the same nonce finds its name in the
 * roster, and if none comes the repair job writes the record (I1, I7).
 */
export const take = useCase('signups.take', {
  ask: ({ slotId }, me) => ({
    slot: byId('slots', slotId, ['key']),
    activity: via('activities', '_id', 'slot.activityId'),
    signup: byId('signups', signupIdOf(slotId, me.accountId)),
    mine: having('signups', 'liveFor', me.accountId),
    mySlots: via('slots', '_id', 'mine.slotId', ['roster', 'key', 'receipts']),
    myActivities: via('activities', '_id', 'mine.activityId', ['summary', 'risks', 'receipts']),
    waiting: countOf('signups', 'waitingFor', slotId),
  }),

  async run({ input, loaded, settings, me, nonce, now, reload }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    const [signup] = loaded.signup;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    const replay = receiptFor<SignupResult>(signup, nonce);
    if (replay) return replay;

    // Our own place, taken by a try that died before it could be recorded.
    const held = slot.roster[me.accountId] !== undefined;
    const facts = factsOf(slot, activity, loaded.waiting, held);
    const status = signupStatus(facts, mineOf(loaded), settings, now);
    if (status.status === 'NO') {
      throw new Refused(
        status.code,
        status.withSlotId === undefined ? {} : { withSlotId: status.withSlotId },
      );
    }
    if (status.status === 'FULL' && !input.wait) throw new Refused('SLOT_FULL', { waiting: loaded.waiting });

    let confirmed = held
      ? await keepPlace(slot, me.accountId, now)
      : status.status === 'FREE' && (await takePlace(slot, me.accountId, nonce, now));
    if (!confirmed && (held || !input.wait)) {
      // The place is gone: to somebody else, or to this person's own other tap.
      confirmed = (await reload()).slot[0]?.roster[me.accountId] !== undefined;
      if (!confirmed && !input.wait) throw new Refused('SLOT_FULL', { waiting: loaded.waiting });
    }
    const result: SignupResult = {
      signupId: signupIdOf(slot._id, me.accountId),
      slotId: slot._id,
      state: confirmed ? 'confirmed' : 'waiting',
      ahead: confirmed ? null : loaded.waiting,
    };
    if (await record(result, slot, me.accountId, signup, nonce, now)) return result;
    return settleTwin(result, (await reload()).signup[0], nonce);
  },
});

/** The same person's other tap was quicker to write: its answer stands, unless it did not know of the place. */
async function settleTwin(
  result: SignupResult,
  written: SignupDocument | undefined,
  nonce: string,
): Promise<SignupResult> {
  if (result.state === 'confirmed' && written?.state === 'waiting') {
    await confirmWaiting(written);
    return result;
  }
  const first = receiptFor<SignupResult>(written, nonce);
  if (!first) throw new Refused('ALREADY_SIGNED_UP');
  return first;
}

interface MyOthers {
  readonly mine: readonly SignupDocument[];
  readonly mySlots: readonly SlotDocument[];
  readonly myActivities: readonly ActivityDocument[];
}

function mineOf({ mine, mySlots, myActivities }: MyOthers): Mine[] {
  return mine.flatMap(({ slotId, activityId, state }) => {
    const slot = mySlots.find((s) => s._id === slotId);
    const activity = myActivities.find((a) => a._id === activityId);
    if (!slot || !activity) return [];
    return [{ slotId, state, activityState: activity.state, start: ms(slot.start), end: ms(slot.end) }];
  });
}

/** For who holds a place already, that place is free and nobody stands before them. */
function factsOf(slot: SlotDocument, activity: ActivityDocument, waiting: number, held: boolean): SlotFacts {
  return {
    id: slot._id,
    kind: slot.kind,
    start: ms(slot.start),
    end: ms(slot.end),
    capacity: slot.capacity,
    taken: held ? slot.taken - 1 : slot.taken,
    waiting: held ? 0 : waiting,
    activityState: activity.state,
  };
}

/** False when another call of the same person has written first. */
async function record(
  result: SignupResult,
  slot: SlotDocument,
  accountId: string,
  before: SignupDocument | undefined,
  nonce: string,
  now: Instant,
): Promise<boolean> {
  const live = {
    state: result.state,
    at: new Date(now),
    liveFor: accountId,
    ...(result.state === 'waiting' ? { waitingFor: slot._id } : {}),
  };
  if (before) {
    const again = { ...live, receipts: keepReceipt(nonce, result) };
    return (await update('signups', { _id: before._id, state: 'cancelled' }, again)) === 1;
  }
  const { activityId } = slot;
  const fresh = {
    _id: result.signupId,
    slotId: slot._id,
    activityId,
    accountId,
    party: 1,
    revision: slot.revision,
    receipts: [receipt(nonce, result)],
  };
  return (await insert('signups', { ...fresh, ...live })) === 'INSERTED';
}
