import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { ms } from '../core/clock';
import { _, aggregate, find, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import { inSlices, type Sweep } from '../core/sweep';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { ended, heirsFor, passOn, promote } from './places';

/** Each is looked at by itself: what it needs of a full slot is a thousand sign-ups. */
const BATCH = 100;

type Found = SignupDocument & { confirmBy: Date } & {
  slot: SlotDocument[];
  activity: ActivityDocument[];
  waiting: SignupDocument[];
};

/**
 * Passes on the places of those who moved up and did not confirm in time. The roster decides: who confirms
 * at this very moment keeps the place, or has lost it, never both.
 */
export const lapse: Sweep = {
  on: earliest('signups', 'confirmBy'),

  slices: (work) => {
    const { settings, now } = work;
    const overdue = { confirmBy: _.lte(new Date(now)) };
    const load = () => find('signups', overdue, { order: [['confirmBy', 'asc']], limit: BATCH });
    return inSlices(BATCH, load, ({ _id }) => {
      // The roster keeps when it was due.
      const putOff = () => update('signups', { _id, ...overdue }, { confirmBy: later(now) });
      return work.done(async () => {
        // Another of the same slot changed who is next.
        const found = await foundFor(_id, now);
        if (found) work.count('lapsed', await letGo(found, settings, now));
      }, putOff);
    });
  },
};

async function foundFor(signupId: string, now: Instant): Promise<Found | undefined> {
  const [found] = await aggregate<Found>(
    'signups',
    [
      { match: { _id: signupId, confirmBy: _.lte(new Date(now)) } },
      { project: { receipts: 0 } },
      ...stagesOf('slot', via('slots', '_id', 'slotId', ['key', 'receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
      ...stagesOf('waiting', via('signups', 'waitingFor', 'slotId', ['receipts'])),
    ],
    1,
  );
  return found;
}

async function letGo(signup: Found, settings: Settings, now: Instant): Promise<number> {
  const [slot] = signup.slot;
  const [activity] = signup.activity;
  const hold = slot?.roster[signup.accountId];
  const due = hold?.confirmBy !== undefined && hold.confirmBy <= new Date(now);
  // Confirmed, by a call that died before it could be recorded; or of no more use to anybody else.
  const kept = !slot || !activity || now >= ms(slot.start);
  if (kept || asHeldIn(activity, slot._id).state !== 'published' || (hold && !due)) {
    await update('signups', { _id: signup._id, confirmBy: signup.confirmBy }, { confirmBy: _.remove() });
    return 0;
  }
  if (hold && !(await pass(signup, slot, activity, settings, now))) return 0;
  const unanswered = { _id: signup._id, state: 'confirmed', confirmBy: signup.confirmBy };
  return update('signups', unanswered, ended('lapsed', now));
}

async function pass(
  { _id, accountId, party, waiting }: Found,
  slot: SlotDocument,
  activity: ActivityDocument,
  settings: Settings,
  now: Instant,
): Promise<boolean> {
  const nonce = `lapsed-${_id}`;
  const next = heirsFor(waiting, slot, slot.capacity - slot.taken + party, settings, nonce, now);
  const unanswered = { [`roster.${accountId}.confirmBy`]: _.lte(new Date(now)) };
  if (!(await passOn(slot, accountId, next, now, unanswered))) return false;
  await promote(next, slot, activity, now);
  return true;
}
