import type { Settings } from '#domain/settings';
import { isLapsed } from '#domain/signups/answers';
import type { Instant } from '#domain/time';
import { announcedSlot } from '../activities/off';
import { ACTIVITY_BULK } from '../activities/views';
import { ms } from '../core/clock';
import { _, find, update } from '../core/database';
import { earliest, findWith, following, one } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, type Sweep } from '../core/sweep';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { holdsIn } from './held';
import { firstInLine } from './line';
import { heirsFor, promote } from './promotion';
import { ended } from './record';
import { passOn } from './roster';

/** Each is looked at by itself: another of the same slot changes who is next. */
const BATCH = 100;

/**
 * Passes on the places of those who moved up and did not confirm in time. The roster decides: who confirms
 * at this very moment keeps the place, or has lost it, never both.
 */
export const lapsePlaces: Sweep = {
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
        const unanswered = await unansweredSignup(_id, now);
        if (unanswered) work.count('lapsed', await letGo(unanswered, settings, now));
      }, putOff);
    });
  },
};

type Unanswered = SignupDocument & {
  slot: SlotDocument | undefined;
  activity: ActivityDocument | undefined;
  waiting: readonly SignupDocument[];
};

async function unansweredSignup(signupId: string, now: Instant): Promise<Unanswered | undefined> {
  const stages = [
    { match: { _id: signupId, confirmBy: _.lte(new Date(now)) } },
    { project: { receipts: 0 } },
  ];
  const [found] = await findWith('signups', stages, 1, ({ accountId, slotId, activityId }) =>
    following(
      { activity: one('activities', activityId, ACTIVITY_BULK), waiting: firstInLine(slotId) },
      ({ waiting }) => ({
        slot: holdsIn(slotId, [accountId, waiting.accountId]),
      }),
    ),
  );
  return found;
}

async function letGo(signup: Unanswered, settings: Settings, now: Instant): Promise<number> {
  const { slot, activity } = signup;
  const asked = { _id: signup._id, confirmBy: signup.confirmBy ?? new Date(now) };
  const hold = slot?.roster[signup.accountId];
  // Without a hold, of a place that has passed on already. With one that is answered, confirmed by a call that died.
  const by = hold ? hold.confirmBy : asked.confirmBy;
  if (!slot || !activity || !isLapsed(by ? ms(by) : null, announcedSlot(slot, activity), now)) {
    await update('signups', asked, { confirmBy: _.remove() });
    return 0;
  }
  if (hold && !(await passOnPlace(signup, slot, activity, settings, now))) return 0;
  return update('signups', { ...asked, state: 'confirmed' }, ended('lapsed', now));
}

async function passOnPlace(
  { _id, accountId, party, waiting }: Unanswered,
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
