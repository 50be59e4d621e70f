import fc from 'fast-check';
import {
  appendLine,
  EMPTY,
  hashOf,
  ledgerFault,
  type Head,
  type LedgerLine,
  type LineContent,
} from '#domain/hours/ledger';
import { at } from './support';

const content: fc.Arbitrary<LineContent> = fc.record({
  id: fc.stringMatching(/^s_[a-z0-9]{1,12}$/),
  accountId: fc.constant('a1'),
  kind: fc.constantFrom('service' as const, 'correction' as const),
  minutes: fc.integer({ min: -600, max: 720 }),
  activityId: fc.stringMatching(/^v[a-z0-9]{1,6}$/),
  slotId: fc.stringMatching(/^v[a-z0-9]{1,6}-0$/),
  title: fc.string({ unit: 'grapheme', maxLength: 20 }),
  venue: fc.string({ maxLength: 20 }),
  day: fc.constant('2026-11-22'),
  start: fc.constant(at(8)),
  end: fc.constant(at(10)),
  teamId: fc.constant('t1'),
  teamName: fc.string({ maxLength: 10 }),
  confirmedBy: fc.constant('a2'),
  reason: fc.string({ maxLength: 10 }),
  at: fc.integer({ min: at(10), max: at(20) }),
});

const chain = (contents: readonly LineContent[]): LedgerLine[] => {
  let head: Head = EMPTY;
  return contents.map((c) => {
    const line = appendLine(head, c);
    head = line;
    return line;
  });
};
const replaced = (lines: readonly LedgerLine[], i: number, line: LedgerLine) =>
  lines.map((l, k) => (k === i ? line : l));
const without = (lines: readonly LedgerLine[], i: number) => lines.filter((_, k) => k !== i);
const inserted = (lines: readonly LedgerLine[], i: number, line: LedgerLine) => [
  ...lines.slice(0, i),
  line,
  ...lines.slice(i),
];
const ledgers = fc.array(content, { minLength: 1, maxLength: 8 }).map(chain);
const withIndex = ledgers.chain((lines) => fc.tuple(fc.constant(lines), fc.nat(lines.length - 1)));

test('an untouched ledger is whole; its balance is the sum of its lines (I4)', () => {
  fc.assert(
    fc.property(ledgers, (lines) => {
      expect(ledgerFault(lines)).toBeNull();
      expect(lines.map((l) => l.seq)).toEqual(lines.map((_, i) => i + 1));
      lines.forEach((line, i) => {
        expect(line.balance).toBe(lines.slice(0, i + 1).reduce((sum, l) => sum + l.minutes, 0));
      });
    }),
  );
});

test('an empty ledger is whole', () => {
  expect(ledgerFault([])).toBeNull();
});

test('any field of any line altered is found', () => {
  fc.assert(
    fc.property(withIndex, ([lines, i]) => {
      const line = lines[i];
      if (line === undefined) throw new Error('no such line');
      for (const field of Object.keys(line) as (keyof LedgerLine)[]) {
        const value = line[field];
        const altered = { ...line, [field]: typeof value === 'number' ? value + 1 : `${value}x` };
        expect(ledgerFault(replaced(lines, i, altered))?.seq).toBe(i + 1);
      }
    }),
  );
});

test('a line altered with a fresh hash and balance is found at the next line', () => {
  fc.assert(
    fc.property(withIndex, ([lines, i]) => {
      const line = lines[i];
      if (line === undefined || i === lines.length - 1) return;
      const before = lines[i - 1] ?? EMPTY;
      const forged = appendLine(before, { ...line, minutes: line.minutes + 60 });
      expect(ledgerFault(replaced(lines, i, forged))).toMatchObject({ seq: i + 2, fault: 'BROKEN_CHAIN' });
    }),
  );
});

test('a line left out is found', () => {
  fc.assert(
    fc.property(withIndex, ([lines, i]) => {
      const left = without(lines, i);
      // Without its last line a ledger is only a shorter one.
      expect(ledgerFault(left)).toEqual(i === lines.length - 1 ? null : { seq: i + 1, fault: 'GAP' });
    }),
  );
});

test('left out and counted anew, it still shows', () => {
  fc.assert(
    fc.property(withIndex, ([lines, i]) => {
      if (i === lines.length - 1) return;
      const renumbered = without(lines, i).map((l, k) => ({ ...l, seq: k + 1 }));
      expect(ledgerFault(renumbered)?.seq).toBe(i + 1);
    }),
  );
});

test('a line put in, twice, or in another place is found', () => {
  fc.assert(
    fc.property(withIndex, content, ([lines, i], extra) => {
      const head = lines[i] ?? EMPTY;
      if (i < lines.length - 1) {
        expect(ledgerFault(inserted(lines, i + 1, appendLine(head, extra)))).toEqual({
          seq: i + 3,
          fault: 'GAP',
        });
      }
      const line = lines[i];
      if (line !== undefined)
        expect(ledgerFault(inserted(lines, i, line))).toEqual({ seq: i + 2, fault: 'GAP' });
      if (lines.length > 1) expect(ledgerFault([...lines].reverse())).toEqual({ seq: 1, fault: 'GAP' });
    }),
  );
});

test('the hash does not depend on the order of fields, and changes with what stands before', () => {
  fc.assert(
    fc.property(content, (c) => {
      const line = appendLine(EMPTY, c);
      const shuffled = Object.fromEntries(Object.entries(line).reverse()) as unknown as LedgerLine;
      expect(hashOf(shuffled)).toBe(line.hash);
      expect(appendLine({ ...EMPTY, hash: 'f'.repeat(64) }, c).hash).not.toBe(line.hash);
    }),
  );
});
