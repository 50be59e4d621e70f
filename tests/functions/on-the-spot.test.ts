import { makeCode } from '#domain/attendance/code';
import { HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Who stands there and has not signed up: where a place is free they take it, and the code of the screen is the proof. */
describe('on the spot', () => {
  let world: World;
  let slotId = '';
  const start = MORNING + 2 * HOUR;
  const end = start + 2 * HOUR;

  beforeAll(async () => {
    world = await startWorld();
    for (const person of ['a', 'b', 'c', 'late']) await world.person(person);
  });
  afterAll(() => world.close());

  async function shift(more: { capacity?: number; kind?: 'shift' | 'service' } = {}): Promise<void> {
    await world.at(MORNING);
    ({ slotId } = await world.post([{ start, end, capacity: 2, ...more }]));
  }
  afterEach(() => world.alter('signups', {}, { $unset: { liveFor: true } }));

  const screen = async (at: number) => world.screenCode(slotId, at);
  const take = (person: string, code?: string) =>
    world.code(person, 'signups.take', { slotId, wait: false, ...(code !== undefined && { code }) });
  const taken = async () => (await world.documents('slots', { _id: slotId }))[0]?.['taken'];

  it('a place is taken after the start, and checked in with the same code', async () => {
    await shift();
    await world.at(start + MINUTE);
    expect(await take('late')).toBe('DEADLINE_PASSED');
    const code = await screen(start + MINUTE);
    expect(await world.code('late', 'attendance.checkIn', { code })).toBe('NOT_SIGNED_UP');
    expect(await take('late', code)).toBe('OK');
    const scan = await world.did('late', 'attendance.checkIn', { code });
    expect(scan.presence.state).toBe('present');
    expect(await taken()).toBe(1);
    expect(await take('late', code)).toBe('ALREADY_SIGNED_UP');
  });

  it('also a service, until it is over and not after', async () => {
    await shift({ kind: 'service' });
    await world.at(end - 1000);
    expect(await take('a', await screen(end - 1000))).toBe('OK');
    await world.at(end);
    expect(await take('b', await screen(end))).toBe('DEADLINE_PASSED');
    expect(await taken()).toBe(1);
  });

  it('not where every place is taken, nor by a code of before, of elsewhere, of paper or of nobody', async () => {
    await shift({ capacity: 1 });
    const elsewhere = slotId;
    await shift({ capacity: 1 });
    await world.at(start + 10 * MINUTE);
    const other = (await world.did('leader', 'desk.view', { slotId: elsewhere })).key;
    const printed = await world.printedCode(slotId);
    expect(await take('a', await screen(start))).toBe('CODE_EXPIRED');
    expect(await take('a', makeCode(other, elsewhere, start + 10 * MINUTE))).toBe('CODE_INVALID');
    expect(await take('a', makeCode(other, slotId, start + 10 * MINUTE))).toBe('CODE_INVALID');
    expect(await take('a', printed)).toBe('CODE_INVALID');
    expect(await take('a', 'anything')).toBe('CODE_INVALID');
    expect(await taken()).toBe(0);
    const code = await screen(start + 10 * MINUTE);
    const both = await Promise.all(['a', 'b'].map((person) => take(person, code)));
    expect(both.sort()).toEqual(['OK', 'SLOT_FULL']);
    expect(await taken()).toBe(1);
  });

  it('not in what was called off', async () => {
    await shift();
    await world.did('leader', 'activities.cancelSlot', { slotId, reason: '下雨' });
    expect(await take('c', await screen(MORNING))).toBe('CANCELLED');
  });
});
