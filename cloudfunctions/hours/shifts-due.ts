import { addWorkingDays, countdown, type Countdown } from '#domain/hours/calendar';
import { canRise } from '#domain/hours/cases';
import type { Settings } from '#domain/settings';
import { dayOf, HOUR, startOfDayNamed, type Instant } from '#domain/time';
import { WHOLE_CITY } from '../city/statistics';
import { ms } from '../core/clock';
import { _, aggregate, find, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import { inSlices, type Sweep } from '../core/sweep';
import type { ActivityDocument, CaseDocument, OutboxDocument, SlotDocument } from '../documents';
import { noteTo, send } from '../messages/outbox';
import type { TeamDocument } from '../teams/documents';
import { moveUpdate, unchanged } from './cases';
import { leadersOf, withLeaders, type WithLeaders } from './leaders';

const BATCH = 100;

type Due = SlotDocument &
  WithLeaders & {
    activity: Pick<ActivityDocument, 'title'>[];
    /** How many people's hours wait to be confirmed. */
    waiting: number;
    team: Pick<TeamDocument, 'areas'>[];
  };

/**
 * Sees to it that no shift is forgotten (令67: hours are recorded within ten working days): reminds leaders of hours
 * that wait, and puts those overdue on the lists of staff.
 */
export const remindOfHours: Sweep = {
  on: earliest('slots', 'dueAt'),

  slices: (work) => {
    const { settings, now } = work;
    return inSlices(
      BATCH,
      () => dueBy(now),
      (slot) => {
        const putOff = () => update('slots', { _id: slot._id, dueAt: slot.dueAt }, { dueAt: later(now) });
        return work.done(async () => work.count('reminded', await lookAt(slot, settings, now)), putOff);
      },
    );
  },
};

const dueBy = (now: Instant): Promise<Due[]> =>
  aggregate<Due>('slots', [{ match: { dueAt: _.lte(new Date(now)) } }, { sort: { dueAt: 1 } }], BATCH, [
    { project: { roster: 0, key: 0, receipts: 0 } },
    ...stagesOf('activity', via('activities', '_id', 'activityId')),
    ...stagesOf('waiting', { ...via('attendances', 'toConfirm', '_id'), answer: 'count' }),
    ...stagesOf('team', via('teams', '_id', 'teamId')),
    withLeaders,
    {
      project: {
        dueAt: 1,
        confirmBy: 1,
        liveUntil: 1,
        waiting: 1,
        'activity.title': 1,
        'team.areas': 1,
        'leaders.accountId': 1,
      },
    },
  ]);

async function lookAt(slot: Due, settings: Settings, now: Instant): Promise<number> {
  const confirmBy = slot.confirmBy ? ms(slot.confirmBy) : now;
  const left = countdown(now, confirmBy, settings.calendar);
  // Until it has left what is live, nobody knows who is going to have been there.
  const waits = slot.waiting > 0 || slot.liveUntil !== undefined;
  const messages = slot.waiting > 0 ? remindersFor(slot, left, now) : [];
  await send(messages);
  // A change of time meanwhile has set another moment, which stands.
  const same = { _id: slot._id, dueAt: slot.dueAt };
  await update('slots', same, afterLook(slot, waits, left, settings, now));
  return messages.length;
}

/** Once before the deadline, and once when it is over. */
function remindersFor(slot: Due, left: Countdown, now: Instant): OutboxDocument[] {
  const over = left.state === 'OVER';
  const note = {
    about: slot._id,
    cause: over ? 'over' : 'ahead',
    page: `packages/leader/confirm/index?slotId=${slot._id}`,
    title: slot.activity[0]?.title ?? '',
    state: '待确认时长',
    detail: over ? '已过期限，请尽快确认' : `还剩 ${left.days} 个工作日`,
  };
  return leadersOf(slot).map((leader) => noteTo('due', leader, note, now));
}

/** Confirmed after all, or nobody came: it leaves the lists. Otherwise it is looked at again. */
function afterLook(slot: Due, waits: boolean, left: Countdown, settings: Settings, now: Instant) {
  if (left.state === 'LEFT') return { dueAt: slot.confirmBy ?? _.remove() };
  if (!waits) return { dueAt: _.remove(), overdueFor: _.remove() };
  const areas = (slot.team[0]?.areas ?? []).filter((area) => area !== WHOLE_CITY);
  const below = areas.filter((area) => area !== settings.city.id);
  const near = below.length > 0 ? below : [settings.city.id];
  const long = left.days >= settings.hours.answerWithinWorkingDays;
  const overdueFor = long ? [...new Set([...near, settings.city.id])] : near;
  return { overdueFor: _.set(overdueFor), dueAt: new Date(nextLook(settings, now)) };
}

/** On the morning of the next working day. */
const nextLook = ({ calendar }: Settings, now: Instant): Instant =>
  startOfDayNamed(addWorkingDays(dayOf(now), 1, calendar)) + 8 * HOUR;

/** Lets what nobody answers rise. */
export const raiseCases: Sweep = {
  on: earliest('cases', 'risesAt'),

  slices: (work) => {
    const { settings, now } = work;
    const due = { risesAt: _.lte(new Date(now)) };
    const load = () => find('cases', due, { order: [['risesAt', 'asc']], limit: BATCH });
    return inSlices(BATCH, load, (c) => {
      const putOff = () => update('cases', { _id: c._id, risesAt: c.risesAt }, { risesAt: later(now) });
      return work.done(async () => work.count('risen', await raise(c, settings, now)), putOff);
    });
  },
};

async function raise(c: CaseDocument, settings: Settings, now: Instant): Promise<number> {
  const move = canRise(c) ? moveUpdate(c, 'rise', settings, now) : null;
  // The leader is told again that a question waits.
  const change = move ? { ...move.update, tellAt: new Date(now) } : { risesAt: _.remove() };
  return update('cases', { ...unchanged(c), risesAt: c.risesAt }, change);
}
