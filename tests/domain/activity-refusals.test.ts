import { changeRefusal } from '#domain/activities/change';
import { cancelSlotRefusal, leavesSome, type Offable } from '#domain/activities/off';
import { groundRefusal, otherTeamRefusal, overtakenRefusal } from '#domain/activities/rules';
import { reasonRefusal, unseenRefusal } from '#domain/refusals';
import { at, span } from './support';

describe('may a published activity be changed?', () => {
  const activity = {
    state: 'published' as const,
    ...span(at(9), at(11)),
    revision: 2,
    dangerous: false,
    slots: [{ fixed: null }, { fixed: 'begun' as const }],
  };
  const input = { revision: 2, dangerous: false };
  const code = (over: Partial<typeof activity>, now = at(8), team: 'active' | 'suspended' = 'active') =>
    changeRefusal({ ...activity, ...over }, input, team, now)?.code ?? null;

  test('until it ends, by a team that acts, while something of it is still to come', () => {
    expect(code({})).toBeNull();
    expect(code({ slots: [{ fixed: 'begun' }] })).toBe('TIME_PASSED');
    expect([code({}, at(11)), code({}, at(8), 'suspended')]).toEqual(['TIME_PASSED', 'TEAM_SUSPENDED']);
  });

  test('by who has seen it as it is, and not from harmless to dangerous', () => {
    expect(code({ revision: 3, dangerous: true })).toBe('CHANGED');
    expect(changeRefusal({ ...activity, dangerous: true }, input, 'active', at(8))).toEqual({
      code: 'BAD_INPUT',
      details: { field: 'dangerous' },
    });
  });
});

describe('may one slot be called off?', () => {
  const slot: Offable & { _id: string } = { _id: 's1', ...span(at(9), at(10)), off: null };
  const activity = { state: 'published' as const, ...span(at(9), at(12)) };

  test('until it begins, of what can still be changed', () => {
    expect(cancelSlotRefusal(slot, activity, at(9) - 1)).toBeNull();
    expect(cancelSlotRefusal(slot, activity, at(9))).toEqual({ code: 'SLOT_BEGUN' });
    expect(cancelSlotRefusal(slot, { ...activity, state: 'cancelled' }, at(8))).toEqual({
      code: 'CANCELLED',
    });
  });

  test('the activity goes with the last that is held of it', () => {
    const off = { ...slot, _id: 's2', off: { at: at(8), reason: '' } };
    expect(leavesSome('published', [slot, off], ['s1'])).toBe(false);
    expect(leavesSome('published', [slot, { ...slot, _id: 's2' }], ['s1'])).toBe(true);
    expect(leavesSome('submitted', [slot, { ...slot, _id: 's2' }], ['s1'])).toBe(false);
  });
});

test('a verdict that comes too late is told what came before it', () => {
  expect(
    (['cancelled', 'published', 'refused', 'draft'] as const).map((s) => overtakenRefusal(s).code),
  ).toEqual(['CANCELLED', 'ALREADY_REVIEWED', 'ALREADY_REVIEWED', 'CHANGED']);
  expect(overtakenRefusal(undefined)).toEqual({ code: 'CHANGED' });
});

test('an activity moves to no other team, and to no station that is closed or gone', () => {
  expect([otherTeamRefusal('t1', 't1'), groundRefusal({}), groundRefusal({ closed: false })]).toEqual([
    null,
    null,
    null,
  ]);
  expect(otherTeamRefusal('t1', 't2')).toEqual({ code: 'BAD_INPUT', details: { field: 'teamId' } });
  expect([groundRefusal(undefined)?.code, groundRefusal({ closed: true })?.code]).toEqual([
    'NOT_FOUND',
    'STATION_CLOSED',
  ]);
});

test('who decides about another revision than there is has not seen it; who says none is not asked', () => {
  expect([unseenRefusal(2, 2), unseenRefusal(undefined, 2), unseenRefusal(1, 2)]).toEqual([
    null,
    null,
    { code: 'CHANGED' },
  ]);
  expect([reasonRefusal('太晚了'), reasonRefusal('')]).toEqual([null, { code: 'REASON_NEEDED' }]);
});
