import { parsePublicCode } from '#domain/certificates/code';
import { DAY, dayOf } from '#domain/time';
import { credited } from '../../harness/ledgers';
import { volunteer } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

let world: World;
let accountId = '';
let who = '';
let people = 0;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** A volunteer with two services, two hours each, on two days. */
beforeEach(async () => {
  await world.at(MORNING + 10 * DAY);
  who = `volunteer${(people += 1)}`;
  accountId = await volunteer(world, who, { name: '张小三' });
  await credited(world, accountId);
  await credited(world, accountId, { start: MORNING + DAY, title: '公园捡垃圾' });
});

const issue = async (input: { from?: string; to?: string } = {}, nonce?: string) =>
  (await world.did(who, 'certificates.issue', input, nonce)).certificateId;
const view = (certificateId: string) => world.did(who, 'certificates.view', { certificateId });
const codeOf = async (certificateId: string) => (await view(certificateId)).code;
/** As somebody who has never been here. */
const verify = (code: string, number?: string) =>
  world.did('stranger', 'certificates.verify', { code, ...(number !== undefined && { number }) });
const stateOf = async (code: string) => (await verify(code)).state;

describe('issuing', () => {
  test('lists what the ledger has, with the sum, the number, the unit and a code', async () => {
    const shown = await view(await issue());
    expect(shown).toMatchObject({
      state: 'VALID',
      minutes: 240,
      services: 2,
      name: '张小三',
      recordingUnit: '测试市文明办',
      revoked: null,
      from: dayOf(MORNING),
      to: dayOf(MORNING + DAY),
    });
    expect(shown.rows.map((row) => [row.title, row.minutes])).toEqual([
      ['社区义剪', 120],
      ['公园捡垃圾', 120],
    ]);
    expect(shown.number).toMatch(/^ROOT-2026-\d{10}$/);
    expect(parsePublicCode(shown.code)?.id).toBe(shown.id);
    expect(
      Buffer.from(shown.codeImage ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  test('for a period, both days included', async () => {
    const day = dayOf(MORNING + DAY);
    expect(await view(await issue({ from: day, to: day }))).toMatchObject({
      minutes: 120,
      services: 1,
      from: day,
      to: day,
    });
    const before = { to: dayOf(MORNING - DAY) };
    expect(await world.code(who, 'certificates.issue', before)).toBe('NOTHING_TO_CERTIFY');
    const backwards = { from: day, to: dayOf(MORNING) };
    expect(await world.code(who, 'certificates.issue', backwards)).toBe('BAD_INPUT');
  });

  test('the same asked for again on the same day is the same one; the day after it is another', async () => {
    const first = await issue();
    expect(await issue()).toBe(first);
    expect(await world.documents('certificates', { accountId })).toHaveLength(1);
    await world.at(MORNING + 11 * DAY);
    expect(await issue()).not.toBe(first);
  });

  test('sent again it is the first answer, though the ledger has grown since', async () => {
    const [one, two] = [newNonce(), newNonce()];
    const first = await issue({}, one);
    expect(await issue({}, two)).toBe(first);
    await credited(world, accountId, { start: MORNING + 2 * DAY });
    expect([await issue({}, one), await issue({}, two)]).toEqual([first, first]);
    expect(await issue()).not.toBe(first);
  });

  test('asked for many times at once it is one', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => issue()));
    expect(new Set(ids).size).toBe(1);
  });

  test('under another number where somebody else’s has the same by chance, once, and by the same call', async () => {
    const number = await issue();
    // As chance would have it: what has this number is another person's.
    const others = { accountId: 'somebody-else', basis: 'another', asked: [] };
    await world.alter('certificates', { _id: number }, { $set: others });
    const nonce = newNonce();
    const own = await issue({}, nonce);
    expect(own).not.toBe(number);
    expect([await issue({}, nonce), await issue()]).toEqual([own, own]);
    expect((await view(own)).state).toBe('VALID');
    expect(await world.code(who, 'certificates.view', { certificateId: number })).toBe('NOT_FOUND');
    await world.did(who, 'certificates.withdraw', { certificateId: own });
    const again = await issue();
    expect([number, own]).not.toContain(again);
    const together = await Promise.all(Array.from({ length: 4 }, () => issue()));
    expect(new Set([again, ...together]).size).toBe(1);
  });

  test('anew after it was taken back', async () => {
    const first = await issue();
    await world.did(who, 'certificates.withdraw', { certificateId: first });
    const second = await issue();
    expect(second).not.toBe(first);
    expect((await view(second)).state).toBe('VALID');
  });

  test('not from a ledger that somebody has changed, nor for who is no volunteer', async () => {
    await world.alter('hours', { accountId, seq: 1 }, { $set: { minutes: 6000 } });
    expect(await world.code(who, 'certificates.issue', {})).toBe('LEDGER_BROKEN');
    await world.person('passer-by');
    expect(await world.code('passer-by', 'certificates.issue', {})).toBe('REGISTRATION_NEEDED');
  });

  test('a thousand lines and no more', async () => {
    for (let i = 0; i < 999; i += 1) await credited(world, accountId, { minutes: 1 });
    expect(await world.code(who, 'certificates.issue', {})).toBe('TOO_LONG_A_LIST');
    expect(await world.code(who, 'certificates.issue', { from: dayOf(MORNING + DAY) })).toBe('OK');
  });
});

describe('verifying', () => {
  test('tells a stranger what a verifier needs, and nothing else', async () => {
    const shown = await view(await issue());
    const told = await verify(shown.code);
    expect(told).toEqual({
      state: 'VALID',
      list: null,
      certificate: {
        id: shown.id,
        number: shown.number,
        name: '张*三',
        minutes: 240,
        services: 2,
        from: shown.from,
        to: shown.to,
        recordingUnit: '测试市文明办',
        issuedAt: shown.issuedAt,
      },
      revoked: null,
      revocable: null,
      seal: null,
    });
    expect(JSON.stringify(told)).not.toContain('小三');
    expect(JSON.stringify(told)).not.toContain(accountId);
  });

  test('by number and mark as well, however they are typed', async () => {
    const { number, mark } = await view(await issue());
    expect((await verify(mark.toLowerCase(), number.replace(/-/g, ' '))).state).toBe('VALID');
    expect((await verify(mark, '20269999999999')).state).toBe('UNKNOWN');
  });

  test('unknown, and forged', async () => {
    const { id, code, number } = await view(await issue());
    expect(await stateOf('hello')).toBe('UNKNOWN');
    expect(await stateOf(`wmc1.20990000000000.${code.slice(-12)}`)).toBe('UNKNOWN');
    const forged = await verify(`wmc1.${id}.000000000000`);
    const nothing = { list: null, certificate: null, revoked: null, revocable: null, seal: null };
    expect(forged).toEqual({ state: 'UNKNOWN', ...nothing });
    expect((await verify('0000-0000-0000', number)).state).toBe('UNKNOWN');
  });

  test('altered: in its own fields, in a line, or in the ledger behind it', async () => {
    const certificateId = await issue();
    const code = await codeOf(certificateId);
    const one = { _id: certificateId };
    const [kept] = await world.documents('certificates', one);
    for (const change of [
      { minutes: 6000 },
      { name: '李四' },
      { 'lines.0.hash': 'a'.repeat(64) },
      { 'lines.0.lineId': 'another' },
      { lines: [] },
      { list: { count: 1, digest: 'a'.repeat(64) } },
      { to: '2026-12-31' },
      { recordingUnit: '别处' },
    ]) {
      await world.alter('certificates', one, { $set: change });
      expect(await verify(code)).toMatchObject({ state: 'ALTERED', certificate: null });
      await world.alter('certificates', one, {
        $set: {
          minutes: kept?.['minutes'],
          name: kept?.['name'],
          lines: kept?.['lines'],
          list: kept?.['list'],
          to: kept?.['to'],
          recordingUnit: kept?.['recordingUnit'],
        },
      });
      expect(await stateOf(code)).toBe('VALID');
    }
    await world.alter('hours', { accountId, seq: 2 }, { $set: { minutes: 60 } });
    expect(await stateOf(code)).toBe('ALTERED');
    expect((await view(certificateId)).state).toBe('ALTERED');
  });

  test('superseded by a later correction; one made after it is valid', async () => {
    const code = await codeOf(await issue());
    const [first] = await world.documents('hours', { accountId, seq: 1 });
    await credited(world, accountId, {
      id: `fix-${accountId}`,
      kind: 'correction',
      corrects: String(first?._id),
      minutes: -30,
    });
    expect(await verify(code)).toMatchObject({ state: 'SUPERSEDED', certificate: { minutes: 240 } });
    const anew = await view(await issue());
    expect(anew).toMatchObject({ state: 'VALID', minutes: 210, services: 2 });
    expect(anew.rows.map((row) => row.correction)).toEqual([false, false, true]);
  });
});

describe('taking back', () => {
  test('its holder: verified as such, once', async () => {
    const certificateId = await issue();
    const code = await codeOf(certificateId);
    const nonce = newNonce();
    await world.did(who, 'certificates.withdraw', { certificateId }, nonce);
    expect(await verify(code)).toMatchObject({ state: 'REVOKED', revoked: { reason: '', by: 'holder' } });
    expect(await world.code(who, 'certificates.withdraw', { certificateId }, nonce)).toBe('OK');
    expect(await world.code(who, 'certificates.withdraw', { certificateId })).toBe('ALREADY_REVOKED');
  });

  test('staff above all that it lists, with a reason that is checked, read by whoever verifies, and logged', async () => {
    const certificateId = await issue();
    const code = await codeOf(certificateId);
    expect((await world.did('officer', 'certificates.verify', { code })).revocable).toBe(certificateId);
    const bad = { certificateId, reason: '测试违规' };
    expect(await world.code('officer', 'certificates.revoke', bad)).toBe('CONTENT_REFUSED');
    const input = { certificateId, reason: '冒用他人名义' };
    const nonce = newNonce();
    await world.did('officer', 'certificates.revoke', input, nonce);
    await world.did('officer', 'certificates.revoke', input, nonce);
    expect(await verify(code)).toMatchObject({
      state: 'REVOKED',
      revocable: null,
      revoked: { reason: '冒用他人名义', by: 'staff' },
    });
    expect(dayOf((await verify(code)).revoked?.at ?? 0)).toBe(dayOf(MORNING + 10 * DAY));
    expect(await world.code('officer', 'certificates.revoke', input)).toBe('ALREADY_REVOKED');
    const log = await world.documents('audit', { subject: certificateId });
    expect(log.map((line) => [line['action'], line['reason']])).toEqual([
      ['certificates.revoke', '冒用他人名义'],
    ]);
  });

  test('nobody else', async () => {
    const certificateId = await issue();
    const another = await volunteer(world, `another${people}`);
    expect(another).not.toBe(accountId);
    const stranger = `another${people}`;
    expect(await world.code(stranger, 'certificates.view', { certificateId })).toBe('NOT_FOUND');
    expect(await world.code(stranger, 'certificates.withdraw', { certificateId })).toBe('NOT_FOUND');
    const input = { certificateId, reason: '不算' };
    for (const openid of [stranger, who, 'leader']) {
      expect(await world.code(openid, 'certificates.revoke', input)).toBe('NOT_ALLOWED');
    }
    // Staff who stand above some of it only.
    await credited(world, accountId, { areas: ['root', 'elsewhere'], start: MORNING + 3 * DAY });
    const wider = await issue();
    await world.alter('accounts', { _id: another }, { $set: { duties: ['county'] } });
    expect(await world.code(stranger, 'certificates.revoke', { ...input, certificateId: wider })).toBe(
      'NOT_FOUND',
    );
    expect(await world.code(stranger, 'certificates.revoke', input)).toBe('OK');
  });

  test('two at once: one of them is told that it was done', async () => {
    const certificateId = await issue();
    const codes = await Promise.all([
      world.code('officer', 'certificates.revoke', { certificateId, reason: '重复' }),
      world.code(who, 'certificates.withdraw', { certificateId }),
    ]);
    expect(codes.sort()).toEqual(['ALREADY_REVOKED', 'OK']);
  });
});

test('my list has each with what it is worth, latest first', async () => {
  const first = await issue();
  await world.at(MORNING + 11 * DAY);
  const second = await issue({ from: dayOf(MORNING + DAY) });
  await world.did(who, 'certificates.withdraw', { certificateId: first });
  const { certificates } = await world.did(who, 'certificates.list', {});
  expect(certificates.map(({ id, state }) => [id, state])).toEqual([
    [second, 'VALID'],
    [first, 'REVOKED'],
  ]);
});

test('within five round trips, however long the ledger', async () => {
  for (let i = 0; i < 60; i += 1) await credited(world, accountId, { minutes: 1 });
  world.emulator.resetMetrics();
  const certificateId = await issue();
  await issue();
  await world.did(who, 'certificates.list', {});
  await verify(await codeOf(certificateId));
  await world.did('officer', 'certificates.revoke', { certificateId, reason: '试' });
  await issue();
  const { actions } = world.emulator.metrics();
  const trips = Object.entries(actions).filter(([name]) => name.startsWith('certificates.'));
  expect(trips.length).toBe(5);
  for (const [name, { roundTrips }] of trips) expect([name, roundTrips.max <= 5]).toEqual([name, true]);
});
