import { HOUR, MINUTE } from '#domain/time';
import { credited } from '../../harness/ledgers';
import { idNumberOf, registration, volunteer } from '../../harness/people';
import { inOneWorld, type Crowd } from '../support/one-world';
import { join } from '../../harness/teams';
import { MORNING, newNonce, type World } from '../../harness/world';

/** One person, one registration, and an account's hours are whose they were: also after it ended, or died half-way. */
let world: World;
let crowd: Crowd;
inOneWorld((started, people) => {
  world = started;
  crowd = people;
});

const LATER = MORNING + 2 * MINUTE;
const withdraw = { kind: 'identity', given: false } as const;
const identities = (accountId: string) => world.documents('identities', { accountId });
const rewrite = (collection: string, query: object, update: object) => world.alter(collection, query, update);
const register = (who: string, name: string, idNumber: string) =>
  world.code(who, 'account.register', registration({ name, idNumber }));

/** Somebody who is registered. */
async function registered(birth = '1971-01-01') {
  const who = await crowd.newcomer();
  const [name, idNumber] = ['王小花', idNumberOf(birth)];
  const accountId = await volunteer(world, who, { name, idNumber });
  return { who, name, idNumber, accountId };
}

/** Somebody who is registered and has earned hours. */
async function serving(birth?: string) {
  const person = await registered(birth);
  await credited(world, person.accountId);
  return person;
}

describe('an account that was registered once', () => {
  it('is registered again by the same person, with the same number, however the name is spaced', async () => {
    const { who, name, idNumber } = await registered();
    const { number } = (await world.did(who, 'account.view', {})).volunteer ?? {};
    await world.did(who, 'account.consent', withdraw);
    // What one is called meanwhile is no matter.
    await world.did(who, 'account.introduce', { name: '花花', phone: '13900000001' });
    expect(await register(who, `${name.slice(0, 1)} ${name.slice(1)}`, idNumber)).toBe('OK');
    expect((await world.did(who, 'account.view', {})).volunteer).toMatchObject({ number });
  });

  it('has its name or number put right as long as it has no hours', async () => {
    const { who, name, accountId } = await registered();
    await world.did(who, 'account.consent', withdraw);
    const right = idNumberOf('1971-01-11');
    expect(await register(who, '王晓花', right)).toBe('OK');
    await world.did(who, 'account.consent', withdraw);
    await credited(world, accountId);
    expect(await register(who, name, right)).toBe('OTHER_PERSON');
    expect(await register(who, '王晓花', right)).toBe('OK');
  });

  it('is nobody else’s either while what it did waits for its leader', async () => {
    const { who, name, idNumber } = await registered();
    const start = MORNING + HOUR;
    const { slotId } = await world.post([{ start, end: start + HOUR }]);
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.did(who, 'account.consent', withdraw);
    expect(await register(who, '李买家', idNumberOf('1988-08-08'))).toBe('OTHER_PERSON');
    expect(await register(who, name, idNumber)).toBe('OK');
  });

  it('is found in its teams by the name that was put right', async () => {
    const { who, accountId } = await registered();
    await join(world, world.leaderTeam, who, accountId, 'leader');
    const found = async (text: string) =>
      (await world.did('leader', 'teams.members', { teamId: world.leaderTeam, text })).members;
    await world.did(who, 'account.consent', withdraw);
    await world.did(who, 'account.introduce', { name: '花花', phone: '13900000001' });
    expect((await found('花花')).map((m) => m.accountId)).toEqual([accountId]);
    expect(await register(who, '王晓燕', idNumberOf('1971-01-12'))).toBe('OK');
    expect((await found('晓燕')).map((m) => m.accountId)).toEqual([accountId]);
    expect(await found('小花')).toEqual([]);
  });

  it('is nobody else’s, by number or by name, however often it was tried, and nothing is written', async () => {
    const { who, name, idNumber } = await serving();
    await world.did(who, 'account.consent', withdraw);
    const before = await world.everything();
    const other = idNumberOf('1988-08-08');
    for (const [asName, asNumber] of [
      ['李买家', other],
      [name, other],
      ['李买家', idNumber],
    ] as const)
      expect(await register(who, asName, asNumber)).toBe('OTHER_PERSON');
    expect(await world.everything()).toBe(before);
    expect(await register(who, name, idNumber)).toBe('OK');
    await world.did(who, 'account.consent', withdraw);
    expect(await register(who, '李买家', other)).toBe('OTHER_PERSON');
  });

  it('keeps nothing by which the number, or another account of the same person, could be found', async () => {
    const { who, name, idNumber, accountId } = await registered();
    await world.did(who, 'account.consent', withdraw);
    expect(await identities(accountId)).toEqual([]);
    const second = await crowd.newcomer();
    const secondId = await volunteer(world, second, { name, idNumber });
    const [kept, other] = await Promise.all(
      [accountId, secondId].map(async (_id) => (await world.documents('accounts', { _id }))[0]),
    );
    expect(kept?.['registrant']).toMatch(/^[0-9a-f]{64}$/);
    expect(kept?.['registrant']).not.toBe(other?.['registrant']);
    // The person is registered with the other account now: once is enough.
    expect(await register(who, name, idNumber)).toBe('ASK_STAFF');
    expect(await crowd.keptOf([idNumber])).toEqual([]);
  });

  it('given up, it keeps nothing, and the same WeChat begins anew as anybody', async () => {
    const { who, accountId } = await registered();
    await world.did(who, 'account.delete', {});
    expect((await world.documents('accounts', { _id: accountId }))[0]).not.toHaveProperty('registrant');
    await crowd.idOf(who);
    expect(await register(who, '孙新人', idNumberOf('1999-09-09'))).toBe('OK');
  });

  it('two numbers at once after it: of the person alone', async () => {
    const { who, name, idNumber, accountId } = await serving();
    await world.did(who, 'account.consent', withdraw);
    const codes = await Promise.all([
      register(who, name, idNumber),
      register(who, '李买家', idNumberOf('1988-08-08')),
    ]);
    expect(codes[0]).toBe('OK');
    // As it comes: before the other one was through, or after.
    expect(['OTHER_PERSON', 'ALREADY_REGISTERED']).toContain(codes[1]);
    expect(await identities(accountId)).toHaveLength(1);
  });
});

