import { makeCode, makePersonalCode } from '#domain/attendance/code';
import { accountIdOf } from '#domain/ids';
import { noKey } from '#domain/unique';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** What the steps at an event cost where nobody else writes at the same moment. */
describe('round trips at the desk', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b']) await world.person(p);
  });
  afterAll(() => world.close());

  it('check-in and check-out 3, the leader’s notes 4, undo 4, desk 1', async () => {
    const { slotId, start } = await world.post();
    await world.did('a', 'signups.take', { slotId, wait: false });
    const member = { teamId: world.leaderTeam, accountId: accountIdOf('b'), role: 'member', state: 'active' };
    await world.emulator.store.insert('memberships', [
      { _id: 'of-b', seat: noKey('of-b'), ...member, since: new Date(start) },
    ]);
    const mine = await world.did('a', 'code.mine', {});
    const { key } = await world.did('leader', 'desk.view', { slotId });
    await world.at(start);
    world.emulator.resetMetrics();
    const code = makeCode(key, slotId, start);
    const device = '0123456789abcdef';
    await world.did('a', 'attendance.checkIn', { code, device });
    await world.did('a', 'attendance.checkOut', { code, device });
    const personal = makePersonalCode(mine.key, mine.accountId, start);
    const { undo } = await world.did('leader', 'attendance.record', { slotId, code: personal, move: 'in' });
    await world.did('leader', 'attendance.undo', { slotId, personId: mine.accountId, marks: [...undo] });
    const named = { slotId, personId: accountIdOf('b'), move: 'in' as const, reason: '没带手机' };
    const guest = await world.did('leader', 'attendance.record', named);
    await world.did('leader', 'attendance.undo', {
      slotId,
      personId: guest.personId,
      marks: [...guest.undo],
    });
    await world.did('leader', 'desk.view', { slotId });
    const { actions, unindexedQueries } = world.emulator.metrics();
    expect(unindexedQueries).toEqual([]);
    const most = (name: string) => actions[name]?.roundTrips.max;
    expect(most('attendance.checkIn')).toBeLessThanOrEqual(3);
    expect(most('attendance.checkOut')).toBeLessThanOrEqual(3);
    expect(most('attendance.record')).toBeLessThanOrEqual(4);
    expect(most('attendance.undo')).toBeLessThanOrEqual(4);
    expect(most('desk.view')).toBe(1);
  });
});
