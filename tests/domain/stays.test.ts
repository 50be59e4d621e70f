import fc from 'fast-check';
import { MARKS_AT_MOST, noteMark, type Known, type Scene } from '#domain/attendance/note';
import { didNotCome, lastMarks, staysOf, type Frame, type Mark, type Move } from '#domain/attendance/stays';
import { MINUTE } from '#domain/time';
import { at, settings, span } from './support';

const slot = span(at(8), at(10));
const frame: Frame = { ...slot, mode: 'inOut', maxPairs: 3, closed: false, placed: true };
const scene: Scene = {
  slot,
  frame,
  signup: 'confirmed',
  settings: settings.attendance,
  elsewhere: [],
  late: false,
};
let made = 0;
const mark = (move: Move, hour: number, minute = 0): Mark => ({
  id: `m${(made += 1)}`,
  move,
  at: at(hour, minute),
});
const came = (hour: number, minute = 0) => mark('in', hour, minute);
const left = (hour: number, minute = 0) => mark('out', hour, minute);
const stay = (from: number, to: number) => ({ in: from, out: to });
const read = (marks: Mark[], change: Partial<Frame> = {}, undone: string[] = []) =>
  staysOf(marks, undone, { ...frame, ...change });

describe('what follows from the marks', () => {
  test('a coming and a going make one stay; a coming alone is open', () => {
    expect(read([came(8), left(10)]).pairs).toEqual([stay(at(8), at(10))]);
    expect(read([came(8)])).toMatchObject({ pairs: [], openSince: at(8) });
    expect(read([])).toEqual({ pairs: [], openSince: null, closedBySystem: false });
  });

  test('doubles from both phones merge into one stay: the first coming, the first going', () => {
    const doubles = [came(8), came(8, 1), left(9, 59), left(10)];
    expect(read(doubles).pairs).toEqual([stay(at(8), at(9, 59))]);
  });

  test('a going without a coming means nothing, until the coming arrives', () => {
    const going = left(9);
    expect(read([going]).pairs).toEqual([]);
    expect(read([going, came(8)]).pairs).toEqual([stay(at(8), at(9))]);
  });

  test('what nobody ended is closed to the end and says so; a late check-out corrects it', () => {
    expect(read([came(8)], { closed: true })).toEqual({
      pairs: [stay(at(8), at(10))],
      openSince: null,
      closedBySystem: true,
    });
    expect(read([came(8), left(9, 30)], { closed: true })).toMatchObject({
      pairs: [stay(at(8), at(9, 30))],
      closedBySystem: false,
    });
  });

  test('in only: the end is the shift’s, and that is no oddity', () => {
    expect(read([came(8, 20)], { mode: 'inOnly', closed: true })).toMatchObject({
      pairs: [stay(at(8, 20), at(10))],
      closedBySystem: false,
    });
  });

  test('automatic: who holds a place was there for the slot’s time, unless noted otherwise', () => {
    expect(read([], { mode: 'auto', closed: true }).pairs).toEqual([stay(at(8), at(10))]);
    expect(read([], { mode: 'auto', closed: true, placed: false }).pairs).toEqual([]);
    expect(read([left(9)], { mode: 'auto', closed: true }).pairs).toEqual([stay(at(8), at(9))]);
    expect(read([came(8, 30)], { mode: 'auto', closed: true }).pairs).toEqual([stay(at(8, 30), at(10))]);
  });

  test('absent: nothing counts, until that is taken back', () => {
    const absent = mark('absent', 9);
    expect(read([absent], { mode: 'auto', closed: true }).pairs).toEqual([]);
    expect(read([absent], { mode: 'auto', closed: true }, [absent.id]).pairs).toHaveLength(1);
  });

  test('who did not come: nothing of them stands, or the leader said so; what is taken back was never said', () => {
    const stayedAway = (marks: Mark[], undone: string[] = [], change: Partial<Frame> = {}) =>
      didNotCome(marks, undone, read(marks, change, undone));
    const coming = came(8);
    const struck = mark('absent', 9);
    expect([stayedAway([]), stayedAway([coming])]).toEqual([true, false]);
    expect([stayedAway([coming, struck]), stayedAway([coming, struck], [struck.id])]).toEqual([true, false]);
    expect(stayedAway([coming], [coming.id])).toBe(true);
    // A going whose coming is still on its way.
    expect(stayedAway([left(9)])).toBe(false);
    expect(stayedAway([], [], { mode: 'auto', closed: true })).toBe(false);
  });

  test('beyond the day’s number nothing more is opened', () => {
    const four = [0, 1, 2, 3].flatMap((i) => [came(8, i * 10), left(8, i * 10 + 5)]);
    expect(read(four).pairs).toHaveLength(3);
    expect(read(four, { maxPairs: 4 }).pairs).toHaveLength(4);
  });
});

