import { Refused } from '#domain/errors';
import { cancelRefusal } from '#domain/signups/rules';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { byId, via, type Loaded } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { heir, passOn, promote } from './places';

const question = (signupId: string) => ({
  signup: byId('signups', signupId),
  slot: via('slots', '_id', 'signup.slotId', ['key']),
  activity: via('activities', '_id', 'signup.activityId'),
  attendance: byId('attendances', signupId),
  // Only those who wait carry the field; their number is bounded by the settings.
  waiting: via('signups', 'waitingFor', 'signup.slotId', ['receipts']),
});
type Q = ReturnType<typeof question>;

/** Others give up places, wait and leave the line at the same moment; each of them changes little. */
const TRIES = 5;

/**
 * A place given up passes to the one who has waited longest in the same update of the roster: it is
 * never free while somebody waits.
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
async function leave(
  { input, me, nonce, now }: Context<'signups.cancel', Q>,
  loaded: Loaded<Q>,
): Promise<boolean> {
  const [signup] = loaded.signup;
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!signup || !slot || !activity) throw new Refused('NOT_FOUND');
  if (signup.accountId !== me.accountId) throw new Refused('NOT_ALLOWED');
  if (receiptFor(signup, nonce)) return true;
  const span = { start: ms(slot.start), end: ms(slot.end) };
  const refused = cancelRefusal(signup, span, loaded.attendance.length > 0, now);
  if (refused) throw new Refused(refused);

  const holds = slot.roster[me.accountId] !== undefined;
  // Nobody is promoted to what will not take place.
  const next = holds && activity.state === 'published' ? heir(loaded.waiting, slot.roster) : null;
  if (holds && !(await passOn(slot, me.accountId, next, nonce, now))) return false;
  const left = await update(
    'signups',
    { _id: signup._id, state: signup.state },
    {
      state: 'cancelled',
      liveFor: _.remove(),
      waitingFor: _.remove(),
      receipts: keepReceipt(nonce, { signupId: input.signupId }),
    },
  );
  if (next) await promote(next, slot, activity, now);
  return left === 1;
}
