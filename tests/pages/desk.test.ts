import { makeCode, makePersonalCode, parseCode, STEP, stepOf, verifyCode } from '#domain/attendance/code';
import type { DeskPerson, DeskView } from '#domain/attendance/views';
import { clockOffset } from '../../miniprogram/services/clock';
import { choicesFor, scanMove } from '../../miniprogram/packages/leader/desk/choices';
import { deskModel, remaining } from '../../miniprogram/packages/leader/desk/model';
import { alsoKnown, nameables } from '../../miniprogram/packages/leader/desk/naming';
import { withWaiting } from '../../miniprogram/packages/leader/desk/waiting';
import type { Waiting } from '../../miniprogram/services/outbox';
import { at } from '../domain/support';

const person = (
  accountId: string,
  state: DeskPerson['presence']['state'],
  inAt: number | null = null,
  outAt: number | null = null,
): DeskPerson => ({
  accountId,
  attendanceId: `x_${accountId}`,
  name: accountId,
  phone: '13800000000',
  state: 'confirmed',
  presence: { state, in: inAt, out: outAt, flags: [] },
  unplaced: false,
  skills: [],
  party: 1,
  asked: false,
  reasons: [],
  absent: false,
  undo: state === 'expected' ? [] : ['m1'],
});

const slot = {
  id: 'x',
  kind: 'shift',
  name: '班',
  start: at(8),
  end: at(10),
  capacity: 9,
  left: 0,
  revision: 0,
} as const;

const view = (part: Partial<DeskView> = {}): DeskView => ({
  slot,
  activityId: 'v1',
  title: '理发',
  phase: 'running',
  mode: 'inOut',
  key: 'k',
  now: at(9),
  keepUntil: at(11),
  expected: 4,
  here: 2,
  left: 1,
  people: [],
  otherSlots: [],
  frame: 'f1',
  mark: at(9),
  ...part,
});

describe('the desk’s clock', () => {
  test('a phone an hour slow still makes codes that the cloud takes', () => {
    const offset = clockOffset(at(9), at(8), at(8) + 400);
    const code = parseCode(makeCode('k', 'x', at(8) + 400 + offset));
    expect(code && verifyCode(code, 'k', at(9))).toBe('OK');
  });

  test('a step begins with all of it left and ends with nearly nothing', () => {
    const start = stepOf(at(9)) * STEP;
    expect(remaining(start)).toEqual({ seconds: 10, percent: 100 });
    expect(remaining(start + STEP - 1)).toEqual({ seconds: 1, percent: 0 });
  });
});

describe('who stands on the desk', () => {
  const people = [
    person('early', 'left', at(8), at(9)),
    person('late', 'present', at(8, 59)),
    person('back', 'present', at(9, 1), at(8, 30)),
    person('missing', 'expected'),
    { ...person('waits', 'expected'), state: 'waiting' as const },
  ];

  test('the last moves come first, whoever came back counts as coming', () => {
    expect(deskModel(view({ people })).last.map((row) => row.id)).toEqual(['back', 'early', 'late']);
  });

  test('everybody stands in one group', () => {
    const groups = deskModel(view({ people })).groups.map((g) => g.people.map((row) => row.id));
    expect(groups).toEqual([['late', 'back'], ['missing'], ['early'], ['waits']]);
  });

  test('at most five are shown as last', () => {
    const many = Array.from({ length: 8 }, (_, i) => person(`p${i}`, 'present', at(8, i)));
    expect(deskModel(view({ people: many })).last).toHaveLength(5);
  });

  test('slots stand in the order of time with the open one chosen', () => {
    const other = { ...slot, id: 'w', start: at(7), end: at(8) };
    const { slots } = deskModel(view({ otherSlots: [other] }));
    expect(slots.map(({ id, chosen }) => [id, chosen])).toEqual([
      ['w', false],
      ['x', true],
    ]);
  });

  test('is over at the very end of the slot', () => {
    expect(deskModel(view({ now: slot.end - 1 })).over).toBe(false);
    expect(deskModel(view({ now: slot.end })).over).toBe(true);
  });
});

