import type { Output } from '#domain/contract';
import { slotIdOf } from '#domain/ids';
import { withLongLedger } from '../../harness/long-ledger';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';
import { DAY, HOUR } from '#domain/time';

/** What a person takes along comes in pages that cost the same however much there is: nothing twice, nothing left out. */
describe('what one takes along', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  type Page = Output<'account.exportPage'>;
  async function pagesOf(
    who: string,
    part: 'signups' | 'ledger',
    between: () => Promise<unknown> = () => Promise.resolve(),
  ) {
    const pages: Page[] = [];
    for (let after: Page['next'] | undefined = undefined; after !== null;) {
      const page: Page = await world.did(who, 'account.exportPage', {
        part,
        ...(after !== undefined && { after }),
      });
      pages.push(page);
      after = page.next;
      await between();
    }
    return pages;
  }

  it('is the whole ledger in its order, at no more a page for being long', async () => {
    await withLongLedger(world, 'long', 650);
    world.emulator.resetMetrics();
    const pages = await pagesOf('long', 'ledger');
    const lines = pages.flatMap(({ ledger }) => ledger);
    expect(pages.map(({ ledger }) => ledger.length)).toEqual([200, 200, 200, 50]);
    expect(lines).toHaveLength(650);
    let balance = 0;
    for (const line of lines) expect(line.balance).toBe((balance += line.minutes));
    const { largestAnswer, rowsRead } = world.emulator.metrics().actions['account.exportPage'] ?? {};
    expect(largestAnswer?.max).toBeLessThanOrEqual(60 * 1024);
    expect(rowsRead?.max).toBeLessThanOrEqual(3 * 200);
    const facts = await world.did('long', 'account.export', {});
    expect(facts.hours).toMatchObject({ lines: 650, minutes: balance });
    expect(facts).not.toHaveProperty('ledger');
  });

  it('has every sign-up once, whatever is signed up for meanwhile', async () => {
    await world.person('busy');
    const posted: string[] = [];
    for (let n = 0; n < 13; n += 1) {
      const slots = Array.from({ length: 10 }, (_slot, i) => {
        const start = MORNING + (n + 1) * DAY + i * HOUR;
        return { start, end: start + HOUR / 2 };
      });
      const { activityId } = await world.post(slots);
      posted.push(...slots.map((_slot, i) => slotIdOf(activityId, i + 1)));
    }
    const take = (slotId = '') =>
      world.did('busy', 'signups.take', { slotId, wait: false, despite: ['REST_TOO_SHORT'] });
    const [last, ...first] = posted.reverse();
    for (const slotId of first) await take(slotId);
    const pages = await pagesOf('busy', 'signups', () =>
      world.call('busy', 'signups.take', { slotId: last ?? '', wait: false }),
    );
    const seen = pages.flatMap(({ signups }) => signups.map(({ start }) => start));
    expect(pages.length).toBeGreaterThan(1);
    expect(seen).toHaveLength(first.length);
    expect(new Set(seen).size).toBe(first.length);
  });

  it('is one’s own alone, and of a part that there is', async () => {
    await world.person('other');
    expect(await pagesOf('other', 'ledger')).toEqual([{ signups: [], ledger: [], next: null }]);
    expect(await world.code('other', 'account.exportPage', { part: 'secrets' as 'ledger' })).toBe(
      'BAD_INPUT',
    );
    expect(await world.code('nobody', 'account.exportPage', { part: 'ledger' })).toBe('NO_ACCOUNT');
  });
});
