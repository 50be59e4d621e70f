import { makeCode, parseCode, STEP, stepOf, verifyCode } from '#domain/attendance/code';
import type { DeskPerson, DeskView } from '#domain/views';
import { clockOffset, deskModel, remaining } from '../../miniprogram/packages/leader/desk/model';
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
  key: 'k',
  now: at(9),
  expected: 4,
  here: 2,
  left: 1,
  people: [],
  otherSlots: [],
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
