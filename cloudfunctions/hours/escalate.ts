import { addWorkingDays, countdown, type Countdown } from '#domain/hours/calendar';
import { canRise } from '#domain/hours/cases';
import type { Settings } from '#domain/settings';
import { dayOf, HOUR, startOfDayNamed, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate, find, update } from '../core/database';
import { later, Pieces } from '../core/pieces';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type {
  ActivityDocument,
  AttendanceDocument,
  CaseDocument,
  OutboxDocument,
  SlotDocument,
} from '../documents';
import { moveUpdate, unchanged } from './cases';
import { leadersOf, withLeaders, type WithLeaders } from './leaders';
import { tellCases, tellLines } from './tell';
import type { TeamDocument } from '../teams/documents';
import { noteTo, send } from '../messages/outbox';
import { WHOLE_CITY } from '../city/statistics';

/** A run that leaves some is followed by the next. */
const BATCH = 100;

/**
 * Sees to it that nothing is forgotten (令67: hours are recorded within ten working days): tells what was
 * credited and decided, reminds leaders of hours that wait, puts those overdue on the lists of staff, and lets
 * what nobody answers rise. Every message has an id of its own and every step leaves the index that found it,
 * so a run broken off and begun again does nothing twice.
 */
export const escalate = useCase('jobs.escalate', {
  ask: () => ({}),

  async run({ settings, now }) {
    const pieces = new Pieces('jobs.escalate');
    const lines = await pieces.count(() => tellLines(now));
    const cases = await pieces.count(() => tellCases(settings, now, pieces));
    const reminded = await pieces.count(() => lookAtShifts(settings, now, pieces));
    const risen = await pieces.count(() => raiseCases(settings, now, pieces));
    return { told: lines + cases, reminded, risen, failed: pieces.failed };
  },
});

type Due = SlotDocument &
  WithLeaders & { activity: ActivityDocument[]; waiting: AttendanceDocument[]; team: TeamDocument[] };

async function lookAtShifts(settings: Settings, now: Instant, pieces: Pieces): Promise<number> {
  const due = await aggregate<Due>(
    'slots',
    [{ match: { dueAt: _.lte(new Date(now)) } }, { sort: { dueAt: 1 } }],
    BATCH,
    [
      { project: { roster: 0, key: 0, receipts: 0 } },
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
      ...stagesOf('waiting', via('attendances', 'toConfirm', '_id', ['receipts', 'marks', 'pairs'])),
      ...stagesOf('team', via('teams', '_id', 'teamId', ['receipts', 'grams'])),
      withLeaders,
    ],
  );
  let reminded = 0;
  for (const slot of due) {
    const putOff = () => update('slots', { _id: slot._id, dueAt: slot.dueAt }, { dueAt: later(now) });
    reminded += await pieces.count(() => lookAt(slot, settings, now), putOff);
  }
  return reminded;
}

async function lookAt(slot: Due, settings: Settings, now: Instant): Promise<number> {
  const confirmBy = slot.confirmBy ? ms(slot.confirmBy) : now;
  const left = countdown(now, confirmBy, settings.calendar);
  const waits = slot.waiting.length > 0;
  const messages = waits ? remindersFor(slot, left, now) : [];
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

async function raiseCases(settings: Settings, now: Instant, pieces: Pieces): Promise<number> {
  const due = await find('cases', { risesAt: _.lte(new Date(now)) }, { order: [['risesAt', 'asc']], limit: BATCH }); // prettier-ignore
  let risen = 0;
  for (const c of due) {
    const putOff = () => update('cases', { _id: c._id, risesAt: c.risesAt }, { risesAt: later(now) });
    risen += await pieces.count(() => raise(c, settings, now), putOff);
  }
  return risen;
}

async function raise(c: CaseDocument, settings: Settings, now: Instant): Promise<number> {
  const move = canRise(c) ? moveUpdate(c, 'rise', settings, now) : null;
  // The leader is told again that a question waits.
  const change = move ? { ...move.update, tellAt: new Date(now) } : { risesAt: _.remove() };
  return update('cases', { ...unchanged(c), risesAt: c.risesAt }, change);
}
