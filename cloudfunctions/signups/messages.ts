import { clockOf, dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import type { ActivityDocument, OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import { messageTo } from '../system/messages';

/** What people are told about their places, each once: the id follows from the sign-up and its cause. */

type Slot = Pick<SlotDocument, '_id' | 'start'>;
type Activity = Pick<ActivityDocument, '_id' | 'title' | 'venue'>;

/** Each time that this person has signed up is another one. */
const causeOf = (signup: SignupDocument): string => String(ms(signup.at));

export const signedUpMessage = (
  s: SignupDocument,
  slot: Slot,
  activity: Activity,
  now: Instant,
): OutboxDocument => messageTo('signedUp', s.accountId, slot, activity, now, causeOf(s));

export function promotedMessage(
  signup: SignupDocument,
  slot: Slot,
  activity: Activity,
  confirmBy: Date | undefined,
  now: Instant,
): OutboxDocument {
  const message = messageTo('promoted', signup.accountId, slot, activity, now, causeOf(signup));
  if (!confirmBy) return message;
  return { ...message, values: { ...message.values, thing3: `请在${spoken(ms(confirmBy))}前确认` } };
}

/** That a teammate has taken over what was offered. */
export const takenOverMessage = (
  s: SignupDocument,
  slot: Slot,
  activity: Activity,
  now: Instant,
): OutboxDocument => messageTo('offered', s.accountId, slot, activity, now, causeOf(s));

/** '3月1日8:30' */
function spoken(at: Instant): string {
  const [, month, day] = dayOf(at).split('-').map(Number);
  return `${month}月${day}日${clockOf(at).replace(/^0/, '')}`;
}
