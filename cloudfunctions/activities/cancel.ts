import { lifecycle, moveRefusal } from '#domain/activities/lifecycle';
import { cancelSlotRefusal, heldSpans, leavesSome, notYetOver } from '#domain/activities/off';
import { rowToCancel } from '#domain/activities/row';
import { Refused, type Refusal } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _ } from '../core/database';
import { following, many, needed, one, type Found, type LookUp } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { withoutDoubted } from '../core/wechat';
import type { ActivityDocument, OutboxDocument } from '../documents';
import { messageTo, queueMessages } from '../messages/outbox';
import { whenOf } from './content';
import { datedOf, spanOfActivity } from './draft';
import { notLive } from './live';
import { offable } from './off';
import { SLOT_SECRETS } from './views';

/**
 * What is called off: all that is not over of an activity, of the dates of a weekly row that are still to come, or one
 * slot by itself. What has been held has been: where any of an activity was, it stays published and ends with that, so
 * that its hours are confirmed and its story told as always; of the others it says which were called off.
 */
const aboutDates = (dates: LookUp<ActivityDocument[]>) =>
  following(
    following({ dates }, ({ dates: { _id } }) => ({
      slots: many('slots', 'activityId', _id, SLOT_SECRETS),
    })),
    ({ slots }) => ({ signups: many('signups', 'slotId', slots._id, ['receipts']) }),
  );
type AboutDates = ReturnType<typeof aboutDates>;
type Dates = Found<AboutDates>;
type CallingOff = Context<'activities.cancel' | 'activities.cancelRow' | 'activities.cancelSlot', AboutDates>;

const itsTeam = ({ dates: [activity] }: Pick<Dates, 'dates'>) =>
  activity ? { teamId: activity.teamId } : {};

interface Answer {
  readonly dates: number;
  readonly told: number;
}

export const cancelActivity = useCase('activities.cancel', {
  ask: ({ activityId }) => aboutDates(many('activities', '_id', activityId, ['serves'])),
  subject: itsTeam,

  run(context) {
    const { loaded, now } = context;
    const [activity] = loaded.dates;
    const slots = activity ? slotsOf(loaded, activity) : [];
    const rest = notYetOver(slots, now).map(({ _id }) => _id);
    return activity && leavesSome(activity.state, slots, rest)
      ? callOffSlots(context, rest, ([found]) => whyNot(found, now))
      : callOff(context, (dates) => chosen(dates, whyNot(dates[0], now)));
  },
});

/** All that are still to come of a weekly row: as many round trips as for one. */
export const cancelRow = useCase('activities.cancelRow', {
  ask: ({ rowId }) => aboutDates(many('activities', 'repeatOf', rowId, ['serves'])),
  subject: itsTeam,

  run: (context) => callOff(context, (dates) => rowToCancel(dates.map(datedOf), context.now)),
});

/** One of an activity's; the last that it has takes the activity with it. */
export const cancelSlot = useCase('activities.cancelSlot', {
  ask: ({ slotId }) =>
    following({ slot: needed(one('slots', slotId, SLOT_SECRETS)) }, ({ slot }) =>
      aboutDates(many('activities', '_id', slot.activityId, ['serves'])),
    ),
  subject: itsTeam,

  run(context) {
    const { loaded, now } = context;
    const { slot } = loaded;
    const [activity] = loaded.dates;
    if (!activity) throw new Refused('NOT_FOUND');
    const why = ([found]: readonly ActivityDocument[]): Refusal | null =>
      found ? cancelSlotRefusal(offable(slot, found), spanOfActivity(found), now) : { code: 'NOT_FOUND' };
    return leavesSome(activity.state, slotsOf(loaded, activity), [slot._id])
      ? callOffSlots(context, [slot._id], why)
      : callOff(context, (dates) => chosen(dates, why(dates)));
  },
});

const whyNot = (activity: ActivityDocument | undefined, now: Instant): Refusal | null =>
  activity ? moveRefusal(spanOfActivity(activity), 'cancel', 'leader', now) : { code: 'NOT_FOUND' };

const slotsOf = ({ slots }: Pick<Dates, 'slots'>, activity: ActivityDocument) =>
  slots.filter(({ activityId }) => activityId === activity._id).map((slot) => offable(slot, activity));

interface Chosen {
  readonly open: readonly { readonly _id: string }[];
  readonly why: Refusal | null;
}

const chosen = (dates: readonly ActivityDocument[], why: Refusal | null): Chosen => ({
  open: why ? [] : dates,
  why,
});

