import { makeCode, STEP } from '#domain/attendance/code';
import { deputise } from '../../harness/people';
import { HOUR, MINUTE } from '#domain/time';
import { MORNING, type World } from '../../harness/world';
import { inWorldOfItsOwn } from '../support/one-world';

/** Whoever leads no more takes the key of a slot along on their phone: it is worth nothing from then on. */
describe('the key of a slot’s code', () => {
  const start = MORNING + 2 * HOUR;
  const goes = start + 10 * MINUTE;
  let world: World;
  let slotId = '';
  let key = '';

  inWorldOfItsOwn(async (itsOwn) => {
    world = itsOwn;
    await deputise(world, await world.person('deputy'));
    ({ slotId } = await world.post([{ start, end: start + 2 * HOUR }]));
    for (const openid of ['a', 'b']) {
      await world.person(openid);
      await world.did(openid, 'signups.take', { slotId, wait: false });
    }
    await world.at(goes);
    ({ key } = await world.did('deputy', 'desk.view', { slotId }));
  });

  const scan = (openid: string, code: string, takenAt?: number) =>
    world.code(openid, 'attendance.checkIn', {
      code,
      ...(takenAt !== undefined && { takenAt, sentAt: takenAt + MINUTE }),
    });
  const deputyId = () => world.person('deputy');

  it.each([
    ['leaves the team', () => world.did('deputy', 'teams.leave', { teamId: world.leaderTeam })],
    [
      'is removed',
      async () =>
        world.did('leader', 'teams.remove', {
          teamId: world.leaderTeam,
          accountId: await deputyId(),
          reason: '长期不来',
        }),
    ],
    [
      'is made a member again',
      async () =>
        world.did('leader', 'teams.appoint', {
          teamId: world.leaderTeam,
          accountId: await deputyId(),
          role: 'member',
        }),
    ],
    ['gives up the account', () => world.did('deputy', 'account.delete', {})],
  ])('is new once a deputy %s; what was shown before still counts', async (_how, go) => {
    await go();
    await world.at(goes + MINUTE);
    expect(await scan('a', makeCode(key, slotId, goes + MINUTE))).toBe('CODE_INVALID');
    // Scanned without network while the deputy still showed it.
    expect(await scan('a', makeCode(key, slotId, goes - STEP), goes - STEP)).toBe('OK');
    expect(await scan('b', await world.screenCode(slotId))).toBe('OK');
  });
});
