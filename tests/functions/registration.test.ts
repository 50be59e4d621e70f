import { createDecipheriv } from 'node:crypto';
import { checkDigitOf } from '#domain/accounts/idnumber';
import { volunteerNumberOf } from '#domain/accounts/registration';
import { DAY, MINUTE } from '#domain/time';
import { withKey } from '#domain/unique';
import { roundTripsOf } from '../../cloudfunctions/budget';
import { DEVELOPMENT_KEYS } from '../../scripts/development-keys';
import { GUARDIAN, idNumberOf, onPaper, registration, volunteer } from '../../harness/people';
import { startTestEmulator } from '../../harness/emulator';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, World } from '../../harness/world';

/** V1: once, by real name and ID number; the number is kept sealed and told to nobody. */
describe('registering as a volunteer', () => {
  let world: World;
  let people = 0;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.at(MORNING));

  /** Somebody who has just opened the mini-program. */
  async function newcomer(): Promise<string> {
    const openid = `newcomer-${(people += 1)}`;
    await world.did(openid, 'session.open', {});
    return openid;
  }
  const identities = (accountId: string) => world.documents('identities', { accountId });

  it('gives a number, and what the ID number says of birth and sex', async () => {
    const who = await newcomer();
    const idNumber = idNumberOf('1990-05-01');
    const { number } = await world.did(who, 'account.register', registration({ idNumber }));
    expect(number).toMatch(/^\d{9}$/);
    const sex = Number(idNumber.charAt(16)) % 2 === 1 ? 'male' : 'female';
    const { volunteer: seen, consents } = await world.did(who, 'account.view', {});
    expect(seen).toMatchObject({ number, sex, birthDate: '1990-05-01', minor: false, guardian: null });
    expect(consents).toMatchObject({ identity: { withdrawnAt: null }, location: { withdrawnAt: null } });
    expect((await world.did(who, 'session.open', {})).registered).toBe(true);
  });

  it('keeps the ID number sealed under the key of the environment, and in no other place', async () => {
    const who = await newcomer();
    const idNumber = '11010519491231002X';
    // A small x, in groups: it is the same number.
    await world.did(who, 'account.register', registration({ idNumber: '110105 19491231 002x' }));
    const { accountId } = await world.did(who, 'session.open', {});
    const [identity] = await identities(accountId);
    const [version, iv = '', tag = '', cipher = ''] = String(identity?.['cipher']).split('.');
    expect(version).toBe('v1');
    const bytes = (text: string) => Buffer.from(text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', bytes(DEVELOPMENT_KEYS['ID_KEY'] ?? ''), bytes(iv));
    decipher.setAAD(Buffer.from(String(identity?._id))).setAuthTag(bytes(tag));
    expect(Buffer.concat([decipher.update(bytes(cipher)), decipher.final()]).toString()).toBe(idNumber);

    const everywhere = await Promise.all(
      world.emulator.store.collections().map((name) => world.documents(name)),
    );
    const answers = [await world.did(who, 'account.view', {}), await world.did(who, 'account.export', {})];
    const texts = [JSON.stringify(everywhere), JSON.stringify(answers), world.emulator.lines.join('\n')];
    expect(texts.map((text) => text.includes('11010519491231002'))).toEqual([false, false, false]);
  });

  it('twice the same person is refused, on another phone too, and nothing is registered', async () => {
    const [one, two] = [await newcomer(), await newcomer()];
    const idNumber = idNumberOf('1980-01-01');
    await world.did(one, 'account.register', registration({ idNumber }));
    const before = await world.documents('accounts');
    expect(await world.code(two, 'account.register', registration({ idNumber }))).toBe('ASK_STAFF');
    expect(await world.code(one, 'account.register', registration())).toBe('ALREADY_REGISTERED');
    expect(await world.documents('accounts')).toEqual(before);
  });

  describe('with a number that staff are to look at', () => {
    const asked = async () => (await world.did('officer', 'binding.waiting', {})).bindings;
    const confirm = async (name: string) => {
      const binding = (await asked()).find((each) => each.name === name);
      return world.code('officer', 'binding.decide', { bindingId: binding?.id ?? '', verdict: 'confirm' });
    };
    /** Numbers that differ in the last digits alone. */
    const alike = (birth: string, n: number) => {
      const digits = `411299${birth}${String(n).padStart(3, '0')}`;
      return digits + checkDigitOf(digits);
    };

    it('is refused alike, whether it is taken or one of too many that are alike; staff have each on their list', async () => {
      const first = await newcomer();
      await world.did(
        first,
        'account.register',
        registration({ name: '甲一', idNumber: alike('19770707', 1) }),
      );
      const answers = [];
      for (let n = 1; n <= 8; n += 1) {
        const who = await newcomer();
        const input = registration({ name: `某${n}`, idNumber: alike('19770707', n) });
        answers.push([n, await world.call(who, 'account.register', input)] as const);
      }
      const refused = answers.flatMap(([n, answer]) => (answer.ok ? [] : [[n, answer.error] as const]));
      // The first is taken; after five tries in all nobody learns any more.
      expect(refused.map(([n]) => n)).toEqual([1, 5, 6, 7, 8]);
      expect(new Set(refused.map(([, error]) => JSON.stringify(error))).size).toBe(1);
      const names = (await asked()).map(({ name }) => name);
      for (const [n] of refused) expect(names).toContain(`某${n}`);
      // One that nobody has may be registered once staff have seen the person; one that is taken may not.
      expect(await confirm('某1')).toBe('ALREADY_REGISTERED');
      expect(await confirm('某7')).toBe('OK');
    });

    it('goes on for whom staff have seen, and a month later for everybody', async () => {
      for (let n = 101; n <= 105; n += 1)
        await world.code(
          await newcomer(),
          'account.register',
          registration({ idNumber: alike('19780808', n) }),
        );
      const who = await newcomer();
      const input = registration({ name: '核对过', idNumber: alike('19780808', 106) });
      expect(await world.code(who, 'account.register', input)).toBe('ASK_STAFF');
      expect(await confirm('核对过')).toBe('OK');
      expect(await world.code(who, 'account.register', input)).toBe('OK');
      const next = registration({ idNumber: alike('19780808', 107) });
      const late = await newcomer();
      expect(await world.code(late, 'account.register', next)).toBe('ASK_STAFF');
      const now = world.emulator.clock.now().getTime();
      await world.at(now + 31 * DAY);
      expect(await world.code(late, 'account.register', next)).toBe('OK');
      await world.at(now);
    });
    it('is sent again, as its answer was lost: it is the same', async () => {
      const taken = idNumberOf('1948-08-08');
      await world.did(await newcomer(), 'account.register', registration({ idNumber: taken }));
      const [who, nonce] = [await newcomer(), newNonce()];
      const input = registration({ idNumber: taken });
      const send = () => world.code(who, 'account.register', input, nonce);
      expect([await send(), await send()]).toEqual(['ASK_STAFF', 'ASK_STAFF']);
    });
    it('counts tries that come at once one by one', async () => {
      const people = await Promise.all(Array.from({ length: 12 }, newcomer));
      const register = (who: string, n: number) =>
        world.code(who, 'account.register', registration({ idNumber: alike('19790909', n) }));
      const codes = await Promise.all(people.map(register));
      expect(codes.filter((code) => code === 'OK')).toHaveLength(5);
    });

    it('is a leader’s to find out no more than anybody’s', async () => {
      const taken = idNumberOf('1949-09-09');
      await world.did(await newcomer(), 'account.register', registration({ idNumber: taken }));
      expect(
        await world.code('leader', 'people.register', onPaper(world.leaderTeam, { idNumber: taken })),
      ).toBe('ASK_STAFF');
    });
  });

  it('two phones at once: one of them registers', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await newcomer(), await newcomer()];
      const input = registration({ idNumber: idNumberOf('1985-05-05') });
      const codes = await Promise.all([one, two].map((who) => world.code(who, 'account.register', input)));
      // Whoever looks while the other is in the middle of it is asked to try again.
      expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
      expect(['ASK_STAFF', 'CONFLICT']).toContain(codes.find((code) => code !== 'OK'));
      const again = await Promise.all(
        [one, two].map((who) =>
          world.code(who, 'account.register', registration({ idNumber: input.idNumber })),
        ),
      );
      expect(again.sort()).toEqual(['ALREADY_REGISTERED', 'ASK_STAFF']);
      expect(await world.documents('accounts', { 'volunteer.birthDate': '1985-05-05' })).toHaveLength(
        round + 1,
      );
    }
  });

  it('one phone, two numbers at once: one identity, and the registration is of that one', async () => {
    const who = await newcomer();
    const births = ['1981-01-01', '1982-02-02'];
    await Promise.all(
      births.map((birth) =>
        world.code(who, 'account.register', registration({ idNumber: idNumberOf(birth) })),
      ),
    );
    const { accountId } = await world.did(who, 'session.open', {});
    expect(await identities(accountId)).toHaveLength(1);
    const seen = (await world.did(who, 'account.view', {})).volunteer;
    expect(births).toContain(seen?.birthDate);
  });

  it('sent again it gives the first answer and changes nothing', async () => {
    const who = await newcomer();
    const input = registration();
    const nonce = newNonce();
    const both = await Promise.all([0, 1].map(() => world.did(who, 'account.register', input, nonce)));
    expect(both[1]).toEqual(both[0]);
    const before = await world.everything();
    expect(await world.did(who, 'account.register', input, nonce)).toEqual(both[0]);
    expect(await world.everything()).toBe(before);
  });

  it('goes on where it died after the ID number was taken', async () => {
    const who = await newcomer();
    const { accountId } = await world.did(who, 'session.open', {});
    const input = registration();
    await world.did(who, 'account.register', input);
    const unregistered = { $unset: { volunteer: '' }, $set: { receipts: [] } };
    const died = () => world.alter('accounts', { _id: accountId }, unregistered);
    await died();
    expect(await world.code(who, 'account.register', input)).toBe('OK');
    await died();
    // Meanwhile somebody else may still be in the middle of it, a little later nobody is.
    const other = await newcomer();
    expect(await world.code(other, 'account.register', input)).toBe('CONFLICT');
    await world.at(MORNING + 2 * MINUTE);
    expect(await world.code(other, 'account.register', input)).toBe('OK');
    expect(await identities(accountId)).toHaveLength(0);
  });

  it('a number that is another’s already is passed over', async () => {
    const [one, two] = [await newcomer(), await newcomer()];
    const { accountId } = await world.did(two, 'session.open', {});
    await world.did(one, 'account.register', registration());
    const first = await world.did(one, 'session.open', {});
    const taken = { $set: { number: withKey(first.accountId, volunteerNumberOf(accountId, 0)) } };
    await world.alter('accounts', { _id: first.accountId }, taken);
    const { number } = await world.did(two, 'account.register', registration());
    expect(number).toBe(volunteerNumberOf(accountId, 1));
  });

  describe('is refused', () => {
    const refused = async (change: Parameters<typeof registration>[0]) => {
      const who = await newcomer();
      const before = await world.everything();
      const code = await world.code(who, 'account.register', registration(change));
      expect(await world.everything()).toBe(before);
      expect(await world.documents('identities')).toHaveLength(held);
      return code;
    };
    let held = 0;
    beforeEach(async () => {
      held = (await world.documents('identities')).length;
    });

    it('under fourteen, whoever agrees; on the birthday it is not', async () => {
      const idNumber = idNumberOf('2012-03-02');
      expect(await refused({ idNumber, guardian: GUARDIAN })).toBe('UNDER_AGE');
      const who = await newcomer();
      const input = registration({ idNumber: idNumberOf('2012-03-01'), guardian: GUARDIAN });
      expect(await world.code(who, 'account.register', input)).toBe('OK');
      const { volunteer: seen } = await world.did(who, 'account.view', {});
      expect(seen).toMatchObject({ minor: true, guardian: { name: '张爸爸', relation: '父亲' } });
    });

    it('under eighteen without a guardian, or with one who does not agree', async () => {
      const idNumber = idNumberOf('2010-01-01');
      expect(await refused({ idNumber })).toBe('GUARDIAN_NEEDED');
      expect(await refused({ idNumber, guardian: { ...GUARDIAN, consent: false } })).toBe('CONSENT_NEEDED');
    });

    it('without consent to the ID number', async () => {
      expect(await refused({ consents: { identity: false, location: true } })).toBe('CONSENT_NEEDED');
    });

    it('with a number that is none, or of somebody yet to be born', async () => {
      expect(await refused({ idNumber: '110105194912310021' })).toBe('BAD_INPUT');
      expect(await refused({ idNumber: idNumberOf('2026-03-02') })).toBe('ID_INVALID');
      expect(await refused({ idNumber: idNumberOf('2025-02-29') })).toBe('ID_INVALID');
    });

    it('with words that are not fit for others, the guardian’s too', async () => {
      expect(await refused({ name: '测试违规' })).toBe('CONTENT_REFUSED');
      const guardian = { ...GUARDIAN, relation: '测试违规' };
      expect(await refused({ idNumber: idNumberOf('2010-01-01'), guardian })).toBe('CONTENT_REFUSED');
    });
  });

  it('the phone number comes by WeChat’s button, once a code', async () => {
    const who = await newcomer();
    const response = await fetch(`${world.emulator.url}/phone-codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number: '13812345678' }),
    });
    const { code } = (await response.json()) as { code: string };
    const nonce = newNonce();
    expect(await world.did(who, 'account.phone', { code }, nonce)).toEqual({ phone: '13812345678' });
    expect(await world.did(who, 'account.phone', { code }, nonce)).toEqual({ phone: '13812345678' });
    expect(await world.code(who, 'account.phone', { code })).toBe('PHONE_UNKNOWN');
    expect(await world.code(who, 'account.phone', { code: 'made-up' })).toBe('PHONE_UNKNOWN');
  });

  it('skills, free times and phone can be changed, by who is registered', async () => {
    const who = await newcomer();
    const change = {
      phone: '13900000077',
      skills: ['driving', 'juggling'],
      freeTimes: ['7-evening'] as const,
    };
    const input = { ...change, freeTimes: [...change.freeTimes] };
    expect(await world.code(who, 'account.update', input)).toBe('REGISTRATION_NEEDED');
    await world.did(who, 'account.register', registration());
    await world.did(who, 'account.update', input);
    const seen = await world.did(who, 'account.view', {});
    expect(seen).toMatchObject({
      phone: '13900000077',
      volunteer: { skills: ['driving'], freeTimes: ['7-evening'] },
    });
  });

  describe('consents', () => {
    it('to the place of the phone is taken back and given again, and the phone is told', async () => {
      const who = await newcomer();
      await volunteer(world, who);
      const tells = async () => (await world.did(who, 'session.open', {})).tellsPlace;
      expect(await tells()).toBe(true);
      await world.did(who, 'account.consent', { kind: 'location', given: false });
      expect(await tells()).toBe(false);
      await world.did(who, 'account.consent', { kind: 'location', given: true });
      expect(await tells()).toBe(true);
      expect((await world.did(await newcomer(), 'session.open', {})).tellsPlace).toBe(true);
    });

    it('to the ID number taken back removes number and registration; the person may come again', async () => {
      const who = await newcomer();
      const idNumber = idNumberOf('1970-07-07');
      await volunteer(world, who, { idNumber });
      const { accountId } = await world.did(who, 'session.open', {});
      const nonce = newNonce();
      const input = { kind: 'identity', given: false } as const;
      expect(await world.did(who, 'account.consent', input, nonce)).toEqual({ registered: false });
      expect(await world.did(who, 'account.consent', input, nonce)).toEqual({ registered: false });
      expect(await identities(accountId)).toEqual([]);
      const seen = await world.did(who, 'account.view', {});
      expect(seen.volunteer).toBeNull();
      expect(seen.consents.identity?.withdrawnAt).toBeGreaterThanOrEqual(MORNING);
      await world.did(await newcomer(), 'account.register', registration({ idNumber }));
    });

    it('of a guardian taken back ends a minor’s registration, and only that', async () => {
      const [young, grown] = [await newcomer(), await newcomer()];
      await volunteer(world, young, { idNumber: idNumberOf('2010-01-01'), guardian: GUARDIAN });
      await volunteer(world, grown, { guardian: GUARDIAN });
      const input = { kind: 'guardian', given: false } as const;
      expect(await world.did(young, 'account.consent', input)).toEqual({ registered: false });
      expect(await world.did(grown, 'account.consent', input)).toEqual({ registered: true });
      expect((await world.did(grown, 'account.view', {})).volunteer).toMatchObject({ guardian: null });
    });

    it('to what belongs to a registration is given with one', async () => {
      const who = await newcomer();
      expect(await world.code(who, 'account.consent', { kind: 'identity', given: true })).toBe(
        'REGISTRATION_NEEDED',
      );
    });
  });

  it('stays within its round trips', () => {
    const { actions } = world.emulator.metrics();
    const actionsHere = [
      'account.register',
      'account.view',
      'account.update',
      'account.consent',
      'account.phone',
    ] as const;
    const over = actionsHere.filter(
      (action) => (actions[action]?.roundTrips.max ?? 9) > roundTripsOf(action),
    );
    expect(over).toEqual([]);
  });
});

describe('without keys in its environment', () => {
  it('nothing of an ID number is taken, and nothing written', async () => {
    const world = new World(
      await startTestEmulator({ variables: { ID_KEY: DEVELOPMENT_KEYS['ID_KEY'] ?? '' } }),
    );
    await world.did(null, 'city.found', { settings, officer: { openid: 'officer', name: '文明办' } });
    await world.did('one', 'session.open', {});
    const before = await world.everything();
    expect(await world.code('one', 'account.register', registration())).toBe('NOT_CONFIGURED');
    expect(await world.code('one', 'people.claim', { code: 'ACDEFGHJ' })).toBe('NOT_CONFIGURED');
    expect(await world.documents('identities')).toEqual([]);
    expect(await world.everything()).toBe(before);
    await world.close();
  });
});
