import { addWorkingDays, countdown, type Countdown } from '#domain/hours/calendar';
import { canRise } from '#domain/hours/cases';
import type { Settings } from '#domain/settings';
import { dayOf, HOUR, startOfDayNamed, type Instant } from '#domain/time';
import { WHOLE_CITY } from '../city/statistics';
import { ms } from '../core/clock';
import { _, find, update } from '../core/database';
import { count, earliest, findWith, one, only } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE, type Sweep } from '../core/sweep';
import type { CaseDocument, OutboxDocument } from '../documents';
import { noteTo, queueMessages } from '../messages/outbox';
import { moveUpdate, unchanged } from './cases';
import { leadersOfTeam } from './leaders';

const BATCH = 100;

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
        const putOff = () => update('slots', asRead(slot, now), { dueAt: later(now) });
        return work.done(async () => work.count('reminded', await lookAt(slot, settings, now)), putOff);
      },
      SIDE_BY_SIDE,
    );
  },
};

const FIELDS = ['_id', 'dueAt', 'confirmBy', 'liveUntil', 'activityId', 'teamId'] as const;

const dueBy = (now: Instant) =>
  findWith(
    'slots',
    [{ match: { dueAt: _.lte(new Date(now)) } }, { sort: { dueAt: 1 } }],
    BATCH,
    ({ _id, activityId, teamId }) => ({
      activity: only(one('activities', activityId), ['title']),
      // How many people's hours wait to be confirmed.
      waiting: count('attendances', 'toConfirm', _id),
      team: only(one('teams', teamId), ['areas']),
      leaders: leadersOfTeam,
    }),
    FIELDS,
  );
type DueShift = Awaited<ReturnType<typeof dueBy>>[number];

/** A change of time meanwhile has set another moment, which stands. */
const asRead = ({ _id, dueAt }: DueShift, now: Instant) => ({ _id, dueAt: dueAt ?? new Date(now) });

async function lookAt(slot: DueShift, settings: Settings, now: Instant): Promise<number> {
  const confirmBy = slot.confirmBy ? ms(slot.confirmBy) : now;
  const left = countdown(now, confirmBy, settings.calendar);
  // Until it has left what is live, nobody knows who is going to have been there.
  const waits = slot.waiting > 0 || slot.liveUntil !== undefined;
  const messages = slot.waiting > 0 ? remindersFor(slot, left, now) : [];
  await queueMessages(messages);
  await update('slots', asRead(slot, now), afterLook(slot, waits, left, settings, now));
  return messages.length;
}

/** Once before the deadline, and once when it is over. */
function remindersFor(slot: DueShift, left: Countdown, now: Instant): OutboxDocument[] {
  const over = left.state === 'OVER';
  const note = {
    about: slot._id,
    cause: over ? 'over' : 'ahead',
    page: `packages/leader/confirm/index?slotId=${slot._id}`,
    title: slot.activity?.title ?? '',
    state: '待确认时长',
    detail: over ? '已过期限，请尽快确认' : `还剩 ${left.days} 个工作日`,
  };
  return slot.leaders.map(({ accountId }) => noteTo('due', accountId, note, now));
}

/** Confirmed after all, or nobody came: it leaves the lists. Otherwise it is looked at again. */
function afterLook(slot: DueShift, waits: boolean, left: Countdown, settings: Settings, now: Instant) {
  if (left.state === 'LEFT') return { dueAt: slot.confirmBy ?? _.remove() };
  if (!waits) return { dueAt: _.remove(), overdueFor: _.remove() };
  const areas = (slot.team?.areas ?? []).filter((area) => area !== WHOLE_CITY);
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
    const handle = (c: CaseDocument) => {
      const putOff = () => update('cases', { _id: c._id, risesAt: c.risesAt }, { risesAt: later(now) });
      return work.done(async () => work.count('risen', await raise(c, settings, now)), putOff);
    };
    return inSlices(BATCH, load, handle, SIDE_BY_SIDE);
  },
};

async function raise(c: CaseDocument, settings: Settings, now: Instant): Promise<number> {
  const move = canRise(c) ? moveUpdate(c, 'rise', settings, now) : null;
  // The leader is told again that a question waits.
  const change = move ? { ...move.update, tellAt: new Date(now) } : { risesAt: _.remove() };
  return update('cases', { ...unchanged(c), risesAt: c.risesAt }, change);
}
