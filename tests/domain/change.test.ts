import fc from 'fast-check';
import {
  isPlan,
  newWords,
  placeMoved,
  planChange,
  withOldWords,
  type SlotAfter,
  type SlotBefore,
} from '#domain/activities/change';
import { HOUR } from '#domain/time';
import { at } from './support';

const before = (id: string, part: Partial<SlotBefore> = {}): SlotBefore => ({
  id,
  kind: 'shift',
  name: '上午班',
  start: at(9),
  end: at(11),
  capacity: 5,
  fixed: null,
  taken: 0,
  waiting: 0,
  revision: 0,
  ...part,
});
const after = (slotId: string | undefined, part: Partial<SlotAfter> = {}): SlotAfter => ({
  slotId,
  kind: 'shift',
  name: '上午班',
  start: at(9),
  end: at(11),
  capacity: 5,
  ...part,
});
const code = (was: SlotBefore[], is: SlotAfter[]) => {
  const plan = planChange(was, is, false);
  return isPlan(plan) ? 'OK' : plan.code;
};
const plan = (was: SlotBefore[], is: SlotAfter[], moved = false) => {
  const made = planChange(was, is, moved);
  if (!isPlan(made)) throw new Error(made.code);
  return made;
};

describe('slots of a published activity', () => {
  test('as they were: nobody is asked anything', () => {
    expect(plan([before('a')], [after('a')])).toEqual({
      kept: [{ id: 'a', after: after('a'), moved: false, touched: false }],
      added: [],
      removed: [],
    });
  });

  test('another time asks those of that slot again; another place those of all', () => {
    const was = [before('a'), before('b')];
    const is = [after('a', { start: at(10), end: at(12) }), after('b')];
    expect(plan(was, is).kept.map((s) => s.moved)).toEqual([true, false]);
    expect(plan(was, [after('a'), after('b')], true).kept.map((s) => s.moved)).toEqual([true, true]);
  });

  test('another name or more places ask nobody', () => {
    const [slot] = plan([before('a')], [after('a', { name: '整天', capacity: 9 })]).kept;
    expect(slot).toMatchObject({ moved: false, touched: true });
  });

  test('what has begun stays, whether the form has it or not, and nobody of it is asked', () => {
    const was = [before('a', { fixed: 'begun', taken: 3 }), before('b', { start: at(33), end: at(35) })];
    const b = after('b', { start: at(34), end: at(36) });
    const { kept, removed } = plan(was, [b], true);
    expect([kept.map(({ id, moved }) => [id, moved]), removed]).toEqual([[['b', true]], []]);
    expect(plan(was, [after('a'), b], true).kept.map((slot) => slot.moved)).toEqual([false, true]);
    for (const other of [{ name: '整天' }, { capacity: 9 }, { start: at(8) }, { end: at(12) }]) {
      expect(code(was, [after('a', other), b])).toBe('SLOT_BEGUN');
    }
  });

  test('what was called off is not brought back, nor removed', () => {
    const was = [before('a', { fixed: 'off', taken: 3 }), before('b')];
    expect(code(was, [after('a'), after('b')])).toBe('CANCELLED');
    expect(plan(was, [after('b')]).removed).toEqual([]);
  });

  test('places never go below those that are held', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 9 }), (taken, capacity) => {
        const said = code([before('a', { taken })], [after('a', { capacity })]);
        expect(said).toBe(capacity < taken ? 'BELOW_TAKEN' : 'OK');
      }),
    );
  });

  test('go only while nobody holds a place or waits for one; new ones come at any time', () => {
    const left = (part: Partial<SlotBefore>) => code([before('a'), before('b', part)], [after('a')]);
    expect([left({}), left({ taken: 1 }), left({ waiting: 1 })]).toEqual(['OK', 'SLOT_TAKEN', 'SLOT_TAKEN']);
    const made = plan([before('a')], [after(undefined, { name: '新的' })]);
    expect([made.added.map((s) => s.name), made.removed]).toEqual([['新的'], ['a']]);
  });

  test('are those of this activity, each once, and stay of their kind', () => {
    expect(code([before('a')], [after('x')])).toBe('BAD_INPUT');
    expect(code([before('a')], [after('a'), after('a')])).toBe('BAD_INPUT');
    expect(code([before('a')], [after('a', { kind: 'service' })])).toBe('BAD_INPUT');
  });

  test('every one is kept, removed or new, and none is lost', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(ids, ids, fc.nat(3), (was, is, fresh) => {
        const kept = is.filter((id) => was.includes(id));
        const slots = [
          ...kept.map((id) => after(id)),
          ...Array.from({ length: fresh }, () => after(undefined)),
        ];
        const made = plan(
          was.map((id) => before(id)),
          slots,
        );
        expect([...made.kept.map((s) => s.id), ...made.removed].sort()).toEqual([...was].sort());
        expect(made.added).toHaveLength(fresh);
      }),
    );
  });
});

test('a place is another when the station or the spot is, whatever it is called', () => {
  const own = { stationId: null, name: '广场', address: '北门', place: { longitude: 111, latitude: 34 } };
  const station = { ...own, stationId: 's1' };
  expect(placeMoved(own, { ...own, name: '幸福广场' })).toBe(false);
  expect(placeMoved(own, { ...own, place: { longitude: 111.1, latitude: 34 } })).toBe(true);
  expect(placeMoved(station, { ...station, place: { longitude: 1, latitude: 1 } })).toBe(false);
  expect(placeMoved(station, { ...station, stationId: 's2' })).toBe(true);
  expect(placeMoved(station, own)).toBe(true);
});

describe('words', () => {
  const place = { longitude: 111, latitude: 34 };
  const words = { title: '理发', summary: '做', audience: '', bring: '', risks: '剪刀', insurance: '' };
  const venue = { stationId: null, name: '广场', address: '北门', place };
  const was = { ...words, venue, slots: [before('a')] };
  const is = { ...words, venue, slots: [after('a', { start: at(9) + HOUR })] };

  test('that have been checked before are not checked again', () => {
    expect(newWords(was, is)).toEqual({ replaced: [], added: [] });
  });

  test('that take the place of others can be left out again; those without any before cannot', () => {
    const slots = [after('a', { name: '下午班' }), after(undefined, { name: '晚班' })];
    const other = {
      ...is,
      title: '修鞋',
      audience: '老人',
      bring: '',
      venue: { ...venue, name: '公园' },
      slots,
    };
    expect(newWords(was, other)).toEqual({
      replaced: ['修鞋', '老人', '下午班'],
      added: ['晚班', '公园', '北门'],
    });
    const kept = withOldWords(was, {
      ...is,
      title: '修鞋',
      slots: [after('a', { name: '下午班', capacity: 9 })],
    });
    expect(kept).toMatchObject({ title: '理发', slots: [{ name: '上午班', capacity: 9 }] });
    expect(newWords(was, kept)).toEqual({ replaced: [], added: [] });
  });

  test('of a station are its own', () => {
    const station = { ...venue, stationId: 's1', name: '站' };
    expect(newWords(was, { ...is, venue: station })).toEqual({ replaced: [], added: [] });
  });
});
