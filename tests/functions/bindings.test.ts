import { accountIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { overBudget } from '../support/budget';
import { Crowd, idNumberOf, joinTeam, registration, volunteer } from '../support/people';
import { MORNING, newNonce, startWorld, type World } from '../support/world';

let world: World;
let crowd: Crowd;
beforeAll(async () => {
  world = await startWorld();
  crowd = new Crowd(world);
});
// Who races reads again; what a call takes otherwise is looked at below.
afterAll(() => world.close({ raced: true }));
beforeEach(() => world.at(MORNING));

describe('an account on a new phone', () => {
  /** A registered member of the leader's team, and who holds their new phone. */
  async function moved(): Promise<{
    old: string;
    next: string;
    name: string;
    idNumber: string;
    accountId: string;
  }> {
    const [old, next] = [await crowd.newcomer(), await crowd.newcomer()];
    const idNumber = idNumberOf('1966-06-06');
    const name = `赵${old.slice(9)}`;
    const accountId = await volunteer(world, old, { name, idNumber });
    return { old, next, name, idNumber, accountId };
  }
  const waiting = async (name: string) =>
    (await world.did('officer', 'binding.waiting', {})).bindings.find((b) => b.name === name);

  it('is bound once staff have seen the person; the old WeChat has lost it', async () => {
    const { old, next, name, idNumber, accountId } = await moved();
    const { slotId } = await world.post();
    await world.did(old, 'signups.take', { slotId, wait: false });
    const asked = newNonce();
    const { at } = await crowd.twice(() => world.did(next, 'binding.request', { name, idNumber }, asked));
    expect((await world.did(next, 'account.view', {})).rebinding).toEqual({
      state: 'waiting',
      at,
      reason: '',
    });
    expect((await world.did(old, 'account.view', {})).wantedElsewhere).toBe(true);
    const seen = await waiting(name);
    expect(seen).toMatchObject({ name, number: expect.stringMatching(/^\d{9}$/) as string });
    expect(seen?.lastActive).toBeGreaterThanOrEqual(MORNING);
    const text = JSON.stringify(seen);
    for (const secret of [idNumber, old, next, '13900000005']) expect(text).not.toContain(`"${secret}"`);
    const nonce = newNonce();
    const input = { bindingId: seen?.id ?? '', verdict: 'confirm' as const };
    expect(await crowd.twice(() => world.did('officer', 'binding.decide', input, nonce))).toEqual({
      state: 'confirmed',
    });
    expect(await crowd.idOf(next)).toBe(accountId);
    expect((await world.did(next, 'me.view', {})).coming).toHaveLength(1);
    expect(await world.code(old, 'me.view', {})).toBe('NO_ACCOUNT');
    expect(await crowd.idOf(old)).not.toBe(accountId);
    expect(await world.documents('audit', { subject: accountId })).toHaveLength(1);
    expect(await world.code('officer', 'binding.decide', input)).toBe('ALREADY_DECIDED');
    // What staff needed is gone, and the openid stands in the account alone again.
    expect(JSON.stringify(await world.documents('bindings'))).not.toContain(name);
    expect(JSON.stringify(await world.documents('bindings'))).not.toContain('v1.');
  });

  it('whoever asks is told the same, whether there is such a person or not', async () => {
    const { next, name, idNumber } = await moved();
    const strangers = [await crowd.newcomer(), await crowd.newcomer()];
    const answers = [
      await world.did(next, 'binding.request', { name, idNumber }),
      await world.did(strangers[0] ?? '', 'binding.request', { name: '别人', idNumber }),
      await world.did(strangers[1] ?? '', 'binding.request', { name, idNumber: idNumberOf('1966-06-06') }),
    ];
    for (const answer of answers) expect(Object.keys(answer)).toEqual(['at']);
    const views = await Promise.all([next, ...strangers].map((who) => world.did(who, 'account.view', {})));
    expect(new Set(views.map((view) => view.rebinding?.state))).toEqual(new Set(['waiting']));
    const { actions } = world.emulator.metrics();
    const trips = actions['binding.request']?.roundTrips;
    expect(trips?.max).toBeLessThanOrEqual(3);
    expect(
      (await world.did('officer', 'binding.waiting', {})).bindings.filter((b) => b.name === '别人'),
    ).toEqual([]);
  });

  it('is seen and decided by staff of its area alone; a refusal has a reason, and is told', async () => {
    const { next, name, idNumber, accountId } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    expect(await world.code('leader', 'binding.waiting', {})).toBe('NOT_ALLOWED');
    expect(await world.code('leader', 'binding.decide', { bindingId, verdict: 'confirm' })).toBe(
      'NOT_ALLOWED',
    );
    const refuse = (reason: string) =>
      world.code('officer', 'binding.decide', { bindingId, verdict: 'refuse', reason });
    expect(await refuse('')).toBe('REASON_NEEDED');
    expect(await refuse('测试违规')).toBe('CONTENT_REFUSED');
    expect(await refuse('不是本人')).toBe('OK');
    expect((await world.did(next, 'account.view', {})).rebinding).toMatchObject({
      state: 'refused',
      reason: '不是本人',
    });
    expect(await crowd.idOf(next)).not.toBe(accountId);
    expect(await world.code('officer', 'binding.decide', { bindingId: 'b_none', verdict: 'confirm' })).toBe(
      'NOT_ALLOWED',
    );
  });

  it('is whose staff have looked at: who then asks for somebody else is looked at again', async () => {
    const [mine, theirs] = [await moved(), await moved()];
    const { next } = mine;
    await world.did(next, 'binding.request', { name: mine.name, idNumber: mine.idNumber });
    const seen = await waiting(mine.name);
    await world.at(MORNING + MINUTE);
    await world.did(next, 'binding.request', { name: theirs.name, idNumber: theirs.idNumber });
    const confirm = { bindingId: seen?.id ?? '', at: seen?.at ?? 0, verdict: 'confirm' as const };
    expect(await world.code('officer', 'binding.decide', confirm)).toBe('CONFLICT');
    expect(await crowd.idOf(next)).not.toBe(theirs.accountId);
  });

  it('of somebody who serves as staff is the city’s to decide, whichever team they are in', async () => {
    const { next, name, idNumber, accountId } = await moved();
    await joinTeam(world, [accountId]);
    const duties = { $set: { duties: ['s1'] } };
    await world.emulator.store.update('accounts', { query: { _id: accountId }, update: duties, replace: false, multi: false, upsert: false }); // prettier-ignore
    await world.did(next, 'binding.request', { name, idNumber });
    expect((await world.documents('bindings', { waitingFor: accountId }))[0]?.['heldFor']).toEqual(['root']);
  });

  it('not for an account that is in use, when asking or by the time staff decide', async () => {
    const { next, name, idNumber } = await moved();
    expect(await world.code('leader', 'binding.request', { name, idNumber })).toBe('HAS_HISTORY');
    await world.did(next, 'binding.request', { name, idNumber });
    await volunteer(world, next);
    const bindingId = (await waiting(name))?.id ?? '';
    expect(await world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' })).toBe(
      'HAS_HISTORY',
    );
  });

  it('not of an account that was given up meanwhile: of it nothing is left to be had', async () => {
    const { old, next, name, idNumber } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    await world.did(old, 'account.delete', {});
    expect(await waiting(name)).toBeUndefined();
    expect(await crowd.keptOf([name])).toEqual([]);
    expect(await world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' })).toBe(
      'NOT_ALLOWED',
    );
  });

  it('is withdrawn by whoever asked, by giving up the account they asked with', async () => {
    const { next, name, idNumber, accountId } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    await world.did(next, 'account.delete', {});
    expect(await waiting(name)).toBeUndefined();
    expect(await world.documents('bindings', { _id: bindingId })).toEqual([]);
    await crowd.idOf(next);
    expect((await world.did(next, 'account.view', {})).rebinding).toBeNull();
    expect(await crowd.idOf(next)).not.toBe(accountId);
  });

  it('two officers’ taps at once bind once, and a decision that died half-way is finished', async () => {
    const { next, name, idNumber, accountId } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    const fresh = accountIdOf(next);
    const parked = { $set: { openid: `parked:${fresh}` } };
    await world.emulator.store.update('accounts', { query: { _id: fresh }, update: parked, replace: false, multi: false, upsert: false }); // prettier-ignore
    // The new phone opens the mini-program meanwhile, and has an account again.
    expect(await crowd.idOf(next)).not.toBe(accountId);
    const confirm = () => world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' });
    const codes = await Promise.all([confirm(), confirm()]);
    expect(codes).toContain('OK');
    expect(await crowd.idOf(next)).toBe(accountId);
    expect(await world.documents('accounts', { openid: next })).toHaveLength(1);
  });
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
    await world.did(null, 'jobs.repair', {});
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
    await world.did('leader', 'hours.confirm', { slotId, lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })) }); // prettier-ignore
    const exported = await world.did(who, 'account.export', {});
    expect(exported.ledger).toMatchObject([{ minutes: exported.hours.minutes, title: '社区义剪' }]);
    expect(exported.hours.minutes).toBeGreaterThan(100);
    expect(exported.signups).toMatchObject([{ title: '社区义剪', stays: [{}] }]);
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

// A decision finished for one that died takes two more.
it('all of it stays within its round trips', () => {
  const over = overBudget(world.emulator.metrics()).filter((line) => !/^binding\.decide: [67]/.test(line));
  expect(over).toEqual([]);
});