describe('what died half-way', () => {
  /** As a try leaves it that died after it took the number. */
  const unregister = (accountId: string) =>
    rewrite(
      'accounts',
      { _id: accountId },
      { $unset: { volunteer: '', registrant: '' }, $set: { receipts: [] } },
    );
  const erase = (accountId: string) => rewrite('identities', { accountId }, { $unset: { cipher: '' } });

  it('a registration that goes on later, and another phone at that very moment: one of them', async () => {
    for (let round = 0; round < 6; round += 1) {
      await world.at(MORNING);
      const { who, name, idNumber, accountId } = await registered(`1972-01-0${round + 1}`);
      await unregister(accountId);
      await world.at(LATER);
      const other = await crowd.newcomer();
      const codes = await Promise.all([who, other].map((phone) => register(phone, name, idNumber)));
      expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
      const holders = await world.documents('accounts', { 'volunteer.birthDate': `1972-01-0${round + 1}` });
      expect(holders).toHaveLength(1);
      expect(await identities(holders[0]?._id ?? '')).toHaveLength(1);
    }
  });

  it('a registration that goes on, and whoever comes a moment later waits for it', async () => {
    const { who, name, idNumber, accountId } = await registered();
    await unregister(accountId);
    await world.at(LATER);
    expect(await register(who, name, idNumber)).toBe('OK');
    await unregister(accountId);
    // Taken anew by the second try: nobody may clear it away yet.
    expect(await register(await crowd.newcomer(), name, idNumber)).toBe('CONFLICT');
  });

  it('a withdrawal after the number went: the person is still registered, and only once', async () => {
    const { who, name, idNumber, accountId } = await registered();
    await erase(accountId);
    await world.at(LATER);
    expect(await register(await crowd.newcomer(), name, idNumber)).toBe('ASK_STAFF');
    expect(await world.did(who, 'account.consent', withdraw)).toEqual({ registered: false });
    expect(await identities(accountId)).toEqual([]);
  });

  it('a withdrawal before its last step: the same call ends it, or the next to register does', async () => {
    for (const resent of [true, false]) {
      await world.at(MORNING);
      const { who, name, idNumber, accountId } = await registered();
      const [identity] = await identities(accountId);
      const nonce = newNonce();
      await world.did(who, 'account.consent', withdraw, nonce);
      const { cipher: _cipher, ...erased } = identity ?? { _id: '', cipher: '' };
      await world.emulator.store.insert('identities', [{ ...erased, at: new Date(MORNING) }]);
      if (resent) {
        expect(await world.did(who, 'account.consent', withdraw, nonce)).toEqual({ registered: false });
        expect(await identities(accountId)).toEqual([]);
      }
      await world.at(LATER);
      expect(await register(resent ? who : await crowd.newcomer(), name, idNumber)).toBe('OK');
    }
  });

  it('a withdrawal, and the number given again before its last step: it is kept again', async () => {
    const { who, name, idNumber, accountId } = await registered();
    const nonce = newNonce();
    const [identity] = await identities(accountId);
    await world.did(who, 'account.consent', withdraw, nonce);
    const { cipher: _cipher, ...erased } = identity ?? { _id: '', cipher: '' };
    await world.emulator.store.insert('identities', [erased]);
    expect(await register(who, name, idNumber)).toBe('OK');
    // The first call once more, late: what it ended has begun anew.
    await world.did(who, 'account.consent', withdraw, nonce);
    expect((await identities(accountId))[0]?.['cipher']).toMatch(/^v1\./);
  });

  it('withdrawing and registering at once: a number is kept exactly where somebody is registered', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { who, name, idNumber, accountId } = await registered(`1973-01-0${round + 1}`);
      const nonce = newNonce();
      await Promise.all([
        world.code(who, 'account.consent', withdraw, nonce),
        world.code(who, 'account.consent', withdraw, nonce),
        register(who, name, idNumber),
        world.code(who, 'account.consent', withdraw),
      ]);
      const { volunteer: seen } = await world.did(who, 'account.view', {});
      const numbers = (await identities(accountId)).map(({ cipher }) => typeof cipher);
      expect(numbers).toEqual(seen ? ['string'] : []);
    }
  });

  it('giving up, at any step: nobody comes twice meanwhile, and the same call ends it', async () => {
    const { who, name, idNumber, accountId } = await registered();
    const [identity] = await identities(accountId);
    await erase(accountId);
    expect(await register(await crowd.newcomer(), name, idNumber)).toBe('ASK_STAFF');
    const nonce = newNonce();
    await world.did(who, 'account.delete', {}, nonce);
    expect(await identities(accountId)).toEqual([]);
    const { cipher: _cipher, ...erased } = identity ?? { _id: '', cipher: '' };
    await world.emulator.store.insert('identities', [erased]);
    await world.did(who, 'account.delete', {}, nonce);
    expect(await identities(accountId)).toEqual([]);
  });

  it('giving up takes along a number whose registration was never finished', async () => {
    const { who, accountId } = await registered();
    await unregister(accountId);
    await world.did(who, 'account.delete', {});
    expect(await identities(accountId)).toEqual([]);
  });
});
