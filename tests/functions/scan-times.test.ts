import { makeCode } from '#domain/attendance/code';
import { accountIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

const HERE = { longitude: 111.21, latitude: 34.78 };

/** A phone says with every scan when it was and when it sends; whether that is at once, the cloud judges. */
describe('told with the moment of the scan', () => {
  let world: World;
  let start = MORNING;
  let slotId = '';
  let key = '';

  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b']) await world.person(p);
  });
  afterAll(() => world.close());

  /** Each test has a shift of its own, on a day of its own. */
  beforeEach(async () => {
    start += DAY;
    await world.at(start - 2 * HOUR);
    ({ slotId } = await world.post([{ start, end: start + 2 * HOUR }]));
    for (const p of ['a', 'b']) await world.did(p, 'signups.take', { slotId, wait: false });
    key = (await world.did('leader', 'desk.view', { slotId })).key;
  });

  const code = (at: number) => makeCode(key, slotId, at);
  /** Scanned `age` before it is sent, by a clock that is `off` ahead; the clock of the cloud stands where it is sent. */
  const scanned = async (age: number, off = 0) => {
    const at = start + 3 * SECOND;
    await world.at(at + age);
    return { code: code(at), place: HERE, takenAt: at + off, sentAt: at + age + off };
  };

  /** What is on the way is counted as noted later; here that is the time that a call takes. */
  const expectFrom = (noted: number | null, at: number) => {
    expect((noted ?? 0) - at).toBeGreaterThanOrEqual(0);
    expect((noted ?? 0) - at).toBeLessThan(10 * SECOND);
  };

  it('counts from the scan, and is told at once as long as the code is on the screen', async () => {
    const { presence } = await world.did('a', 'attendance.checkIn', await scanned(12 * SECOND));
    expect(presence.flags).toEqual([]);
    expectFrom(presence.in, start + 3 * SECOND);
  });

  it('sent again after the first call was lost counts from the scan; a right clock is not called wrong', async () => {
    const nonce = newNonce();
    const first = await scanned(2 * SECOND);
    const again = await scanned(34 * SECOND);
    const { presence } = await world.did('a', 'attendance.checkIn', again, nonce);
    expect(presence).toMatchObject({ in: start + 3 * SECOND, flags: ['OFFLINE'] });
    // The first one comes after all, and counts once.
    expect(await world.did('a', 'attendance.checkIn', first, nonce)).toMatchObject({ presence });
    expect((await world.documents('attendances', { slotId }))[0]?.['marks']).toHaveLength(1);
  });

  it('a wrong clock is still called wrong when it is told late, and only then', async () => {
    const soon = await world.did('a', 'attendance.checkIn', await scanned(2 * SECOND, 5 * HOUR));
    expect(soon.presence.flags).toEqual([]);
    expectFrom(soon.presence.in, start + 3 * SECOND);
    const late = await world.did('b', 'attendance.checkIn', await scanned(40 * SECOND, 5 * HOUR));
    expect(late.presence.flags).toEqual(['OFFLINE', 'CLOCK_WRONG']);
  });

  it('a picture of the code, scanned later with network, is refused', async () => {
    await world.at(start + 5 * MINUTE);
    const now = start + 5 * MINUTE;
    const picture = { code: code(start), takenAt: now, sentAt: now + SECOND };
    expect(await world.code('a', 'attendance.checkIn', picture)).toBe('CODE_EXPIRED');
  });

  it('whoever is named in was there when the leader tapped', async () => {
    const at = start + MINUTE;
    await world.at(at + 20 * SECOND);
    const naming = { slotId, personId: accountIdOf('a'), move: 'in' as const, reason: '没带手机' };
    const times = { takenAt: at - HOUR, sentAt: at + 20 * SECOND - HOUR };
    const { presence } = await world.did('leader', 'attendance.record', { ...naming, ...times });
    expect(presence.flags).toEqual(['BY_LEADER']);
    expectFrom(presence.in, at);
  });

  it('a leaving told at once without a coming is refused, told late it is kept', async () => {
    expect(await world.code('a', 'attendance.checkOut', await scanned(SECOND))).toBe('NOT_CHECKED_IN');
    expect(await world.code('a', 'attendance.checkOut', await scanned(MINUTE))).toBe('OK');
  });
});
