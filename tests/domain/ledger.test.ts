import fc from 'fast-check';
import {
  appendLine,
  EMPTY,
  hashOf,
  ledgerFault,
  netOf,
  type Head,
  type LedgerLine,
  type LineContent,
} from '#domain/hours/ledger';
import { at } from './support';

const plain: fc.Arbitrary<LineContent> = fc.record({
  id: fc.stringMatching(/^s_[a-z0-9]{1,12}$/),
  accountId: fc.constant('a1'),
  kind: fc.constantFrom('service' as const, 'correction' as const, 'makeup' as const),
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

/** Some of them correct another line. */
const content: fc.Arbitrary<LineContent> = fc
  .tuple(plain, fc.option(fc.stringMatching(/^s_[a-z0-9]{1,12}$/), { nil: undefined }))
  .map(([line, corrects]) => (corrects === undefined ? line : { ...line, corrects }));

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

test('a line that corrects nothing keeps the hash that lines have always had', () => {
  const line = appendLine(EMPTY, {
    id: 's_1',
    accountId: 'a1',
    kind: 'service' as const,
    minutes: 90,
    activityId: 'v1',
    slotId: 'v1-1',
    title: '义剪',
    venue: '文明实践站',
    day: '2026-11-22',
    start: at(8),
    end: at(10),
    teamId: 't1',
    teamName: '理发队',
    confirmedBy: 'a2',
    reason: '',
    at: at(11),
  });
  expect(line.hash).toBe('6230bc90b8410f9cdaa4838c8d5a71dbb0292008cce1bde5ae2d92626a72bb39');
});

test('what a line corrects can neither be added, taken away nor changed', () => {
  fc.assert(
    fc.property(plain, (c) => {
      const service = appendLine(EMPTY, c);
      const correction = appendLine(EMPTY, { ...c, corrects: 's_1' });
      expect(ledgerFault([{ ...service, corrects: 's_1' }])?.fault).toBe('ALTERED');
      expect(ledgerFault([{ ...correction, corrects: undefined }])?.fault).toBe('ALTERED');
      expect(ledgerFault([{ ...correction, corrects: 's_2' }])?.fault).toBe('ALTERED');
    }),
  );
});

test('what a line comes to is itself and all that corrects it', () => {
  const line = (id: string, minutes: number, corrects?: string) => ({
    id,
    minutes,
    ...(corrects && { corrects }),
  });
  const lines = [line('a', 60), line('b', 90), line('c', -15, 'a'), line('d', 5, 'a'), line('e', -90, 'b')];
  expect([netOf('a', lines), netOf('b', lines), netOf('c', lines)]).toEqual([50, 0, 0]);
});
