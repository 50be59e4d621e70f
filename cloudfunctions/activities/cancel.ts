import { lifecycle, moveRefusal } from '#domain/activities/lifecycle';
import { rowToCancel } from '#domain/activities/row';
import { Refused, type Refusal } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import type { LookUp } from '../core/loading';
import { byId, having, via, type Loaded } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { ActivityDocument, OutboxDocument } from '../documents';
import { messageTo, send } from '../messages/outbox';
import { datedOf, spanOfActivity } from './draft';
import { notLive } from './live';
import { SLOT_SECRETS } from './views';

const question = (dates: LookUp<ActivityDocument[]>) => ({
  dates,
  slots: via('slots', 'activityId', 'dates._id', SLOT_SECRETS),
  signups: via('signups', 'slotId', 'slots._id', ['receipts']),
});
type Q = ReturnType<typeof question>;

export const cancel = useCase('activities.cancel', {
  ask: ({ activityId }) => question(byId('activities', activityId)),
  subject: ({ dates: [activity] }) => (activity ? { teamId: activity.teamId } : {}),

  run: (context) =>
    callOff(context, (dates, now) => {
      const [activity] = dates;
      const why: Refusal | null = activity
        ? moveRefusal(spanOfActivity(activity), 'cancel', 'leader', now)
        : { code: 'NOT_FOUND' };
      return { open: why ? [] : dates, why };
    }),
});

/** All that are still to come of a weekly row: as many round trips as for one. */
export const cancelRow = useCase('activities.cancelRow', {
  ask: ({ rowId }) => question(having('activities', 'repeatOf', rowId)),
  subject: ({ dates: [activity] }) => (activity ? { teamId: activity.teamId } : {}),

  run: (context) => callOff(context, (dates, now) => rowToCancel(dates.map(datedOf), now)),
});

interface Answer {
  readonly dates: number;
  readonly told: number;
}

interface Chosen {
  readonly open: readonly { readonly _id: string }[];
  readonly why: Refusal | null;
}

/**
 * Everyone who holds or waits for a place is told; their sign-ups stay visible as cancelled by the leader. Sent
 * again after a try that died, it goes on with what that left.
 */
async function callOff(
  { input, loaded, me, nonce, now, reload }: Context<'activities.cancel' | 'activities.cancelRow', Q>,
  choose: (dates: readonly ActivityDocument[], now: Instant) => Chosen,
): Promise<Answer> {
  const replay = answeredIn(loaded, nonce);
  const { open, why } = choose(loaded.dates, now);
  if (why) {
    if (replay) return replay;
    throw new Refused(why.code, why.details);
  }
  // Words in doubt pass: nobody may stand before a closed door because a reason waits to be read.
  if ((await checkText(input.reason, me.openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');

  const ids = open.map(({ _id }) => _id);
  const messages = messagesFor(loaded, ids, now);
  const answer = replay ?? { dates: ids.length, told: messages.length };
  // Messages first: they are sent only once, and a try broken off here is sent again whole.
  await send(messages);
  const cancelled = await update(
    'activities',
    { _id: _.in(ids), state: _.in(lifecycle.cancel.from) },
    {
      state: 'cancelled',
      cancelReason: input.reason,
      cancelledAt: new Date(now),
      ...notLive(),
      receipts: keepReceipt(nonce, answer),
    },
  );
  const after = await reload();
  if (cancelled === 0) {
    const first = answeredIn(after, nonce);
    if (first) return first;
    throw new Refused(choose(after.dates, now).why?.code ?? 'CONFLICT');
  }
  // Who signed up at this very moment is told too.
  const told = new Set(messages.map((m) => m._id));
  await send(messagesFor(after, ids, now).filter((m) => !told.has(m._id)));
  return answer;
}

function answeredIn({ dates }: Loaded<Q>, nonce: string): Answer | null {
  for (const activity of dates) {
    const answer = receiptFor<Answer>(activity, nonce);
    if (answer) return answer;
  }
  return null;
}

function messagesFor(
  { dates, slots, signups }: Loaded<Q>,
  ids: readonly string[],
  now: Instant,
): OutboxDocument[] {
  return signups.flatMap((signup) => {
    const slot = slots.find((s) => s._id === signup.slotId);
    const activity = dates.find((a) => a._id === slot?.activityId);
    if (!activity || !slot || !ids.includes(activity._id) || signup.state === 'cancelled') return [];
    return [messageTo('cancelled', signup.accountId, slot, activity, now, 'all')];
  });
}
