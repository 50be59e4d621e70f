import type { DeskChanges, DeskPerson, DeskView, Presence } from './views';

/** A party is one sign-up and one attendance. */
const peopleOn = (list: readonly DeskPerson[]): number => list.reduce((sum, { party }) => sum + party, 0);

/** How many people are expected, here, and gone again. */
export function deskCounts(people: readonly DeskPerson[]): Pick<DeskView, 'expected' | 'here' | 'left'> {
  const count = (...states: Presence['state'][]) =>
    peopleOn(people.filter(({ presence }) => states.includes(presence.state)));
  return {
    expected: peopleOn(people.filter((person) => person.state === 'confirmed' && !person.unplaced)),
    here: count('present'),
    left: count('left', 'credited'),
  };
}

/** The desk with what has changed since; null where all of it has to be asked for again. */
export function deskAfter(desk: DeskView, changes: DeskChanges): DeskView | null {
  if (changes.frame !== desk.frame) return null;
  const changed = new Map(changes.people.map((person) => [person.attendanceId, person]));
  const gone = new Set(changes.gone);
  const stayed = desk.people.filter(({ attendanceId }) => !gone.has(attendanceId));
  const known = new Set(stayed.map(({ attendanceId }) => attendanceId));
  const people = [
    ...stayed.map((person) => changed.get(person.attendanceId) ?? person),
    ...changes.people.filter(({ attendanceId }) => !known.has(attendanceId)),
  ];
  const { slot, now, mark } = changes;
  return { ...desk, ...deskCounts(people), slot, people, now, mark };
}
