import { phaseOf } from '#domain/activities/lifecycle';
import { Refused } from '#domain/errors';
import type { DeskPerson, Presence } from '#domain/attendance/views';
import { asHeldIn } from '../activities/off';
import { slotCard, SLOT_SECRETS } from '../activities/views';
import { byId, having, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { AccountDocument, AttendanceDocument, SignupDocument } from '../documents';
import { askedOf } from '../signups/views';
import { closing, spanOf, type Place } from './frame';
import { isAbsent, presenceAt, reasonsOf, undoOf } from './views';

/** Of people: what the desk shows no name or number from. */
const ACCOUNT_BULK = [
  'openid',
  'receipts',
  // All but their skills.
  ...['number', 'sex', 'birthDate', 'freeTimes', 'guardian', 'registeredAt'].map(
    (fact) => `volunteer.${fact}`,
  ),
  'consents',
  'codeKey',
  'grants',
  'noShows',
  'duties',
];

/** Everything the check-in desk shows, in one round trip; the phone makes the codes itself from the key. */
export const desk = useCase('desk.view', {
  ask: ({ slotId }) => ({
    slot: byId('slots', slotId, ['roster', 'receipts']),
    activity: via('activities', '_id', 'slot.activityId', ['summary', 'risks', 'receipts']),
    slots: via('slots', 'activityId', 'slot.activityId', SLOT_SECRETS),
    signups: having('signups', 'slotId', slotId, ['receipts']),
    attendances: having('attendances', 'slotId', slotId, ['receipts']),
    accounts: via('accounts', '_id', 'signups.accountId', ACCOUNT_BULK),
    bookers: via('accounts', '_id', 'signups.bookedBy', ACCOUNT_BULK),
    guests: via('accounts', '_id', 'attendances.guest', ACCOUNT_BULK),
  }),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  run({ loaded, settings, now }) {
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    const place: Place = { slot, activity, settings, now };
    const people = peopleAt(place, loaded);
    const expected = people.filter((p) => p.state === 'confirmed' && !p.unplaced);
    const count = (...states: Presence['state'][]) =>
      peopleOn(people.filter(({ presence }) => states.includes(presence.state)));
    return Promise.resolve({
      slot: slotCard(slot, activity),
      activityId: activity._id,
      title: activity.title,
      phase: phaseOf({ ...spanOf(slot), state: asHeldIn(activity, slot._id).state }, now),
      mode: activity.mode,
      key: slot.key,
      now,
      keepUntil: closing(place),
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

interface Listed {
  readonly signups: readonly SignupDocument[];
  readonly attendances: readonly AttendanceDocument[];
  readonly accounts: readonly AccountDocument[];
  readonly bookers: readonly AccountDocument[];
  readonly guests: readonly AccountDocument[];
}

/** Who signed up, and who was let in without; whoever took their sign-up back is gone unless they came. */
function peopleAt(place: Place, { signups, attendances, accounts, bookers, guests }: Listed): DeskPerson[] {
  const names = new Map([...accounts, ...bookers, ...guests].map((account) => [account._id, account]));
  const kept = new Map(attendances.map((attendance) => [attendance._id, attendance]));
  const live = signups.filter(({ _id, state }) => state !== 'cancelled' && !wasGuest(kept.get(_id)));
  const signed = live.map((signup): DeskPerson => {
    const state = signup.state === 'waiting' ? 'waiting' : 'confirmed';
    const person = personOf(place, names.get(signup.accountId), kept.get(signup._id), {
      accountId: signup.accountId,
      attendanceId: signup._id,
      state,
      unplaced: false,
      party: signup.party,
      asked: askedOf(signup, place.slot, place.now) !== null,
    });
    return person.phone === '' ? { ...person, phone: names.get(signup.bookedBy ?? '')?.phone ?? '' } : person;
  });
  const guestsIn = attendances.filter(wasGuest).map(({ _id, accountId }) =>
    personOf(place, names.get(accountId), kept.get(_id), {
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
  place: Place,
  account: AccountDocument | undefined,
  attendance: AttendanceDocument | undefined,
  person: Pick<DeskPerson, 'accountId' | 'attendanceId' | 'state' | 'unplaced' | 'party' | 'asked'>,
): DeskPerson {
  const placed = person.state === 'confirmed' && !person.unplaced;
  return {
    ...person,
    name: account?.name ?? '',
    phone: account?.phone ?? '',
    skills: place.activity.skills.filter((skill) => account?.volunteer?.skills.includes(skill)),
    presence: presenceAt(attendance, place, placed),
    reasons: reasonsOf(attendance),
    absent: isAbsent(attendance),
    undo: undoOf(attendance, place),
  };
}
