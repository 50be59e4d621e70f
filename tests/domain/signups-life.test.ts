import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fieldsDroppedIn, signupLife } from '#domain/signups/life';
import { lostEnding, repairOf, type HeldPlace, type WrittenSignup } from '#domain/signups/repair';
import { at } from './support';

describe('the life of a sign-up', () => {
  test('what ends leaves the lists of what is live and owes nobody a message', () => {
    const live = ['liveFor', 'waitingFor', 'confirmBy', 'offeredFor', 'tellAt', 'visit'];
    expect(fieldsDroppedIn('cancelled')).toEqual([...live, 'namedIn']);
    expect(fieldsDroppedIn('over')).toEqual(live);
  });

  test('who has a place does not wait, and who waits has nothing to answer or to offer', () => {
    expect(fieldsDroppedIn('confirmed')).toEqual(['waitingFor', 'ending', 'endedAt']);
    expect(fieldsDroppedIn('waiting')).toEqual(['confirmBy', 'offeredFor', 'tellAt', 'ending', 'endedAt']);
  });

  test('the table in the documents is this one', () => {
    const listed = (names: readonly string[]) => names.join(', ') || '–';
    const rows = Object.entries(signupLife).map(([field, { carried, setBy, droppedBy, readBy }]) => {
      const cells = [field, ...[carried, setBy, droppedBy, readBy].map(listed)];
      return `| ${cells.join(' | ')} |`;
    });
    const places = readFileSync(resolve(__dirname, '../../docs/concepts/places.md'), 'utf8');
    expect(places.split('\n').filter((line) => rows.includes(line))).toEqual(rows);
  });
});

describe('what the repair does about a place', () => {
  const held: HeldPlace = { at: at(8), party: 1, confirmBy: null, offered: false, promoted: false };
  const written: WrittenSignup = {
    state: 'confirmed',
    party: 1,
    confirmBy: null,
    offered: false,
    endedAt: null,
  };
  const repair = (before: Partial<WrittenSignup>, place: Partial<HeldPlace> = {}) =>
    repairOf({ ...written, ...before }, { ...held, ...place });

  test('writes the record that is missing, and leaves one alone that agrees', () => {
    expect(repairOf(undefined, held)).toBe('write');
    expect(repair({})).toBe('none');
  });

  test('confirms who still waits: as taken, or as passed on to them', () => {
    expect(repair({ state: 'waiting' })).toBe('confirm');
    expect(repair({ state: 'waiting' }, { promoted: true })).toBe('promote');
  });

  test('of one that had ended: taken again since is written again, all else comes free', () => {
    const ended = (endedAt: number | null, place: Partial<HeldPlace> = {}) =>
      repair({ state: 'cancelled', endedAt }, place);
    expect([ended(at(8)), ended(at(8) + 1), ended(null), ended(at(7), { promoted: true })]).toEqual([
      'rewrite',
      'release',
      'release',
      'release',
    ]);
  });

  test.each([{ party: 2 }, { confirmBy: at(9) }, { offered: true }])('corrects %o', (differs) => {
    expect(repair(differs)).toBe('correct');
    expect(repair({}, differs)).toBe('correct');
  });

  test('how one ended whose place has passed on, and who goes back in line', () => {
    const lost = (offered: boolean, confirmBy: number | null, takenOver = false) =>
      lostEnding({ offered, confirmBy }, takenOver, at(9));
    expect([lost(true, at(9), true), lost(true, at(9)), lost(false, at(9))]).toEqual([
      'swapped',
      'own',
      'lapsed',
    ]);
    expect([lost(false, at(9) + 1), lost(false, null)]).toEqual([null, null]);
  });
});
