import { phaseOf } from '#domain/activities/rules';
import { Refused } from '#domain/errors';
import { DAY } from '#domain/time';
import type { DeskPerson } from '#domain/views';
import { activityCard, slotCard, SLOT_SECRETS } from '../activities/views';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { byId, having, via, stagesOf } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, AttendanceDocument, SlotDocument } from '../documents';
import { presenceOf } from './views';

/** Everything the check-in desk shows, in one round trip; the phone makes the codes itself from the key. */
export const desk = useCase('desk.view', {
  ask: ({ slotId }) => ({
    slot: byId('slots', slotId, ['roster', 'receipts']),
    activity: via('activities', '_id', 'slot.activityId'),
    slots: via('slots', 'activityId', 'slot.activityId', SLOT_SECRETS),
    signups: having('signups', 'slotId', slotId, ['receipts']),
    attendances: having('attendances', 'slotId', slotId, ['receipts']),
    accounts: via('accounts', '_id', 'signups.accountId', ['openid']),
  }),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  run({ loaded, now }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    const people = loaded.signups.flatMap((signup): DeskPerson[] => {
      if (signup.state === 'cancelled') return [];
      const account = loaded.accounts.find((a) => a._id === signup.accountId);
      return [
        {
          accountId: signup.accountId,
          attendanceId: signup._id,
          name: account?.name ?? '',
          phone: account?.phone ?? '',
          state: signup.state,
          presence: presenceOf(loaded.attendances.find((a) => a._id === signup._id)),
        },
      ];
    });
    const confirmed = people.filter((p) => p.state === 'confirmed');
    return Promise.resolve({
      slot: slotCard(slot),
      activityId: activity._id,
      title: activity.title,
      phase: phaseOf({ start: ms(activity.start), end: ms(activity.end), state: activity.state }, now),
      key: slot.key,
      now,
      expected: confirmed.length,
      here: confirmed.filter((p) => p.presence.state === 'present').length,
      left: confirmed.filter((p) => p.presence.state === 'left' || p.presence.state === 'credited').length,
      people,
      otherSlots: loaded.slots.filter((s) => s._id !== slot._id).map(slotCard),
    });
  },
});

const LED_DAYS = 60;
const LED_AT_MOST = 100;
type Led = ActivityDocument & { slots: SlotDocument[]; waiting: AttendanceDocument[] };

/** What the caller's teams have posted in the last two months, latest first. */
export const led = useCase('activities.led', {
  ask: () => ({}),

  async run({ caller, now }) {
    if (caller.leads.length === 0) return { activities: [] };
    const found = await aggregate<Led>('activities', [
      { match: { teamId: _.in(caller.leads), start: _.gte(new Date(now - LED_DAYS * DAY)) } },
      { sort: { start: -1 } },
      { limit: LED_AT_MOST },
      ...stagesOf('slots', via('slots', 'activityId', '_id', SLOT_SECRETS)),
      ...stagesOf('waiting', via('attendances', 'toConfirm', 'slots._id', ['receipts', 'pairs'])),
    ]);
    return {
      activities: found.map((a) => ({
        ...activityCard(a, a.slots, now),
        expected: a.slots.reduce((sum, s) => sum + s.taken, 0),
        here: a.waiting.filter((w) => w.openSince !== undefined).length,
        toConfirm: a.waiting.length,
        refuseReason: a.refuseReason ?? '',
      })),
    };
  },
});
