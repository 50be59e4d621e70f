import type { DeskPerson } from '#domain/attendance/views';
import { many, type Paths } from '../core/loading';
import type { AccountDocument, AttendanceDocument, SignupDocument } from '../documents';
import { askedOf } from '../signups/views';
import type { AtSlot } from './frame';
import { isAbsent, presenceAt, reasonsOf, undoOf } from './views';

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

/** Whose names stand there: of who signed up, of who did it for them, of who was let in without. */
export const namesFor = (signups: Paths<SignupDocument>, attendances: Paths<AttendanceDocument>) => ({
  accounts: many('accounts', '_id', [signups.accountId, signups.bookedBy, attendances.guest], ACCOUNT_BULK),
});

interface DeskDocuments {
  readonly signups: readonly SignupDocument[];
  readonly attendances: readonly AttendanceDocument[];
  readonly accounts: readonly AccountDocument[];
}

/** Who signed up, and who was let in without; whoever took their sign-up back is gone unless they came. */
export function peopleAt(here: AtSlot, { signups, attendances, accounts }: DeskDocuments): DeskPerson[] {
  const names = new Map(accounts.map((account) => [account._id, account]));
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
