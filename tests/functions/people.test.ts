import { CLAIM_LASTS, CLAIM_TRIES } from '#domain/accounts/claims';
import { DAY, MINUTE } from '#domain/time';
import { overBudget } from '../../harness/budget';
import { idNumberOf, onPaper, registration, volunteer } from '../../harness/people';
import { inOneWorld, type Crowd } from '../support/one-world';
import { MORNING, newNonce, type World } from '../../harness/world';

let world: World;
let crowd: Crowd;
inOneWorld((started, people) => {
  world = started;
  crowd = people;
});

describe('relatives without a phone', () => {
  const mother = { name: '王奶奶', phone: '', relation: '母亲' };

  it('are added, changed, listed and removed by who keeps them, each once however often it is sent', async () => {
    const who = await crowd.newcomer();
    expect(await world.code(who, 'people.add', mother)).toBe('INTRODUCTION_NEEDED');
    await world.person(who);
    const [add, edit, remove] = [newNonce(), newNonce(), newNonce()];
    const { personId } = await crowd.twice(() => world.did(who, 'people.add', mother, add));
    const change = { personId, name: '王秀英', phone: '13900000088', relation: '妈妈' };
    await crowd.twice(() => world.did(who, 'people.edit', change, edit));
    const { people: kept, atMost } = await world.did(who, 'people.list', {});
    expect(kept).toEqual([{ id: personId, name: '王秀英', phone: '13900000088', relation: '妈妈' }]);
    expect(atMost).toBe(10);
    await crowd.twice(() => world.did(who, 'people.remove', { personId }, remove));
    expect((await world.did(who, 'people.list', {})).people).toEqual([]);
    expect(JSON.stringify(await world.documents('accounts'))).not.toContain('王秀英');
  });

  it('are nobody else’s to see, change or remove', async () => {
    const [who, other] = [await crowd.newcomer(), await crowd.newcomer()];
    for (const p of [who, other]) await world.person(p);
    const { personId } = await world.did(who, 'people.add', mother);
    expect((await world.did(other, 'people.list', {})).people).toEqual([]);
    expect(await world.code(other, 'people.edit', { personId, ...mother })).toBe('NOT_FOUND');
    expect(await world.code(other, 'people.remove', { personId })).toBe('NOT_FOUND');
    const ownId = await crowd.idOf(who);
    expect(await world.code(who, 'people.remove', { personId: ownId })).toBe('NOT_FOUND');
  });

  it('are ten at most, twelve added at once too', async () => {
    const who = await crowd.newcomer();
    await world.person(who);
    const codes = await Promise.all(
      Array.from({ length: 12 }, (_, i) => world.code(who, 'people.add', { ...mother, name: `老人${i}` })),
    );
    expect(codes.filter((code) => code === 'OK')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_PEOPLE')).toHaveLength(2);
    const { people: kept } = await world.did(who, 'people.list', {});
    await world.did(who, 'people.remove', { personId: kept[3]?.id ?? '' });
    expect(await world.code(who, 'people.add', mother)).toBe('OK');
  });

  it('have names that are fit for others', async () => {
    const who = await crowd.newcomer();
    await world.person(who);
    expect(await world.code(who, 'people.add', { ...mother, name: '测试违规' })).toBe('CONTENT_REFUSED');
    const { personId } = await world.did(who, 'people.add', mother);
    expect(await world.code(who, 'people.edit', { personId, ...mother, relation: '测试违规' })).toBe(
      'CONTENT_REFUSED',
    );
  });
});

describe('a volunteer without a phone', () => {
  const register = (change = {}, nonce = newNonce()) =>
    world.did('leader', 'people.register', onPaper(world.leaderTeam, change), nonce);

  it('is registered by a leader: a member with a number, and a code on paper', async () => {
    const nonce = newNonce();
    const input = onPaper(world.leaderTeam);
    const told = await crowd.twice(() => world.did('leader', 'people.register', input, nonce));
    expect(told).toMatchObject({ name: '李奶奶', number: expect.stringMatching(/^\d{9}$/) as string });
    const [membership] = await world.documents('memberships', { accountId: told.personId });
    expect(membership).toMatchObject({ teamId: world.leaderTeam, role: 'member', state: 'active' });
    const { people: listed } = await world.did('leader', 'people.registered', { teamId: world.leaderTeam });
    expect(listed.find((p) => p.id === told.personId)).toMatchObject({
      number: told.number,
      codeUntil: told.until,
    });
    // Neither the code nor the number is kept readable.
    const kept = JSON.stringify(
      await Promise.all(['accounts', 'identities', 'memberships'].map((c) => world.documents(c))),
    );
    expect(kept).not.toContain(told.code);
    expect(kept).not.toContain(input.idNumber);
  });

  it('only for a team of the leader’s own, only once a person, by the rules for everyone', async () => {
    const { leaderTeam: teamId } = world;
    const idNumber = idNumberOf('1948-08-08');
    await register({ idNumber });
    const code = (change: object, who = 'leader') =>
      world.code(who, 'people.register', onPaper(teamId, change));
    expect(await code({ idNumber })).toBe('ASK_STAFF');
    expect(await code({}, 'officer')).toBe('NOT_ALLOWED');
    expect(await code({ teamId: 'tnone' })).toBe('NOT_FOUND');
    expect(await code({ consentOnPaper: false })).toBe('CONSENT_NEEDED');
    expect(await code({ idNumber: idNumberOf('2015-01-01') })).toBe('UNDER_AGE');
    expect(await code({ idNumber: idNumberOf('2010-01-01') })).toBe('GUARDIAN_NEEDED');
    expect(await code({ name: '测试违规' })).toBe('CONTENT_REFUSED');
    const who = await crowd.newcomer();
    expect(await world.code(who, 'account.register', registration({ idNumber }))).toBe('ASK_STAFF');
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
    const who = await crowd.newcomer();
    const fresh = await crowd.idOf(who);
    await world.did(who, 'account.introduce', { name: '奶奶', phone: '13900000066' });
    const nonce = newNonce();
    const typed = ` ${told.code.slice(0, 4).toLowerCase()} ${told.code.slice(4)}`;
    const claimed = await crowd.twice(() => world.did(who, 'people.claim', { code: typed }, nonce));
    expect(claimed).toEqual({ name: '李奶奶', number: told.number });
    expect(await crowd.idOf(who)).toBe(told.personId);
    const seen = await world.did(who, 'account.view', {});
    expect(seen).toMatchObject({ name: '李奶奶', phone: '13900000066', volunteer: { number: told.number } });
    const [parked] = await world.documents('accounts', { _id: fresh });
    expect(parked).toMatchObject({ name: '', phone: '', openid: `parked:${fresh}` });
    // No longer the team's to act for, and the code is spent.
    expect(await world.code('leader', 'people.code', { personId: told.personId })).toBe('NOT_FOUND');
    expect(await world.code(await crowd.newcomer(), 'people.claim', { code: told.code })).toBe(
      'CLAIM_INVALID',
    );
  });

  it('by two phones at once: one of them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { code, personId } = await register();
      const both = [await crowd.newcomer(), await crowd.newcomer()];
      const codes = await Promise.all(both.map((who) => world.code(who, 'people.claim', { code })));
      expect(codes.sort()).toEqual(['CLAIM_INVALID', 'OK']);
      const owners = await Promise.all(both.map((who) => crowd.idOf(who)));
      expect(owners.filter((id) => id === personId)).toHaveLength(1);
      expect(new Set(owners).size).toBe(2);
    }
  });

  it('by a phone that died half-way: it tries again', async () => {
    const { code, personId } = await register();
    const who = await crowd.newcomer();
    const fresh = await crowd.idOf(who);
    const parked = { $set: { openid: `parked:${fresh}` } };
    await world.alter('accounts', { _id: fresh }, parked);
    expect(await world.code(who, 'people.claim', { code })).toBe('NO_ACCOUNT');
    expect(await crowd.idOf(who)).not.toBe(fresh);
    expect(await world.code(who, 'people.claim', { code })).toBe('OK');
    expect(await crowd.idOf(who)).toBe(personId);
  });

  it('not by who is registered, signed up, or keeps relatives already', async () => {
    const { code } = await register();
    const [registered, signedUp, keeper] = [
      await crowd.newcomer(),
      await crowd.newcomer(),
      await crowd.newcomer(),
    ];
    await volunteer(world, registered);
    const { slotId } = await world.post([{ kind: 'service' }]);
    for (const p of [signedUp, keeper]) await world.person(p);
    await world.did(signedUp, 'signups.take', { slotId, wait: false });
    await world.did(keeper, 'people.add', { name: '妈', phone: '', relation: '母亲' });
    for (const who of [registered, signedUp, keeper, 'leader', 'officer'])
      expect([who, await world.code(who, 'people.claim', { code })]).toEqual([who, 'HAS_HISTORY']);
    expect(await world.code(await crowd.newcomer(), 'people.claim', { code })).toBe('OK');
  });

  it('within thirty days; after that with a code that the leader makes anew, and the old one is worth nothing', async () => {
    const { code, personId, until } = await register();
    expect(until).toBeGreaterThanOrEqual(MORNING + CLAIM_LASTS);
    await world.at(until);
    const who = await crowd.newcomer();
    expect(await world.code(who, 'people.claim', { code })).toBe('CLAIM_EXPIRED');
    const nonce = newNonce();
    const again = await crowd.twice(() => world.did('leader', 'people.code', { personId }, nonce));
    expect(again.code).not.toBe(code);
    expect(again.until).toBeGreaterThan(until + 29 * DAY);
    expect(await world.code(who, 'people.claim', { code })).toBe('CLAIM_INVALID');
    expect(await world.code(who, 'people.claim', { code: again.code })).toBe('OK');
  });

  it('one tap for a new code makes one, though it is sent twice at once', async () => {
    const { personId } = await register();
    const nonce = newNonce();
    const tap = () => world.call('leader', 'people.code', { personId }, nonce);
    const both = await Promise.all([tap(), tap()]);
    const told = await world.did('leader', 'people.code', { personId }, nonce);
    for (const answer of both)
      expect(answer).toMatchObject(answer.ok ? { data: told } : { error: { code: 'CONFLICT' } });
    const receipts = (await world.documents('accounts', { _id: personId }))[0]?.['receipts'];
    expect(receipts).toHaveLength(1);
  });

  it('not by guessing: five wrong codes an hour, all at once or one by one', async () => {
    const { code } = await register();
    const [hasty, patient] = [await crowd.newcomer(), await crowd.newcomer()];
    const wrong = (n: number) => `ACDEFGH${'346790'.replace('0', 'T').charAt(n % 6)}`;
    for (let n = 0; n < CLAIM_TRIES.times; n += 1)
      expect(await world.code(patient, 'people.claim', { code: wrong(n) })).toBe('CLAIM_INVALID');
    expect(await world.code(patient, 'people.claim', { code })).toBe('TOO_MANY_TRIES');
    const codes = await Promise.all(
      Array.from({ length: 12 }, (_, n) => world.code(hasty, 'people.claim', { code: wrong(n) })),
    );
    expect(codes.filter((c) => c === 'CLAIM_INVALID').length).toBe(CLAIM_TRIES.times);
    // Whoever begins with a new account has the same WeChat.
    await world.did(patient, 'account.delete', {});
    await world.did(patient, 'session.open', {});
    expect(await world.code(patient, 'people.claim', { code })).toBe('TOO_MANY_TRIES');
    await world.at(MORNING + CLAIM_TRIES.per + MINUTE);
    expect(await world.code(patient, 'people.claim', { code })).toBe('OK');
  });
});

// One of ten who are added at once may have to try every seat.
it('all of it stays within its round trips', () => {
  const over = overBudget(world.emulator.metrics()).filter((line) => !/^people\.add/.test(line));
  expect(over).toEqual([]);
});
