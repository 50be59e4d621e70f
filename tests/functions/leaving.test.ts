import { HOUR, MINUTE } from '#domain/time';
import { overBudget } from '../../harness/budget';
import { idNumberOf, registration, volunteer } from '../../harness/people';
import { inOneWorld, type Crowd } from '../support/one-world';
import { MORNING, newNonce, type World } from '../../harness/world';

let world: World;
let crowd: Crowd;
inOneWorld((started, people) => {
  world = started;
  crowd = people;
});

describe('giving up an account', () => {
  it('wipes who it was, passes places on, ends memberships, and the same WeChat begins anew', async () => {
    const [who, waits] = [await crowd.newcomer(), await crowd.newcomer()];
    const idNumber = idNumberOf('1977-07-07');
    const accountId = await volunteer(world, who, { name: '孙悟净', phone: '13977777777', idNumber });
    await world.person(waits);
    const { personId } = await world.did(who, 'people.add', { name: '孙老太', phone: '', relation: '母亲' });
    const { slotId } = await world.post([{ capacity: 1 }]);
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.did(waits, 'signups.take', { slotId, wait: true });
    const nonce = newNonce();
    expect(await crowd.twice(() => world.did(who, 'account.delete', {}, nonce))).toEqual({ gone: true });

    expect(await crowd.keptOf(['孙悟净', '13977777777', '孙老太'])).toEqual([]);
    expect(await world.documents('accounts', { openid: who })).toEqual([]);
    expect(await world.documents('identities', { accountId })).toEqual([]);
    expect(await world.documents('signups', { liveFor: accountId })).toEqual([]);
    expect((await world.documents('accounts', { _id: personId }))[0]).toMatchObject({ name: '' });
    await world.at(MORNING + 10 * MINUTE);
    await world.jobs.repair();
    expect((await world.did(waits, 'me.view', {})).coming).toMatchObject([{ state: 'confirmed' }]);

    expect(await world.code(who, 'me.view', {})).toBe('NO_ACCOUNT');
    expect(await crowd.idOf(who)).not.toBe(accountId);
    expect(await world.did(who, 'account.delete', {}, nonce)).toEqual({ gone: true });
    expect((await world.did(who, 'me.view', {})).name).toBe('');
    expect(await world.code(who, 'account.register', registration({ idNumber }))).toBe('OK');
  });

  it('keeps the hours, without a name', async () => {
    const who = await crowd.newcomer();
    const accountId = await volunteer(world, who);
    const { slotId, start, end } = await world.post();
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    expect((await world.did(who, 'account.view', {})).staysFor).toBe('STILL_PRESENT');
    expect(await world.code(who, 'account.delete', {})).toBe('STILL_PRESENT');
    await world.at(end);
    await world.did(who, 'attendance.checkOut', { code: await world.screenCode(slotId) });
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    await world.did('leader', 'hours.confirm', {
      slotId,
      lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })),
    });
    const exported = await world.did(who, 'account.export', {});
    const { ledger } = await world.did(who, 'account.exportPage', { part: 'ledger' });
    const { signups } = await world.did(who, 'account.exportPage', { part: 'signups' });
    expect(ledger).toMatchObject([{ minutes: exported.hours.minutes, title: '社区义剪' }]);
    expect(exported.hours.minutes).toBeGreaterThan(100);
    expect(signups).toMatchObject([{ title: '社区义剪', stays: [{}] }]);
    await world.did(who, 'certificates.issue', {});
    expect((await world.did(who, 'account.export', {})).certificates).toMatchObject([{ revoked: false }]);
    await world.did(who, 'account.delete', {});
    expect(await world.documents('hours', { accountId })).toHaveLength(1);
    expect(await world.documents('certificates', { accountId })).toMatchObject([
      { name: '', volunteerNumber: '', revoked: { by: 'holder' } },
    ]);
  });

  it('not while one leads a team, or is not there at all', async () => {
    expect((await world.did('leader', 'account.view', {})).staysFor).toBe('LEADS_A_TEAM');
    expect(await world.code('leader', 'account.delete', {})).toBe('LEADS_A_TEAM');
    expect(await world.code('nobody-yet', 'account.delete', {})).toBe('NO_ACCOUNT');
    expect(await world.code(null, 'account.delete', {})).toBe('NO_ACCOUNT');
  });

  it('a person kept by another is not removed while they are somewhere; after that their bookings go too', async () => {
    const who = await crowd.newcomer();
    await volunteer(world, who);
    const { personId } = await world.did(who, 'people.add', { name: '妈', phone: '', relation: '母亲' });
    const start = MORNING + 2 * HOUR;
    const service = { kind: 'service' as const, start, end: start + HOUR };
    const { slotId } = await world.post([service]);
    const later = await world.post([{ ...service, start: start + 3 * HOUR, end: start + 4 * HOUR }]);
    for (const slot of [slotId, later.slotId])
      await world.did(who, 'signups.take', { slotId: slot, wait: false, personId });
    await world.at(start);
    await world.did('leader', 'attendance.record', { slotId, personId, move: 'in', reason: '没有手机' });
    expect(await world.code(who, 'people.remove', { personId })).toBe('STILL_PRESENT');
    expect(await world.code(who, 'account.delete', {})).toBe('STILL_PRESENT');
    await world.at(start + HOUR);
    await world.did('leader', 'attendance.record', { slotId, personId, move: 'out', reason: '没有手机' });
    await world.did(who, 'people.remove', { personId });
    expect(await world.documents('signups', { liveFor: personId })).toEqual([]);
  });
});

it('all of it stays within its round trips', () => {
  expect(overBudget(world.emulator.metrics())).toEqual([]);
});