describe('what waits on the leader’s phone', () => {
  let made = 0;
  const item = (action: Waiting['action'], input: object): Waiting => ({
    nonce: `n${(made += 1)}`,
    action,
    input: input as Waiting['input'],
    slotId: 'x',
    what: '',
    title: '',
    madeAt: at(9),
    tries: 1,
    faults: 0,
  });
  const named = (personId: string, move: string, reason = '没带手机') =>
    item('attendance.record', { slotId: 'x', personId, move, reason });
  const people = [
    person('a', 'expected'),
    person('b', 'present', at(8)),
    person('c', 'left', at(8), at(8, 30)),
  ];
  const laid = (...waiting: Waiting[]) => withWaiting(view({ people }), waiting, (id) => `名${id}`, 60_000);
  const of = (id: string, ...waiting: Waiting[]) =>
    laid(...waiting).view.people.find(({ accountId }) => accountId === id);

  test('is shown as if it were done, counted, and marked', () => {
    const waiting = [named('a', 'in'), named('b', 'out')];
    expect(of('a', ...waiting)).toMatchObject({
      presence: { state: 'present', in: at(9, 1) },
      reasons: ['没带手机'],
    });
    expect(of('b', ...waiting)).toMatchObject({ presence: { state: 'left', out: at(9, 1) } });
    expect(laid(...waiting).view).toMatchObject({ here: 1, left: 2 });
    const { groups, waiting: count } = deskModel(laid(...waiting).view, laid(...waiting).pending);
    expect(count).toBe(2);
    expect(groups.flatMap((g) => g.people).filter((row) => row.pending)).toHaveLength(2);
  });

  test('a scanned person who is not on the list stands there too', () => {
    const code = makePersonalCode('k', 'z', at(9));
    expect(of('z', item('attendance.record', { slotId: 'x', code, move: 'in' }))).toMatchObject({
      name: '名z',
      presence: { state: 'present' },
    });
  });

  test('what was undone stands as it was before', () => {
    const undo = (personId: string) => item('attendance.undo', { slotId: 'x', personId, marks: ['m1'] });
    expect(of('b', undo('b'))?.presence.state).toBe('expected');
    expect(of('c', undo('c'))?.presence.state).toBe('present');
    const absent = named('b', 'absent');
    expect(of('b', absent)).toMatchObject({ absent: true, presence: { state: 'expected' } });
  });

  test('of another page’s doing nothing is laid over', () => {
    expect(laid(item('attendance.checkIn', { code: 'c' })).pending.size).toBe(0);
  });
});

describe('what a leader can do about a person', () => {
  const acts = (p: DeskPerson, over = false) => choicesFor(p, over).map(({ act }) => act);

  test('follows from where they stand', () => {
    expect(acts(person('a', 'expected'))).toEqual(['in']);
    expect(acts(person('a', 'expected'), true)).toEqual([]);
    expect(acts(person('a', 'present', at(8)))).toEqual(['out', 'undo', 'absent']);
    expect(acts(person('a', 'left', at(8), at(9)))).toEqual(['undo', 'in', 'absent']);
    expect(acts({ ...person('a', 'expected'), absent: true, undo: ['m'] })).toEqual(['undo']);
    expect(acts(person('a', 'credited', at(8), at(9)))).toEqual([]);
  });

  test('a personal code brings in who is not there, and asks before anything else', () => {
    expect(scanMove(undefined)).toEqual({ move: 'in', ask: '' });
    expect(scanMove(person('a', 'present', at(8)))).toMatchObject({ move: 'out' });
    expect(scanMove(person('a', 'left', at(8), at(9))).ask).not.toBe('');
  });

  test('who has come cannot be named in again', () => {
    const people = [person('a', 'expected'), person('b', 'present', at(8))];
    const candidates = [
      { personId: 'b', name: 'b' },
      { personId: 'c', name: 'c' },
    ];
    expect(nameables(people, candidates).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('whom a search has found in a large team stays known, once', () => {
    const known = { candidates: [{ personId: 'a', name: 'a' }], more: true };
    const found = [
      { personId: 'a', name: 'a' },
      { personId: 'b', name: 'b' },
    ];
    expect(alsoKnown(known, found)).toEqual({ candidates: found, more: true });
  });
});
