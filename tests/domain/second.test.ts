import fc from 'fast-check';
import { staysOf, type Frame, type Move } from '#domain/attendance/stays';
import { minutesIn } from '#domain/hours/minutes';
import { borneOut, type Testimonies, type Testimony } from '#domain/hours/second';
import { MINUTE } from '#domain/time';
import { at, span } from './support';

const shift = span(at(8), at(10));
const frame: Frame = { ...shift, mode: 'inOut', maxPairs: 3, closed: true, placed: true };
const leader = { accountId: 'leader', near: false };
const deputy = { accountId: 'deputy', near: false };
const themselves = { accountId: 'leader', near: true };

let made = 0;
const mark = (part: Partial<Testimony> & Pick<Testimony, 'move' | 'at'>): Testimony => ({
  id: `m${(made += 1)}`,
  by: 'leader',
  told: part.at,
  named: true,
  ...part,
});
const afterwards = at(11);
const minutes = (told: Partial<Testimonies>, who = leader, own: Frame = frame) =>
  minutesIn(shift, borneOut({ marks: [], undone: [], ...told }, own, who).pairs, []);

describe('hours that rest on one person’s word', () => {
  test('a naming by who confirms does not count, whenever it was told; by another leader it does', () => {
    const named = (told: number, who = leader) =>
      minutes({ marks: [mark({ move: 'in', at: at(8), told })] }, who);
    for (const told of [at(8), shift.end - 1, shift.end, afterwards]) {
      expect(named(told)).toBe(0);
      expect(named(told, deputy)).toBe(120);
    }
  });

  test('a code proves when it was, and whoever else told it is another person', () => {
    const late = { move: 'in', at: at(8), told: afterwards } as const;
    expect(minutes({ marks: [mark({ ...late, named: false })] })).toBe(120);
    expect(minutes({ marks: [mark({ ...late, by: 'volunteer', named: false })] })).toBe(120);
    expect(minutes({ marks: [mark(late)] }, deputy)).toBe(120);
  });

  test('what was scanned stands beside what was only said', () => {
    const scanned = [
      mark({ move: 'in', at: at(8), named: false }),
      mark({ move: 'out', at: at(9), named: false }),
    ];
    const said = mark({ move: 'in', at: at(9, 30), told: afterwards });
    expect(borneOut({ marks: [...scanned, said], undone: [] }, frame, leader)).toEqual({
      pairs: [{ in: at(8), out: at(9) }],
      leftOut: [said.id],
    });
  });

  test('a going that is only said takes away alone: without it there would be more', () => {
    const marks = [
      mark({ move: 'in', at: at(8), named: false }),
      mark({ move: 'out', at: at(9), told: afterwards }),
    ];
    expect(minutes({ marks })).toBe(120);
  });

  test('taken back, a going or the word that nobody came still stands for who took it back', () => {
    const came = mark({ move: 'in', at: at(8), by: 'volunteer', named: false });
    const left = mark({ move: 'out', at: at(8, 30), by: 'volunteer', named: false });
    const struck = mark({ move: 'absent', at: at(9), by: 'deputy' });
    const back = (id: string, told: number) => [{ id, by: 'leader', told }];
    for (const told of [at(9), afterwards]) {
      expect(minutes({ marks: [came, left], undone: back(left.id, told) })).toBe(30);
      expect(minutes({ marks: [came, struck], undone: back(struck.id, told) })).toBe(0);
      expect(minutes({ marks: [came, struck], undone: back(struck.id, told) }, deputy)).toBe(120);
    }
  });

  test('of their own presence nobody says anything alone; another may, as long as the shift lasts', () => {
    for (const named of [true, false]) {
      const own = (told: number, by: string) =>
        minutes({ marks: [mark({ move: 'in', at: at(8), told, by, named })] }, themselves);
      expect([own(shift.end - 1, 'leader'), own(shift.end, 'leader')]).toEqual([0, 0]);
      expect([own(shift.end - 1, 'deputy'), own(shift.end, 'deputy')]).toEqual([120, 0]);
    }
  });

  test('where presence is automatic, a place alone bears out nothing, a scan does', () => {
    const auto: Frame = { ...frame, mode: 'auto' };
    const scan = mark({ move: 'in', at: at(8), by: 'volunteer', named: false });
    expect([minutes({}, leader, auto), minutes({}, deputy, auto)]).toEqual([0, 0]);
    expect(minutes({ marks: [scan] }, leader, auto)).toBe(120);
  });

  describe('whatever was noted', () => {
    const minute = fc.integer({ min: 0, max: 239 });
    const who = fc.constantFrom('leader', 'deputy', 'volunteer');
    const anyMark = fc
      .record({
        id: fc.uuid(),
        move: fc.constantFrom<Move>('in', 'in', 'out', 'absent'),
        at: minute,
        told: minute,
        by: who,
        named: fc.boolean(),
      })
      .map((m): Testimony => ({ ...m, at: at(7) + m.at * MINUTE, told: at(7) + m.told * MINUTE }));
    const anything = fc.uniqueArray(anyMark, { maxLength: 8, selector: ({ id }) => id }).chain((marks) =>
      fc.record({
        marks: fc.constant(marks),
        undone: fc
          .subarray(marks)
          .chain((some) =>
            fc.tuple(...some.map(({ id }) => fc.record({ id: fc.constant(id), by: who, told: minute }))),
          )
          .map((all) => all.map((one) => ({ ...one, told: at(7) + one.told * MINUTE }))),
      }),
    );
    const confirmer = fc.record({ accountId: who, near: fc.boolean() });
    const frames = fc.constantFrom<Frame>(
      frame,
      { ...frame, placed: false },
      { ...frame, mode: 'auto' },
      { ...frame, mode: 'inOnly' },
    );

    test('nothing of it changes with what the confirmer alone says afterwards', () => {
      const more = fc.array(anyMark, { maxLength: 4 });
      fc.assert(
        fc.property(anything, more, frames, ({ marks, undone }, later, own) => {
          const words = later.map((one) => ({ ...one, by: 'leader', named: true, told: afterwards }));
          const before = borneOut({ marks, undone }, { ...own, placed: false }, leader);
          const after = borneOut({ marks: [...marks, ...words], undone }, { ...own, placed: false }, leader);
          expect(after.pairs).toEqual(before.pairs);
        }),
      );
    });

    test('where nothing is left out, it is all that the marks say', () => {
      fc.assert(
        fc.property(anything, frames, confirmer, ({ marks, undone }, own, by) => {
          const { pairs, leftOut } = borneOut({ marks, undone }, own, by);
          if (leftOut.length > 0) return;
          const ids = undone.map(({ id }) => id);
          expect(pairs).toEqual(staysOf(marks, ids, { ...own, placed: false }).pairs);
        }),
      );
    });

    test('all that others noted while the shift lasted is the leader’s to confirm', () => {
      fc.assert(
        fc.property(anything, frames, fc.boolean(), ({ marks, undone }, own, near) => {
          const byOthers = <T extends { told: number }>(all: readonly T[]) =>
            all.map((one) => ({ ...one, by: 'deputy', told: Math.min(one.told, shift.end - 1) }));
          const told = { marks: byOthers(marks), undone: byOthers(undone) };
          expect(borneOut(told, own, { accountId: 'leader', near }).leftOut).toEqual([]);
        }),
      );
    });
  });
});
