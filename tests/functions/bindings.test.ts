import { accountIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { overBudget } from '../../harness/budget';
import { idNumberOf, joinTeam, volunteer } from '../../harness/people';
import { teamOf } from '../../harness/teams';
import { inOneWorld, type Crowd } from '../support/one-world';
import { MORNING, newNonce, type World } from '../../harness/world';

let world: World;
let crowd: Crowd;
inOneWorld((started, people) => {
  world = started;
  crowd = people;
});

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

  it('takes the keys of codes from the old phone of who leads a team', async () => {
    const { old, next, name, idNumber } = await moved();
    const teamId = await teamOf(world, old);
    const start = MORNING + 2 * HOUR;
    const posted = await world.post([{ start, end: start + HOUR }], old, teamId);
    const { slotId } = posted;
    const { key } = await world.did(old, 'desk.view', { slotId });
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    await world.did('officer', 'binding.decide', { bindingId, verdict: 'confirm' });
    expect((await world.did(next, 'desk.view', { slotId })).key).not.toBe(key);
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
    const nonce = newNonce();
    const input = { bindingId, verdict: 'refuse', reason: '不是本人' } as const;
    await crowd.twice(() => world.did('officer', 'binding.decide', input, nonce));
    expect((await world.did(next, 'account.view', {})).rebinding).toMatchObject({
      state: 'refused',
      reason: '不是本人',
    });
    const told = await world.documents('outbox', { accountId: await crowd.idOf(next) });
    expect(told).toMatchObject([{ kind: 'reviewed', page: 'packages/account/rebind/index' }]);
    expect(await crowd.idOf(next)).not.toBe(accountId);
    expect(await world.code('officer', 'binding.decide', { bindingId: 'b_none', verdict: 'confirm' })).toBe(
      'NOT_FOUND',
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
    await world.alter('accounts', { _id: accountId }, duties);
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

  it('not for an account that has begun to keep a relative by the time staff decide', async () => {
    const { next, name, idNumber, accountId } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    await world.did(next, 'account.introduce', { name: '新手机', phone: '13900000012' });
    await world.did(next, 'people.add', { name: '妈', phone: '', relation: '母亲' });
    const confirm = { bindingId: (await waiting(name))?.id ?? '', verdict: 'confirm' } as const;
    expect(await world.code('officer', 'binding.decide', confirm)).toBe('HAS_HISTORY');
    expect(await crowd.idOf(next)).not.toBe(accountId);
  });

  it('not of an account that was given up meanwhile: of it nothing is left to be had', async () => {
    const { old, next, name, idNumber } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    await world.did(old, 'account.delete', {});
    expect(await waiting(name)).toBeUndefined();
    expect(await crowd.keptOf([name])).toEqual([]);
    expect(await world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' })).toBe(
      'NOT_FOUND',
    );
  });

  it('refused, asked again and refused again, is told each time; a try that died before telling tells', async () => {
    const { next, name, idNumber } = await moved();
    const told = async () => world.documents('outbox', { accountId: await crowd.idOf(next) });
    for (const round of [1, 2]) {
      await world.at(MORNING + round * MINUTE);
      await world.did(next, 'binding.request', { name, idNumber });
      const reason = `第 ${round} 次没有带身份证`;
      const input = { bindingId: (await waiting(name))?.id ?? '', verdict: 'refuse', reason } as const;
      const nonce = newNonce();
      await crowd.twice(() => world.did('officer', 'binding.decide', input, nonce));
      expect(await told()).toHaveLength(round);
      // As it is left by a try that died before it told.
      const [last] = await world.documents('outbox', { 'values.thing3': reason });
      await world.emulator.store.remove('outbox', { query: { _id: last?._id ?? '' }, multi: false });
      await world.did('officer', 'binding.decide', input, nonce);
      expect(await told()).toHaveLength(round);
    }
  });

  it('two officers at once, one for it and one against: whoever is bound is told so, and nobody otherwise', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { next, name, idNumber, accountId } = await moved();
      await world.did(next, 'binding.request', { name, idNumber });
      const bindingId = (await waiting(name))?.id ?? '';
      const [confirmed, refused] = await Promise.all([
        world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' }),
        world.code('officer', 'binding.decide', { bindingId, verdict: 'refuse', reason: '不是本人' }),
      ]);
      const [binding] = await world.documents('bindings', { _id: bindingId });
      expect([confirmed, refused]).toContain('OK');
      expect(binding?.['state']).toBe(confirmed === 'OK' ? 'confirmed' : 'refused');
      expect((await crowd.idOf(next)) === accountId).toBe(confirmed === 'OK');
    }
  });

  it('leave to send messages goes with the WeChat that gave it', async () => {
    const { old, next, name, idNumber, accountId } = await moved();
    await world.did(old, 'messages.granted', { kinds: ['promoted'] });
    await world.did(next, 'messages.granted', { kinds: ['reviewed'] });
    await world.did(next, 'binding.request', { name, idNumber });
    await world.did('officer', 'binding.decide', {
      bindingId: (await waiting(name))?.id ?? '',
      verdict: 'confirm',
    });
    expect((await world.documents('accounts', { _id: accountId }))[0]?.['grants']).toEqual({ reviewed: 1 });
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
    await world.alter('accounts', { _id: fresh }, parked);
    // The new phone opens the mini-program meanwhile, and has an account again.
    expect(await crowd.idOf(next)).not.toBe(accountId);
    const confirm = () => world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' });
    const codes = await Promise.all([confirm(), confirm()]);
    expect(codes).toContain('OK');
    expect(await crowd.idOf(next)).toBe(accountId);
    expect(await world.documents('accounts', { openid: next })).toHaveLength(1);
  });
});

// A decision finished for one that died takes two more, and one where another officer’s tap was quicker.
it('all of it stays within its round trips', () => {
  const over = overBudget(world.emulator.metrics()).filter((line) => !/^binding\.decide: [6-8]/.test(line));
  expect(over).toEqual([]);
});
