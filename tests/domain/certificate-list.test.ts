import fc from 'fast-check';
import { listPage, LIST_START, listVerdict, placeAfter, type ListPage } from '#domain/certificates/list';
import { withPages } from '#domain/certificates/verify';
import type { Verification } from '#domain/certificates/views';
import { appendLine, type LedgerLine } from '#domain/hours/ledger';
import { digest } from '#domain/sha';
import { certified, chain, pagesOf, service } from './certified';

describe('a list that is read in pages', () => {
  const LINES = 12;
  const ledger = chain(Array.from({ length: LINES }, (_, n) => service(n)));
  const kept = certified(ledger);
  const size = fc.integer({ min: 1, max: LINES + 1 });
  const whole = kept.content.list;

  test('is whole however it is cut, and not before the last page', () => {
    fc.assert(
      fc.property(size, (each) => {
        const pages = pagesOf(kept, ledger, each);
        expect(listVerdict(whole, pages)).toBe('HOLDS');
        for (let read = 0; read < pages.length; read += 1)
          expect(listVerdict(whole, pages.slice(0, read))).toBeNull();
      }),
    );
  });

  test('is never whole with a page left out, doubled, changed places, or cut short', () => {
    const ways: ((pages: ListPage[], at: number) => ListPage[])[] = [
      (pages, at) => pages.filter((_, i) => i !== at),
      (pages, at) => pages.flatMap((page, i) => (i === at ? [page, page] : [page])),
      (pages, at) => [...pages.slice(at + 1), ...pages.slice(0, at + 1)],
      (pages, at) => [...pages].reverse().slice(0, at + 1),
      (pages, at) => [...pages.slice(0, at), ...pages.slice(at + 1), ...pages.slice(at, at + 1)],
    ];
    fc.assert(
      fc.property(size, fc.constantFrom(...ways), fc.nat(), (each, way, where) => {
        const pages = pagesOf(kept, ledger, each);
        const other = way(pages, where % pages.length);
        fc.pre(JSON.stringify(other) !== JSON.stringify(pages));
        expect(listVerdict(whole, other)).not.toBe('HOLDS');
      }),
    );
  });

  test('is never whole with a page of something else, though that holds in itself', () => {
    const others = certified(chain(Array.from({ length: LINES }, (_, n) => service(n, { title: '别的' }))));
    const otherLines = chain(Array.from({ length: LINES }, (_, n) => service(n, { title: '别的' })));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LINES - 1 }), fc.nat(), (each, where) => {
        const pages = pagesOf(kept, ledger, each);
        const foreign = pagesOf(others, otherLines, each);
        const at = where % pages.length;
        const mixed = pages.map((page, i) => (i === at ? (foreign[i] ?? page) : page));
        expect(listVerdict(whole, mixed)).toBe('ALTERED');
        // And from where the one before has ended, as a phone would ask.
        const { content } = kept;
        const asked = pages.slice(0, at);
        const hashes = others.hashes.slice(at * each, (at + 1) * each);
        const page = listPage(placeAfter(asked), hashes, content.accountId, otherLines);
        const rest: ListPage[] = [];
        for (let next = (at + 1) * each; next < LINES; next += each) {
          const from = placeAfter([page, ...rest]);
          rest.push(listPage(from, kept.hashes.slice(next, next + each), content.accountId, ledger));
        }
        expect(listVerdict(whole, [...asked, page, ...rest])).toBe('ALTERED');
      }),
    );
  });

  test('shows any line that was changed, taken away, or put in somebody else’s name', () => {
    const forged = (line: LedgerLine): (LedgerLine | null)[] => [
      null,
      { ...line, minutes: line.minutes + 1 },
      { ...line, title: `${line.title}。` },
      { ...line, accountId: 'a9' },
      { ...line, previous: digest('x') },
      { ...line, balance: line.balance + 1 },
      appendLine({ seq: line.seq - 1, balance: 0, hash: line.previous }, service(line.seq, { minutes: 600 })),
    ];
    fc.assert(
      fc.property(size, fc.nat({ max: LINES - 1 }), fc.nat({ max: 6 }), (each, at, way) => {
        const line = ledger[at];
        const now = line ? forged(line)[way] : undefined;
        const lines = ledger.flatMap((one, i) => (i === at ? (now ?? []) : one));
        expect(listVerdict(whole, pagesOf(kept, lines, each))).toBe('ALTERED');
      }),
    );
  });

  test('has no pages before it is read, and none of them may be empty', () => {
    expect(placeAfter([])).toEqual(LIST_START);
    const none = listPage(LIST_START, [], 'a1', ledger);
    expect(none.holds).toBe(false);
    expect(listVerdict(whole, [{ ...none, holds: true }])).toBe('ALTERED');
  });

  test('is told on what was told at first: until all is read nothing is said, and of what was changed nothing', () => {
    const facts = { id: '1', number: '1', name: '张*三', from: '', to: '', minutes: 1, services: 1 };
    const certificate = { ...facts, recordingUnit: '', issuedAt: 0 };
    const [first, ...rest] = pagesOf(kept, ledger, 5);
    const list = { whole, pages: first ? [first] : [], corrected: false };
    const told: Verification = {
      state: 'READING',
      list,
      certificate,
      revoked: null,
      revocable: null,
      seal: null,
    };
    expect(withPages(told, [])).toEqual(told);
    expect(withPages(told, rest.slice(0, 1))).toMatchObject({ state: 'READING', list: { pages: [{}, {}] } });
    expect(withPages(told, rest)).toEqual({ ...told, state: 'VALID', list: null });
    const corrected = { ...told, list: { ...list, corrected: true } };
    expect(withPages(corrected, rest)).toMatchObject({ state: 'SUPERSEDED', certificate });
    expect(withPages(told, rest.slice(1))).toMatchObject({ state: 'ALTERED', certificate: null });
    const known: Verification = { ...told, state: 'REVOKED', list: null };
    expect(withPages(known, rest)).toBe(known);
  });
});
