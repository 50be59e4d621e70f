import { keyInRound } from '#domain/attendance/code';
import { deskCounts } from '#domain/attendance/page';
import { phaseOf } from '#domain/activities/lifecycle';
import { SECOND, type Instant } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { slotCard, SLOT_ROSTER, SLOT_SECRETS } from '../activities/views';
import { changedSince, following, many, needed, one, only, type Paths } from '../core/loading';
import { useCase } from '../core/use-case';
import { versionOf } from '../core/version';
import type { SlotDocument, TeamDocument } from '../documents';
import { namesFor, peopleAt } from './desk-people';
import { closing, HELD_ACTIVITY, isClosed, spanOf, type AtSlot } from './frame';
import { roundsOf } from './views';

/** A write may take so long to be seen after the moment that it is stamped with, and clocks of instances may differ. */
const OVERLAP = 15 * SECOND;
const markAt = (now: Instant): Instant => now - OVERLAP;

const frameLookUps = (slot: Paths<SlotDocument>) => ({
  activity: needed(only(one('activities', slot.activityId), HELD_ACTIVITY)),
  team: only(one('teams', slot.teamId), ['codes']),
});

/** Everything the check-in desk shows, in one round trip; the phone makes the codes itself from the key. */
export const checkInDesk = useCase('desk.view', {
  ask: ({ slotId }) =>
    following(
      {
        slot: needed(one('slots', slotId, SLOT_ROSTER)),
        signups: many('signups', 'slotId', slotId, ['receipts']),
        attendances: many('attendances', 'slotId', slotId, ['receipts']),
      },
      ({ slot, signups, attendances }) => ({
        ...frameLookUps(slot),
        slots: many('slots', 'activityId', slot.activityId, SLOT_SECRETS),
        ...namesFor(signups, attendances),
      }),
    ),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  run({ loaded, settings, now }) {
    const { slot, activity, team, slots } = loaded;
    const here: AtSlot = { slot, activity, settings, now };
    const people = peopleAt(here, loaded);
    return Promise.resolve({
      slot: slotCard(slot, activity),
      activityId: activity._id,
      title: activity.title,
      ...frameOfDesk(here, team),
      now,
      ...deskCounts(people),
      people,
      otherSlots: slots.filter((s) => s._id !== slot._id).map((s) => slotCard(s, activity)),
      frame: frameVersion(here, team),
      mark: markAt(now),
    });
  },
});

/** What is new at the desk: it costs as much as has changed, however many people there are. */
export const deskChanges = useCase('desk.changes', {
  ask: ({ slotId, since }) =>
    following(
      {
        slot: needed(one('slots', slotId, SLOT_ROSTER)),
        newSignups: changedSince('signups', slotId, since),
        newAttendances: changedSince('attendances', slotId, since),
      },
      ({ slot, newSignups, newAttendances }) => {
        const ids = [newSignups._id, newAttendances._id];
        const both = {
          signups: many('signups', '_id', ids, ['receipts']),
          attendances: many('attendances', '_id', ids, ['receipts']),
        };
        return {
          ...frameLookUps(slot),
          ...following(both, ({ signups, attendances }) => namesFor(signups, attendances)),
        };
      },
    ),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  run({ loaded, settings, now }) {
    const { slot, activity, team, signups, attendances } = loaded;
    const here: AtSlot = { slot, activity, settings, now };
    const people = peopleAt(here, loaded);
    const listed = new Set(people.map(({ attendanceId }) => attendanceId));
    const ids = new Set([...signups, ...attendances].map(({ _id }) => _id));
    return Promise.resolve({
      frame: frameVersion(here, team),
      slot: slotCard(slot, activity),
      mark: markAt(now),
      now,
      people,
      gone: [...ids].filter((id) => !listed.has(id)),
    });
  },
});

type Codes = Pick<TeamDocument, 'codes'> | undefined;

/** What is the same for everybody at the desk. */
const frameOfDesk = (here: AtSlot, team: Codes) => ({
  phase: phaseOf({ ...spanOf(here.slot), state: asHeldIn(here.activity, here.slot._id).state }, here.now),
  mode: here.activity.mode,
  key: keyInRound(here.slot.key, roundsOf(team).round),
  keepUntil: closing(here),
});

/** Other where anything is that people stand there by, so that nobody is shown by what was. */
function frameVersion(here: AtSlot, team: Codes): string {
  const { name, start, end, capacity, revision } = here.slot;
  const { title, skills } = here.activity;
  const said = { name, start, end, capacity, revision, title, skills };
  return versionOf([frameOfDesk(here, team), said, isClosed(here)]);
}
