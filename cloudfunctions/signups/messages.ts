import type { MessageKind } from '#domain/settings';
import { clockOf, dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import type { ActivityDocument, OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import { messageTo } from '../messages/outbox';

/** What people are told about their places, each once: the id follows from the sign-up and its cause. */

type Slot = Pick<SlotDocument, '_id' | 'start'>;
type Activity = Pick<ActivityDocument, '_id' | 'title'> & { venue: { name: string } };
type Signup = Pick<SignupDocument, 'accountId' | 'at'>;

/** Each time that this person has signed up is another one. */
const messageOf =
  (kind: MessageKind) =>
  ({ accountId, at }: Signup, slot: Slot, activity: Activity, now: Instant): OutboxDocument =>
    messageTo(kind, accountId, slot, activity, now, String(ms(at)));

export const signedUpMessage = messageOf('signedUp');
/** That a teammate has taken over what was offered. */
export const takenOverMessage = messageOf('offered');
const movedUp = messageOf('promoted');

export function promotedMessage(
  signup: Signup,
  slot: Slot,
  activity: Activity,
  confirmBy: Date | undefined,
  now: Instant,
): OutboxDocument {
  const message = movedUp(signup, slot, activity, now);
  if (!confirmBy) return message;
  return { ...message, values: { ...message.values, thing3: `请在${spoken(ms(confirmBy))}前确认` } };
}

/** '3月1日8:30' */
function spoken(at: Instant): string {
  const [, month, day] = dayOf(at).split('-').map(Number);
  return `${month}月${day}日${clockOf(at).replace(/^0/, '')}`;
}
