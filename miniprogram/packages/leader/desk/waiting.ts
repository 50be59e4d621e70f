import { parsePersonalCode } from '../../../domain/attendance/code';
import { deskCounts } from '../../../domain/attendance/page';
import type { Move } from '../../../domain/attendance/stays';
import { signupIdOf } from '../../../domain/ids';
import type { Instant } from '../../../domain/time';
import type { DeskPerson, DeskView } from '../../../domain/attendance/views';
import type { Waiting } from '../../../services/outbox';

/** What this phone has noted and not yet told is shown as if it had been, and marked. */
export interface Overlaid {
  readonly view: DeskView;
  /** Ids of the people about whom something still waits. */
  readonly pending: ReadonlySet<string>;
}

interface Note {
  readonly nonce: string;
  readonly personId: string;
  readonly move: Move | 'undo';
  readonly reason: string;
  readonly at: Instant;
}

/** Null for what is not the desk's. */
function noteOf({ nonce, action, input, madeAt }: Waiting, offset: number): Note | null {
  const at = madeAt + offset;
  if (action === 'attendance.undo' && 'marks' in input) {
    return { nonce, personId: input.personId, move: 'undo', reason: '', at };
  }
  if (action !== 'attendance.record' || !('move' in input)) return null;
  const personId = input.personId ?? parsePersonalCode(input.code ?? '')?.accountId;
  return personId === undefined
    ? null
    : { nonce, personId, move: input.move, reason: input.reason ?? '', at };
}

/** `offset`: how far this phone's clock is behind the cloud's. */
export function withWaiting(
  view: DeskView,
  waiting: readonly Waiting[],
  nameOf: (personId: string) => string,
  offset: number,
): Overlaid {
  const notes = waiting.flatMap((item) => noteOf(item, offset) ?? []);
  if (notes.length === 0) return { view, pending: new Set() };
  const people = new Map(view.people.map((person) => [person.accountId, person]));
  for (const note of notes) {
    const person = people.get(note.personId) ?? stranger(view.slot.id, note.personId, nameOf(note.personId));
    people.set(note.personId, after(person, note));
  }
  const all = [...people.values()];
  const { here, left } = deskCounts(all);
  return {
    view: { ...view, people: all, here, left },
    pending: new Set(notes.map(({ personId }) => personId)),
  };
}

const stranger = (slotId: string, accountId: string, name: string): DeskPerson => ({
  accountId,
  attendanceId: signupIdOf(slotId, accountId),
  name: name || '持个人码的人',
  phone: '',
  state: 'confirmed',
  unplaced: false,
  skills: [],
  party: 1,
  asked: false,
  reasons: [],
  absent: false,
  undo: [],
  presence: { state: 'expected', in: null, out: null, flags: [] },
});

function after(person: DeskPerson, { nonce, move, reason, at }: Note): DeskPerson {
  const { presence } = person;
  const reasons = reason === '' ? person.reasons : [...person.reasons, reason];
  switch (move) {
    case 'in':
      if (presence.state === 'present') return person;
      return {
        ...person,
        reasons,
        undo: [nonce],
        presence: { ...presence, state: 'present', in: presence.in ?? at, out: null },
      };
    case 'out':
      if (presence.state !== 'present') return person;
      return { ...person, reasons, undo: [nonce], presence: { ...presence, state: 'left', out: at } };
    case 'absent':
      return {
        ...person,
        reasons,
        undo: [nonce],
        absent: true,
        presence: { ...presence, state: 'expected', in: null, out: null },
      };
    case 'undo':
      return undone(person);
  }
}

/** As far as the phone can tell: the cloud knows what was there before, and says so once it is told. */
function undone(person: DeskPerson): DeskPerson {
  const { presence } = person;
  const back = { ...person, undo: [], absent: false };
  if (presence.state === 'left') return { ...back, presence: { ...presence, state: 'present', out: null } };
  return { ...back, presence: { ...presence, state: 'expected', in: null, out: null } };
}