/**
 * Everyone who holds or waits for a place is told; their sign-ups stay visible as cancelled by the leader. Sent
 * again after a try that died, it goes on with what that left.
 */
async function callOff(
  { input, loaded, me, nonce, now, reload }: CallingOff,
  choose: (dates: readonly ActivityDocument[]) => Chosen,
): Promise<Answer> {
  const replay = answeredIn(loaded, nonce);
  const { open, why } = choose(loaded.dates);
  if (why) {
    if (replay) return replay;
    throw new Refused(why.code, why.details);
  }
  const reason = await withoutDoubted(input.reason, me.openid, 'post');

  const ids = open.map(({ _id }) => _id);
  const off = loaded.dates
    .filter(({ _id }) => ids.includes(_id))
    .flatMap((activity) => notYetOver(slotsOf(loaded, activity), now).map(({ _id }) => _id));
  const messages = messagesFor(loaded, off, now);
  const answer = replay ?? { dates: ids.length, told: messages.length };
  // Messages first: they are sent only once, and a try broken off here is sent again whole.
  await queueMessages(messages);
  const cancelled = await updateOnce(
    'activities',
    { _id: _.in(ids), state: _.in(lifecycle.cancel.from) },
    {
      state: 'cancelled',
      cancelReason: reason,
      cancelledAt: new Date(now),
      ...notLive(),
    },
    receipt(nonce, answer),
  );
  const after = await reload();
  if (cancelled === 0) {
    const first = answeredIn(after, nonce);
    if (first) return first;
    throw new Refused(choose(after.dates).why?.code ?? 'CONFLICT');
  }
  await tellLatecomers(after, off, messages, now);
  return answer;
}

/** The same where something of it stands: one update says which slots are off, and when the others are held. */
async function callOffSlots(
  { input, loaded, me, nonce, now, reload }: CallingOff,
  ids: readonly string[],
  whyNotNow: (dates: readonly ActivityDocument[]) => Refusal | null,
): Promise<Answer> {
  const [activity] = loaded.dates;
  const replay = answeredIn(loaded, nonce);
  if (replay) return replay;
  const why = whyNotNow(loaded.dates);
  if (!activity || why) throw new Refused(why?.code ?? 'NOT_FOUND', why?.details);
  const reason = await withoutDoubted(input.reason, me.openid, 'post');

  const messages = messagesFor(loaded, ids, now);
  const answer = { dates: 1, told: messages.length };
  await queueMessages(messages);
  const entry = { at: new Date(now), reason };
  const off = { ...activity.off, ...Object.fromEntries(ids.map((id) => [id, entry])) };
  const { _id, revision, areas, title, venue } = activity;
  const held = heldSpans(slotsOf(loaded, { ...activity, off }));
  const changed = await updateOnce(
    'activities',
    { _id, state: 'published', revision },
    {
      off: _.set(off),
      revision: revision + 1,
      ...whenOf(_id, { title, venue, slots: held }, areas),
    },
    receipt(nonce, answer),
  );
  const after = await reload();
  if (changed === 0) {
    const first = answeredIn(after, nonce);
    if (first) return first;
    throw new Refused(whyNotNow(after.dates)?.code ?? 'CHANGED');
  }
  await tellLatecomers(after, ids, messages, now);
  return answer;
}

function answeredIn({ dates }: Pick<Dates, 'dates'>, nonce: string): Answer | null {
  for (const activity of dates) {
    const answer = receiptFor<Answer>(activity, nonce);
    if (answer) return answer;
  }
  return null;
}

/** Who signed up at this very moment is told too. */
async function tellLatecomers(
  after: Dates,
  slotIds: readonly string[],
  messages: readonly OutboxDocument[],
  now: Instant,
): Promise<void> {
  const told = new Set(messages.map((m) => m._id));
  await queueMessages(messagesFor(after, slotIds, now).filter((m) => !told.has(m._id)));
}

function messagesFor(
  { dates, slots, signups }: Dates,
  slotIds: readonly string[],
  now: Instant,
): OutboxDocument[] {
  return signups.flatMap((signup) => {
    const slot = slots.find((s) => s._id === signup.slotId);
    const activity = dates.find((a) => a._id === slot?.activityId);
    if (!activity || !slot || !slotIds.includes(slot._id) || signup.state === 'cancelled') return [];
    return [messageTo('cancelled', signup.accountId, slot, activity, now, 'all')];
  });
}
