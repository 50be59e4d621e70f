import { CONFIRMED_AT_ONCE } from '#domain/hours/claims';
import { DAY, HOUR } from '#domain/time';
import { confirmedWhole } from '../../harness/full-slot';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** The hours of a full shift are proposed and confirmed page by page, none of them heavier for how many came. */
describe('confirming a shift of 500', () => {
  const KB = 1024;
  const HELD = 500;
  let world: World;
  let full: Awaited<ReturnType<typeof confirmedWhole>>;

  beforeAll(async () => {
    world = await startWorld();
    full = await confirmedWhole(world, HELD);
  });
  afterAll(() => world.close());

  it('takes answers of at most 300 KB', () => {
    for (const action of ['hours.proposals', 'hours.confirm'])
      expect(full.bytes(action)).toBeLessThanOrEqual(300 * KB);
  });

  it('proposes everybody once, and credits everybody', async () => {
    const { pages, slotId } = full;
    expect(pages.map(({ lines }) => lines.length)).toEqual([...Array<number>(6).fill(CONFIRMED_AT_ONCE), 20]);
    expect(new Set(pages.flatMap(({ lines }) => lines.map((line) => line.attendanceId))).size).toBe(HELD);
    expect(full.credited).toBe(HELD);
    expect(await world.documents('hours', { slotId })).toHaveLength(HELD);
    expect(await world.documents('attendances', { slotId, credited: false })).toEqual([]);
  });

  it('says on the first page, and there alone, what the arrivals of the whole shift say', () => {
    const [first, ...others] = full.pages;
    expect(first?.crowd).toContainEqual({ sign: 'AT_ONCE', count: HELD, of: HELD });
    expect(others.every(({ crowd }) => crowd.length === 0)).toBe(true);
  });

  it('confirmed once more it credits nothing twice, and takes nobody of another shift', async () => {
    const { pages, slotId } = full;
    const [page] = pages;
    const lines = (page?.lines ?? []).map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    expect(await world.did('leader', 'hours.confirm', { slotId, lines })).toMatchObject({ credited: 0 });
    expect(await world.documents('hours', { slotId })).toHaveLength(HELD);
    const [again] = (await world.did('leader', 'hours.proposals', { slotId })).lines;
    expect(again?.credited).toBe(lines[0]?.minutes);
    const start = MORNING + 3 * DAY;
    const other = await world.post([{ start, end: start + HOUR }]);
    await world.at(other.end);
    const elsewhere = { slotId: other.slotId, lines: lines.slice(0, 1) };
    expect(await world.code('leader', 'hours.confirm', elsewhere)).toBe('NOT_FOUND');
  });
});
