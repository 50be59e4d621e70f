import { keyInRound } from '#domain/attendance/code';
import { phaseOf } from '#domain/activities/lifecycle';
import type { DeskPerson, Presence } from '#domain/attendance/views';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK, slotCard, SLOT_ROSTER, SLOT_SECRETS } from '../activities/views';
import { following, many, needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AccountDocument, AttendanceDocument, SignupDocument } from '../documents';
import { askedOf } from '../signups/views';
import { closing, spanOf, type AtSlot } from './frame';
import { isAbsent, presenceAt, reasonsOf, roundsOf, undoOf } from './views';

/** Of people: what the desk shows no name or number from. */
const ACCOUNT_BULK = [
  'openid',
  'receipts',
  'number',
  // Of volunteers all but their skills.
  'volunteer.sex',
  'volunteer.birthDate',
  'volunteer.freeTimes',
  'volunteer.guardian',
  'volunteer.registeredAt',
  'consents',
  'codeKey',
  'grants',
  'noShows',
  'duties',
] as const;

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
        activity: needed(one('activities', slot.activityId, ACTIVITY_BULK)),
        slots: many('slots', 'activityId', slot.activityId, SLOT_SECRETS),
        accounts: many('accounts', '_id', signups.accountId, ACCOUNT_BULK),
        bookers: many('accounts', '_id', signups.bookedBy, ACCOUNT_BULK),
        guests: many('accounts', '_id', attendances.guest, ACCOUNT_BULK),
        team: only(one('teams', slot.teamId), ['codes']),
      }),
    ),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  run({ loaded, settings, now }) {
    const { slot, activity } = loaded;
    const here: AtSlot = { slot, activity, settings, now };
    const people = peopleAt(here, loaded);
    const expected = people.filter((p) => p.state === 'confirmed' && !p.unplaced);
    const count = (...states: Presence['state'][]) =>
      peopleOn(people.filter(({ presence }) => states.includes(presence.state)));
    return Promise.resolve({
      slot: slotCard(slot, activity),
      activityId: activity._id,
      title: activity.title,
      phase: phaseOf({ ...spanOf(slot), state: asHeldIn(activity, slot._id).state }, now),
      mode: activity.mode,
      key: keyInRound(slot.key, roundsOf(loaded.team).round),
      now,
      keepUntil: closing(here),
      expected: peopleOn(expected),
      here: count('present'),
      left: count('left', 'credited'),
      people,
      otherSlots: loaded.slots.filter((s) => s._id !== slot._id).map((s) => slotCard(s, activity)),
    });
  },
});

/** A party is one sign-up and one attendance. */
const peopleOn = (list: readonly DeskPerson[]): number => list.reduce((sum, { party }) => sum + party, 0);

interface DeskDocuments {
  readonly signups: readonly SignupDocument[];
  readonly attendances: readonly AttendanceDocument[];
  readonly accounts: readonly AccountDocument[];
  readonly bookers: readonly AccountDocument[];
  readonly guests: readonly AccountDocument[];
}

/** Who signed up, and who was let in without; whoever took their sign-up back is gone unless they came. */
function peopleAt(
  here: AtSlot,
  { signups, attendances, accounts, bookers, guests }: DeskDocuments,
): DeskPerson[] {
  const names = new Map([...accounts, ...bookers, ...guests].map((account) => [account._id, account]));
  const kept = new Map(attendances.map((attendance) => [attendance._id, attendance]));
  const live = signups.filter(({ _id, state }) => state !== 'cancelled' && !wasGuest(kept.get(_id)));
  const signed = live.map((signup): DeskPerson => {
    const state = signup.state === 'waiting' ? 'waiting' : 'confirmed';
    const person = personOf(here, names.get(signup.accountId), kept.get(signup._id), {
      accountId: signup.accountId,
      attendanceId: signup._id,
      state,
      unplaced: false,
      party: signup.party,
      asked: askedOf(signup, here.slot, here.now) !== null,
    });
    return person.phone === '' ? { ...person, phone: names.get(signup.bookedBy ?? '')?.phone ?? '' } : person;
  });
  const guestsIn = attendances.filter(wasGuest).map(({ _id, accountId }) =>
    personOf(here, names.get(accountId), kept.get(_id), {
      accountId,
      attendanceId: _id,
      state: 'confirmed',
      unplaced: true,
      party: 1,
      asked: false,
    }),
  );
  return [...signed, ...guestsIn];
}

const wasGuest = (attendance: AttendanceDocument | undefined): boolean => attendance?.guest !== undefined;

function personOf(
  here: AtSlot,
  account: AccountDocument | undefined,
  attendance: AttendanceDocument | undefined,
  person: Pick<DeskPerson, 'accountId' | 'attendanceId' | 'state' | 'unplaced' | 'party' | 'asked'>,
): DeskPerson {
  const placed = person.state === 'confirmed' && !person.unplaced;
  return {
    ...person,
    name: account?.name ?? '',
    phone: account?.phone ?? '',
    skills: here.activity.skills.filter((skill) => account?.volunteer?.skills.includes(skill)),
    presence: presenceAt(attendance, here, placed),
    reasons: reasonsOf(attendance),
    absent: isAbsent(attendance),
    undo: undoOf(attendance, here),
  };
}
