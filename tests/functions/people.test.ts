import { CLAIM_LASTS, CLAIM_TRIES, CLAIM_WINDOW } from '#domain/accounts/claims';
import { accountIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { schema } from '../../cloudfunctions/schema';
import { idNumberOf, onPaper, registration, volunteer } from '../support/people';
import { MORNING, newNonce, startWorld, type World } from '../support/world';

let world: World;
let people = 0;
beforeAll(async () => {
  world = await startWorld();
});
// Who races reads again; what a call takes otherwise is looked at below.
afterAll(() => world.close({ raced: true }));
beforeEach(() => world.at(MORNING));

async function newcomer(): Promise<string> {
  const openid = `newcomer-${(people += 1)}`;
  await world.did(openid, 'session.open', {});
  return openid;
}
const idOf = async (openid: string) => (await world.did(openid, 'session.open', {})).accountId;
/** Those of the words that stand anywhere in the store. */
async function keptOf(words: readonly string[]): Promise<string[]> {
  const all = JSON.stringify(await Promise.all(schema.map(({ name }) => world.documents(name))));
  return words.filter((word) => all.includes(word));
}
const twice = async <T>(call: () => Promise<T>): Promise<T> => {
  const first = await call();
  const before = await world.everything();
  expect(await call()).toEqual(first);
  expect(await world.everything()).toBe(before);
  return first;
};

describe('relatives without a phone', () => {
  const mother = { name: '王奶奶', phone: '', relation: '母亲' };

  it('are added, changed, listed and removed by who keeps them, each once however often it is sent', async () => {
    const who = await newcomer();
    expect(await world.code(who, 'people.add', mother)).toBe('INTRODUCTION_NEEDED');
    await world.person(who);
    const [add, edit, remove] = [newNonce(), newNonce(), newNonce()];
    const { personId } = await twice(() => world.did(who, 'people.add', mother, add));
    const change = { personId, name: '王秀英', phone: '13900000088', relation: '妈妈' };
    await twice(() => world.did(who, 'people.edit', change, edit));
    const { people: kept, atMost } = await world.did(who, 'people.list', {});
    expect(kept).toEqual([{ id: personId, name: '王秀英', phone: '13900000088', relation: '妈妈' }]);
    expect(atMost).toBe(10);
    await twice(() => world.did(who, 'people.remove', { personId }, remove));
    expect((await world.did(who, 'people.list', {})).people).toEqual([]);
    expect(JSON.stringify(await world.documents('accounts'))).not.toContain('王秀英');
  });

  it('are nobody else’s to see, change or remove', async () => {
    const [who, other] = [await newcomer(), await newcomer()];
    for (const p of [who, other]) await world.person(p);
    const { personId } = await world.did(who, 'people.add', mother);
    expect((await world.did(other, 'people.list', {})).people).toEqual([]);
    expect(await world.code(other, 'people.edit', { personId, ...mother })).toBe('NOT_FOUND');
    expect(await world.code(other, 'people.remove', { personId })).toBe('NOT_FOUND');
    const ownId = await idOf(who);
    expect(await world.code(who, 'people.remove', { personId: ownId })).toBe('NOT_FOUND');
  });

  it('are ten at most, twelve added at once too', async () => {
    const who = await newcomer();
    await world.person(who);
    const codes = await Promise.all(Array.from({ length: 12 }, (_, i) => world.code(who, 'people.add', { ...mother, name: `老人${i}` }))); // prettier-ignore
    expect(codes.filter((code) => code === 'OK')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_PEOPLE')).toHaveLength(2);
    const { people: kept } = await world.did(who, 'people.list', {});
    await world.did(who, 'people.remove', { personId: kept[3]?.id ?? '' });
    expect(await world.code(who, 'people.add', mother)).toBe('OK');
  });

  it('have names that are fit for others', async () => {
    const who = await newcomer();
    await world.person(who);
    expect(await world.code(who, 'people.add', { ...mother, name: '测试违规' })).toBe('CONTENT_REFUSED');
    const { personId } = await world.did(who, 'people.add', mother);
    expect(await world.code(who, 'people.edit', { personId, ...mother, relation: '测试违规' })).toBe('CONTENT_REFUSED'); // prettier-ignore
  });
});

describe('a volunteer without a phone', () => {
  const register = (change = {}, nonce = newNonce()) =>
    world.did('leader', 'people.register', onPaper(world.leaderTeam, change), nonce);

  it('is registered by a leader: a member with a number, and a code on paper', async () => {
    const nonce = newNonce();
    const input = onPaper(world.leaderTeam);
    const told = await twice(() => world.did('leader', 'people.register', input, nonce));
    expect(told).toMatchObject({ name: '李奶奶', number: expect.stringMatching(/^\d{9}$/) as string });
    const [membership] = await world.documents('memberships', { accountId: told.personId });
    expect(membership).toMatchObject({ teamId: world.leaderTeam, role: 'member', state: 'active' });
    const { people: listed } = await world.did('leader', 'people.registered', { teamId: world.leaderTeam });
    expect(listed.find((p) => p.id === told.personId)).toMatchObject({
      number: told.number,
      codeUntil: told.until,
    });
    // Neither the code nor the number is kept readable.
    const kept = JSON.stringify(await Promise.all(['accounts', 'identities', 'memberships'].map((c) => world.documents(c)))); // prettier-ignore
    expect(kept).not.toContain(told.code);
    expect(kept).not.toContain(input.idNumber);
  });

  it('only for a team of the leader’s own, only once a person, by the rules for everyone', async () => {
    const { leaderTeam: teamId } = world;
    const idNumber = idNumberOf('1948-08-08');
    await register({ idNumber });
    const code = (change: object, who = 'leader') =>
      world.code(who, 'people.register', onPaper(teamId, change));
    expect(await code({ idNumber })).toBe('ALREADY_REGISTERED');
    expect(await code({}, 'officer')).toBe('NOT_ALLOWED');
    expect(await code({ teamId: 'tnone' })).toBe('NOT_ALLOWED');
    expect(await code({ consentOnPaper: false })).toBe('CONSENT_NEEDED');
    expect(await code({ idNumber: idNumberOf('2015-01-01') })).toBe('UNDER_AGE');
    expect(await code({ idNumber: idNumberOf('2010-01-01') })).toBe('GUARDIAN_NEEDED');
    expect(await code({ name: '测试违规' })).toBe('CONTENT_REFUSED');
    const who = await newcomer();
    expect(await world.code(who, 'account.register', registration({ idNumber }))).toBe('ALREADY_REGISTERED');
    expect(await world.code(who, 'people.registered', { teamId })).toBe('NOT_ALLOWED');
  });

  it('not for a team that is suspended', async () => {
    const { leaderTeam: teamId } = world;
    await world.did('officer', 'teams.suspend', { teamId, move: 'suspend', reason: '核实情况' });
    expect(await world.code('leader', 'people.register', onPaper(teamId))).toBe('TEAM_SUSPENDED');
    await world.did('officer', 'teams.suspend', { teamId, move: 'lift', reason: '已核实' });
    expect(await world.code('leader', 'people.register', onPaper(teamId))).toBe('OK');
  });

  it('takes the account over with the code, small letters and gaps or not', async () => {
    const told = await register();
    const who = await newcomer();
    const fresh = await idOf(who);
    await world.did(who, 'account.introduce', { name: '奶奶', phone: '13900000066' });
    const nonce = newNonce();
    const typed = ` ${told.code.slice(0, 4).toLowerCase()} ${told.code.slice(4)}`;
    const claimed = await twice(() => world.did(who, 'people.claim', { code: typed }, nonce));
    expect(claimed).toEqual({ name: '李奶奶', number: told.number });
    expect(await idOf(who)).toBe(told.personId);
    const seen = await world.did(who, 'account.view', {});
    expect(seen).toMatchObject({ name: '李奶奶', phone: '13900000066', volunteer: { number: told.number } });
    const [parked] = await world.documents('accounts', { _id: fresh });
    expect(parked).toMatchObject({ name: '', phone: '', openid: `parked:${fresh}` });
    // No longer the team's to act for, and the code is spent.
    expect(await world.code('leader', 'people.code', { personId: told.personId })).toBe('NOT_ALLOWED');
    expect(await world.code(await newcomer(), 'people.claim', { code: told.code })).toBe('CLAIM_INVALID');
  });

  it('by two phones at once: one of them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { code, personId } = await register();
      const both = [await newcomer(), await newcomer()];
      const codes = await Promise.all(both.map((who) => world.code(who, 'people.claim', { code })));
      expect(codes.sort()).toEqual(['CLAIM_INVALID', 'OK']);
      const owners = await Promise.all(both.map(idOf));
      expect(owners.filter((id) => id === personId)).toHaveLength(1);
      expect(new Set(owners).size).toBe(2);
    }
  });

  it('by a phone that died half-way: it tries again', async () => {
    const { code, personId } = await register();
    const who = await newcomer();
    const fresh = await idOf(who);
    const parked = { $set: { openid: `parked:${fresh}` } };
    await world.emulator.store.update('accounts', { query: { _id: fresh }, update: parked, replace: false, multi: false, upsert: false }); // prettier-ignore
    expect(await world.code(who, 'people.claim', { code })).toBe('NO_ACCOUNT');
    expect(await idOf(who)).not.toBe(fresh);
    expect(await world.code(who, 'people.claim', { code })).toBe('OK');
    expect(await idOf(who)).toBe(personId);
  });

  it('not by who is registered, signed up, or keeps relatives already', async () => {
    const { code } = await register();
    const [registered, signedUp, keeper] = [await newcomer(), await newcomer(), await newcomer()];
    await volunteer(world, registered);
    const { slotId } = await world.post([{ kind: 'service' }]);
    for (const p of [signedUp, keeper]) await world.person(p);
    await world.did(signedUp, 'signups.take', { slotId, wait: false });
    await world.did(keeper, 'people.add', { name: '妈', phone: '', relation: '母亲' });
    for (const who of [registered, signedUp, keeper, 'leader', 'officer'])
      expect([who, await world.code(who, 'people.claim', { code })]).toEqual([who, 'HAS_HISTORY']);
    expect(await world.code(await newcomer(), 'people.claim', { code })).toBe('OK');
  });

  it('within thirty days; after that with a code that the leader makes anew, and the old one is worth nothing', async () => {
    const { code, personId, until } = await register();
    expect(until).toBeGreaterThanOrEqual(MORNING + CLAIM_LASTS);
    await world.at(until);
    const who = await newcomer();
    expect(await world.code(who, 'people.claim', { code })).toBe('CLAIM_EXPIRED');
    const nonce = newNonce();
    const again = await twice(() => world.did('leader', 'people.code', { personId }, nonce));
    expect(again.code).not.toBe(code);
    expect(again.until).toBeGreaterThan(until + 29 * DAY);
    expect(await world.code(who, 'people.claim', { code })).toBe('CLAIM_INVALID');
    expect(await world.code(who, 'people.claim', { code: again.code })).toBe('OK');
  });

  it('not by guessing: five wrong codes an hour, all at once or one by one', async () => {
    const { code } = await register();
    const [hasty, patient] = [await newcomer(), await newcomer()];
    const wrong = (n: number) => `ACDEFGH${'346790'.replace('0', 'T').charAt(n % 6)}`;
    for (let n = 0; n < CLAIM_TRIES; n += 1)
      expect(await world.code(patient, 'people.claim', { code: wrong(n) })).toBe('CLAIM_INVALID');
    expect(await world.code(patient, 'people.claim', { code })).toBe('TOO_MANY_TRIES');
    const codes = await Promise.all(Array.from({ length: 12 }, (_, n) => world.code(hasty, 'people.claim', { code: wrong(n) }))); // prettier-ignore
    expect(codes.filter((c) => c === 'CLAIM_INVALID').length).toBeLessThanOrEqual(CLAIM_TRIES);
    await world.at(MORNING + CLAIM_WINDOW + MINUTE);
    expect(await world.code(patient, 'people.claim', { code })).toBe('OK');
  });
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
    const [old, next] = [await newcomer(), await newcomer()];
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
    const { at } = await twice(() => world.did(next, 'binding.request', { name, idNumber }, asked));
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
    expect(await twice(() => world.did('officer', 'binding.decide', input, nonce))).toEqual({
      state: 'confirmed',
    });
    expect(await idOf(next)).toBe(accountId);
    expect((await world.did(next, 'me.view', {})).coming).toHaveLength(1);
    expect(await world.code(old, 'me.view', {})).toBe('NO_ACCOUNT');
    expect(await idOf(old)).not.toBe(accountId);
    expect(await world.documents('audit', { subject: accountId })).toHaveLength(1);
    expect(await world.code('officer', 'binding.decide', input)).toBe('ALREADY_DECIDED');
    // The openid stands in the account alone again.
    expect(JSON.stringify(await world.documents('bindings'))).not.toContain('v1.');
  });

  it('whoever asks is told the same, whether there is such a person or not', async () => {
    const { next, name, idNumber } = await moved();
    const strangers = [await newcomer(), await newcomer()];
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
    expect(await idOf(next)).not.toBe(accountId);
    expect(await world.code('officer', 'binding.decide', { bindingId: 'b_none', verdict: 'confirm' })).toBe(
      'NOT_ALLOWED',
    );
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

  it('two officers’ taps at once bind once, and a decision that died half-way is finished', async () => {
    const { next, name, idNumber, accountId } = await moved();
    await world.did(next, 'binding.request', { name, idNumber });
    const bindingId = (await waiting(name))?.id ?? '';
    const fresh = accountIdOf(next);
    const parked = { $set: { openid: `parked:${fresh}` } };
    await world.emulator.store.update('accounts', { query: { _id: fresh }, update: parked, replace: false, multi: false, upsert: false }); // prettier-ignore
    // The new phone opens the mini-program meanwhile, and has an account again.
    expect(await idOf(next)).not.toBe(accountId);
    const confirm = () => world.code('officer', 'binding.decide', { bindingId, verdict: 'confirm' });
    const codes = await Promise.all([confirm(), confirm()]);
    expect(codes).toContain('OK');
    expect(await idOf(next)).toBe(accountId);
    expect(await world.documents('accounts', { openid: next })).toHaveLength(1);
  });
});