describe('undo', () => {
  const undo = (marks: Mark[], undone: string[] = []) => [
    ...undone,
    ...lastMarks(marks, undone, frame).map(({ id }) => id),
  ];

  test('takes back the last coming or going with its doubles', () => {
    const marks = [came(8), came(8, 1), left(9), left(9, 1)];
    const once = undo(marks);
    expect(read(marks, {}, once)).toMatchObject({ pairs: [], openSince: at(8) });
    const twice = undo(marks, once);
    expect(read(marks, {}, twice)).toMatchObject({ pairs: [], openSince: null });
    expect(lastMarks(marks, twice, frame)).toEqual([]);
  });

  test('a mark that arrives after it was taken back stays taken back', () => {
    const named = came(8);
    const known: Known = { marks: [], undone: [named.id] };
    expect(noteMark(known, named, scene)).toMatchObject({ ok: true, stays: { pairs: [], openSince: null } });
  });
});

describe('noting', () => {
  const note = (known: Known, next: Mark, change: Partial<Scene> = {}) =>
    noteMark(known, next, { ...scene, ...change });

  test('the same mark twice is one', () => {
    const coming = came(8);
    const known = { marks: [coming], undone: [] };
    expect(note(known, coming)).toMatchObject({ ok: true, again: true, marks: [coming] });
  });

  test('a going without a coming is refused when told at once, kept when told late', () => {
    const nobody = { marks: [], undone: [] };
    expect(note(nobody, left(9))).toEqual({ ok: false, refusal: { code: 'NOT_CHECKED_IN' } });
    expect(note(nobody, left(9), { late: true })).toMatchObject({ ok: true, again: true });
  });

  test('a check-out is taken until the system closes', () => {
    const known = { marks: [came(8)], undone: [] };
    const closing = { ...frame, closed: true };
    expect(note(known, left(10, 59), { frame: closing })).toMatchObject({ ok: true, again: false });
    expect(note(known, left(11), { frame: closing })).toMatchObject({ ok: true, again: true });
  });

  test('a phone gone mad fills no store', () => {
    const marks = Array.from({ length: MARKS_AT_MOST }, () => came(8));
    const more = note({ marks, undone: [] }, came(8, 1));
    expect(more).toMatchObject({ ok: true, again: true });
    expect(more.ok && more.marks).toHaveLength(MARKS_AT_MOST);
    const other = note({ marks, undone: [] }, left(9));
    expect(other).toEqual({ ok: false, refusal: { code: 'TOO_MANY_PAIRS' } });
  });
});

describe('whatever both phones tell', () => {
  const minutes = fc.integer({ min: 0, max: 119 });
  const anyMark = fc
    .record({ move: fc.constantFrom<Move>('in', 'out'), minute: minutes, id: fc.uuid() })
    .map(({ move, minute, id }): Mark => ({ id, move, at: slot.start + minute * MINUTE }));
  const history = fc.uniqueArray(anyMark, { maxLength: 12, selector: ({ id }) => id });
  const arrivals = history.chain((marks) =>
    fc.record({
      marks: fc.constant(marks),
      // Every mark at least once, in any order, some more often.
      arriving: fc
        .shuffledSubarray([...marks, ...marks, ...marks], { minLength: marks.length * 3 })
        .filter((all) => marks.every((each) => all.includes(each))),
      maxPairs: fc.integer({ min: 1, max: 3 }),
      closed: fc.boolean(),
    }),
  );

  const arrive = (arriving: readonly Mark[], own: Frame): Known =>
    arriving.reduce<Known>(
      (known, next) => {
        const noted = noteMark(known, next, {
          ...scene,
          frame: own,
          settings: { ...settings.attendance, maxPairs: own.maxPairs },
          late: true,
        });
        return noted.ok ? { ...known, marks: noted.marks } : known;
      },
      { marks: [], undone: [] },
    );

  test('any order, any delay, any doubles of the same marks give the same stays', () => {
    fc.assert(
      fc.property(arrivals, ({ marks, arriving, maxPairs, closed }) => {
        const own = { ...frame, maxPairs, closed };
        const known = arrive(arriving, own);
        expect(staysOf(known.marks, [], own)).toEqual(staysOf(marks, [], own));
      }),
      { numRuns: 500 },
    );
  });

  test('stays are in order, apart from each other, no more than the day allows', () => {
    fc.assert(
      fc.property(arrivals, ({ arriving, maxPairs, closed }) => {
        const own = { ...frame, maxPairs, closed };
        const { pairs, openSince } = staysOf(arriving, [], own);
        expect(pairs.length + (openSince === null ? 0 : 1)).toBeLessThanOrEqual(maxPairs);
        pairs.forEach((pair, i) => {
          expect(pair.in).toBeLessThanOrEqual(pair.out);
          expect(pair.in).toBeGreaterThanOrEqual(pairs[i - 1]?.out ?? 0);
        });
        if (closed) expect(openSince).toBeNull();
      }),
    );
  });

  test('undone to the end, nothing is left', () => {
    fc.assert(
      fc.property(history, (marks) => {
        let undone: string[] = [];
        for (;;) {
          const last = lastMarks(marks, undone, frame);
          if (last.length === 0) break;
          undone = [...undone, ...last.map(({ id }) => id)];
        }
        const rest = staysOf(marks, undone, frame);
        expect(rest).toMatchObject({ pairs: [], openSince: null });
      }),
    );
  });
});
