import { Refused } from '#domain/errors';
import { cancelRefusal, endingOf } from '#domain/signups/rules';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { update } from '../core/database';
import { byId, via, type Loaded } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { ActivityDocument, SlotDocument } from '../documents';
import { ACCOUNT_SECRETS, actFor } from './people';
import { ended, heirs, passOn, promote, promotedHold } from './places';

const question = (signupId: string) => ({
  signup: byId('signups', signupId),
  slot: via('slots', '_id', 'signup.slotId', ['key']),
  activity: via('activities', '_id', 'signup.activityId'),
  person: via('accounts', '_id', 'signup.accountId', ACCOUNT_SECRETS),
  attendance: byId('attendances', signupId),
  // Only those who wait carry the field; their number is bounded by the settings.
  waiting: via('signups', 'waitingFor', 'signup.slotId', ['receipts']),
});
type Q = ReturnType<typeof question>;
type Leaving = Context<'signups.cancel', Q>;

/** Others give up places, wait and leave the line at the same moment; each of them changes little. */
const TRIES = 5;

/**
 * Places given up pass to those who have waited longest and whom they fit in the same update of the
 * roster: none is ever free while somebody waits for it.
 */
export const cancel = useCase('signups.cancel', {
  ask: ({ signupId }) => question(signupId),

  async run(context) {
    let { loaded } = context;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (await leave(context, loaded)) return { signupId: context.input.signupId };
      loaded = await context.reload();
    }
    throw new Refused('CONFLICT');
  },
});

/** False when the world has changed since it was read: to be read and tried again. */
async function leave(context: Leaving, loaded: Loaded<Q>): Promise<boolean> {
  const { input, caller, nonce, now } = context;
  const [signup] = loaded.signup;
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!signup || !slot || !activity) throw new Refused('NOT_FOUND');
  actFor(caller, loaded.person[0]);
  if (receiptFor(signup, nonce)) return true;
  const refused = cancelRefusal(
    { state: signup.state, present: wasThere(loaded.attendance[0]) },
    { start: ms(slot.start) },
    now,
  );
  if (refused) throw new Refused(refused);

  const passed = await giveBack(context, loaded, slot, activity, signup.accountId);
  if (!passed) return false;
  const left = await update(
    'signups',
    { _id: signup._id, state: signup.state },
    {
      ...ended(endingOf(activity.signupUntil ? ms(activity.signupUntil) : null, now), now),
      receipts: keepReceipt(nonce, { signupId: input.signupId }),
    },
  );
  await passed();
  return left === 1;
}

/** Out of the roster; answers how to tell the heirs, which can wait, and null when somebody else was quicker. */
async function giveBack(
  { settings, nonce, now }: Leaving,
  { waiting }: Loaded<Q>,
  slot: SlotDocument,
  activity: ActivityDocument,
  accountId: string,
): Promise<(() => Promise<unknown>) | null> {
  const held = slot.roster[accountId];
  if (!held) return () => Promise.resolve();
  // Nobody is promoted to what will not take place.
  const free = activity.state === 'published' ? slot.capacity - slot.taken + held.party : 0;
  const next = heirs(waiting, slot.roster, free);
  const holds = next.map((s) => ({ accountId: s.accountId, hold: promotedHold(s, slot, settings, nonce, now) })); // prettier-ignore
  if (!(await passOn(slot, accountId, holds, now))) return null;
  return () => promote(next, holds[0]?.hold.confirmBy, slot, activity, now);
}