describe('giving up an account', () => {
  it('wipes who it was, passes places on, ends memberships, and the same WeChat begins anew', async () => {
    const [who, waits] = [await newcomer(), await newcomer()];
    const idNumber = idNumberOf('1977-07-07');
    const accountId = await volunteer(world, who, { name: '孙悟净', phone: '13977777777', idNumber });
    await world.person(waits);
    const { personId } = await world.did(who, 'people.add', { name: '孙老太', phone: '', relation: '母亲' });
    const { slotId } = await world.post([{ capacity: 1 }]);
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.did(waits, 'signups.take', { slotId, wait: true });
    const nonce = newNonce();
    expect(await twice(() => world.did(who, 'account.delete', {}, nonce))).toEqual({ gone: true });

    expect(await keptOf(['孙悟净', '13977777777', '孙老太'])).toEqual([]);
    expect(await world.documents('accounts', { openid: who })).toEqual([]);
    expect(await world.documents('identities', { accountId })).toEqual([]);
    expect(await world.documents('signups', { liveFor: accountId })).toEqual([]);
    expect((await world.documents('accounts', { _id: personId }))[0]).toMatchObject({ name: '' });
    await world.at(MORNING + 10 * MINUTE);
    await world.did(null, 'jobs.repair', {});
    expect((await world.did(waits, 'me.view', {})).coming).toMatchObject([{ state: 'confirmed' }]);

    expect(await world.code(who, 'me.view', {})).toBe('NO_ACCOUNT');
    expect(await idOf(who)).not.toBe(accountId);
    expect(await world.did(who, 'account.delete', {}, nonce)).toEqual({ gone: true });
    expect((await world.did(who, 'me.view', {})).name).toBe('');
    expect(await world.code(who, 'account.register', registration({ idNumber }))).toBe('OK');
  });

  it('keeps the hours, without a name', async () => {
    const who = await newcomer();
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
    const who = await newcomer();
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
  const { actions } = world.emulator.metrics();
  // A decision finished for one that died takes two more; adding one of ten at once tries each seat.
  const budget: Record<string, number> = { 'account.delete': 8, 'binding.decide': 7, 'people.add': 25 };
  const mine = Object.keys(actions).filter((action) => /^(people|binding|account)\./.test(action));
  expect(mine.length).toBeGreaterThan(10);
  const over = mine.filter((action) => (actions[action]?.roundTrips.max ?? 99) > (budget[action] ?? 5));
  expect(over.map((action) => [action, actions[action]?.roundTrips.max])).toEqual([]);
});
