import { Refused } from '#domain/errors';
import { signupStatus } from '#domain/signups/rules';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import type { MySignup, SlotOffer } from '#domain/views';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { byId, having, via } from '../core/question';
import { direct, useCase } from '../core/use-case';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { liveSignups, mySignups } from '../signups/views';
import { WHOLE_CITY } from '../system/statistics';
import { activityCard, slotCard, SLOT_SECRETS, withSlots, type WithSlots } from './views';

export const list = direct('activities.list', async ({ day, areaId, category, kind, after, limit }, now) => {
  const query = {
    areas: areaId ?? WHOLE_CITY,
    day,
    ...(after ? { order: _.gt(orderOf(after.start, after.id)) } : {}),
    ...(category ? { category } : {}),
    ...(kind ? { kinds: kind } : {}),
    state: 'published',
  };
  // One more than shown tells whether there are more.
  const found = await aggregate<WithSlots>('activities', [
    { match: query },
    { sort: { order: 1 } },
    { limit: limit + 1 },
    ...withSlots,
  ]);
  const shown = found.slice(0, limit);
  return { activities: shown.map((a) => activityCard(a, a.slots, now)), more: found.length > limit };
});

/** Milliseconds have thirteen digits until the year 2286, so text order is time order. */
export const orderOf = (start: Instant, id: string): string => `${start}_${id}`;

export const view = useCase('activities.view', {
  ask: ({ activityId }, me) => ({
    activity: byId('activities', activityId),
    slots: having('slots', 'activityId', activityId, SLOT_SECRETS),
    waiting: via('signups', 'waitingFor', 'slots._id', ['receipts', 'liveFor', 'activityId', 'accountId']),
    ...liveSignups(me.accountId),
  }),

  run({ loaded, settings, caller, now }) {
    const [activity] = loaded.activity;
    const mayLook = activity?.state !== 'submitted' && activity?.state !== 'refused';
    if (!activity || (!mayLook && !caller.leads.includes(activity.teamId))) throw new Refused('NOT_FOUND');
    const mine = mySignups(loaded, settings);
    const { teamId, summary, audience, bring, risks, contactPhone, cancelReason } = activity;
    const { minimumAge, skills, dangerous, insurance, signupFrom, signupUntil, mode } = activity;
    const slots = [...loaded.slots].sort((a, b) => ms(a.start) - ms(b.start) || (a._id < b._id ? -1 : 1));
    return Promise.resolve({
      ...activityCard(activity, [], now),
      ...{ teamId, summary, audience, bring, risks, contactPhone, cancelReason },
      ...{ minimumAge, skills, dangerous, insurance, mode },
      signupFrom: signupFrom ? ms(signupFrom) : null,
      signupUntil: signupUntil ? ms(signupUntil) : null,
      slots: slots.map((slot) => offer(slot, activity, loaded.waiting, mine, settings, now)),
      leads: caller.leads.includes(activity.teamId),
      refuseReason: activity.refuseReason ?? '',
    });
  },
});

function offer(
  slot: SlotDocument,
  activity: ActivityDocument,
  waiting: readonly SignupDocument[],
  mine: readonly MySignup[],
  settings: Settings,
  now: Instant,
): SlotOffer {
  const line = waiting.filter((w) => w.waitingFor === slot._id).length;
  const facts = {
    ...{ id: slot._id, kind: slot.kind, start: ms(slot.start), end: ms(slot.end) },
    ...{ capacity: slot.capacity, taken: slot.taken, waiting: line, activityState: activity.state },
  };
  const status = signupStatus(facts, mine, settings, now);
  const own = mine.find((m) => m.slotId === slot._id) ?? null;
  return { ...slotCard(slot), status, waiting: line, mine: own };
}
