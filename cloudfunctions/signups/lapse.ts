import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { later, type Pieces } from '../core/pieces';
import { stagesOf, via } from '../core/question';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { ended, heirsFor, passOn, promote } from './places';

const BATCH = 200;
/** Of a slot with several lapsed places one passes on in each pass: each changes who is next. */
const PASSES = 20;

type Overdue = SignupDocument & {
  confirmBy: Date;
  slot: SlotDocument[];
  activity: ActivityDocument[];
  waiting: SignupDocument[];
};

/**
 * Passes on the places of those who moved up and did not confirm in time. The roster decides: who confirms
 * at this very moment keeps the place, or has lost it, never both.
 */
export async function lapse(settings: Settings, now: Instant, pieces: Pieces): Promise<number> {
  let lapsed = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const overdue = await aggregate<Overdue>(
      'signups',
      [{ match: { confirmBy: _.lte(new Date(now)) } }, { sort: { confirmBy: 1 } }],
      BATCH,
      [
        { project: { receipts: 0 } },
        ...stagesOf('slot', via('slots', '_id', 'slotId', ['key', 'receipts'])),
        ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
        ...stagesOf('waiting', via('signups', 'waitingFor', 'slotId', ['receipts'])),
      ],
    );
    const seen = new Set<string>();
    const first = overdue.filter((s) => !seen.has(s.slotId) && seen.add(s.slotId));
    for (const signup of first) {
      const { _id, confirmBy } = signup;
      // The roster keeps when it was due.
      const putOff = () => update('signups', { _id, confirmBy }, { confirmBy: later(now) });
      lapsed += await pieces.count(() => letGo(signup, settings, now), putOff);
    }
    if (first.length === overdue.length) break;
  }
  return lapsed;
}

async function letGo(signup: Overdue, settings: Settings, now: Instant): Promise<number> {
  const [slot] = signup.slot;
  const [activity] = signup.activity;
  const hold = slot?.roster[signup.accountId];
  const due = hold?.confirmBy !== undefined && hold.confirmBy <= new Date(now);
  // Confirmed, by a call that died before it could be recorded; or of no more use to anybody else.
  const kept = !slot || !activity || activity.state !== 'published' || now >= ms(slot.start);
  if (kept || (hold && !due)) {
    await update('signups', { _id: signup._id, confirmBy: signup.confirmBy }, { confirmBy: _.remove() });
    return 0;
  }
  if (hold && !(await pass(signup, slot, activity, settings, now))) return 0;
  const unanswered = { _id: signup._id, state: 'confirmed', confirmBy: signup.confirmBy };
  return update('signups', unanswered, ended('lapsed', now));
}

async function pass(
  { _id, accountId, party, waiting }: Overdue,
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
