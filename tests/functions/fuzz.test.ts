import fc from 'fast-check';
import { contract, type ActionName } from '#domain/contract';
import { accountIdOf, bindingIdOf, signupIdOf } from '#domain/ids';
import { HOUR } from '#domain/time';
import { idNumberOf } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';
import { anyCharacter } from '../support/characters';

/** As much of a schema as tells what may be chosen. */
interface Field {
  readonly options?: readonly unknown[];
  readonly wrapped?: Field;
}

/** Whatever a client sends is answered by a code, never by a failure without a name (I10). */
describe('any input at all', () => {
  let world: World;
  let slotId: string;
  let activityId: string;
  let shopId: string;
  let offerId: string;

  beforeAll(async () => {
    world = await startWorld();
    for (const person of ['stranger', 'leaver']) await world.person(person);
    ({ slotId, activityId } = await world.post([{ start: MORNING + 24 * HOUR, end: MORNING + 26 * HOUR }]));
    await world.did('stranger', 'signups.take', { slotId, wait: false });
    ({ shopId, offerId } = await keptShop());
  });
  afterAll(() => world.close());

  /** A shop with an offer, kept by the stranger. */
  async function keptShop(): Promise<{ shopId: string; offerId: string }> {
    const place = { longitude: 111.2, latitude: 34.7 };
    const facts = {
      stationId: 's1',
      name: '烩面馆',
      category: 'food',
      address: '和平路',
      place,
      phone: '12345',
    };
    const shop = await world.did('officer', 'benefits.saveShop', facts);
    const offer = { shopId: shop.shopId, title: '烩面', what: '一碗', fromStars: 0 };
    const { invitation } = await world.did('officer', 'benefits.invite', shop);
    await world.did('stranger', 'benefits.join', { ...shop, invitation });
    return { ...shop, ...(await world.did('officer', 'benefits.saveOffer', offer)) };
  }

  const actions = Object.keys(contract) as ActionName[];
  const nasty = fc.constantFrom<unknown>(
    null,
    true,
    '',
    '.',
    '$',
    '__proto__',
    '\u0000',
    '\ud800',
    '😀'.repeat(30),
    'x'.repeat(3000),
    {},
    [],
    0,
    -0,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 53,
    180,
    90,
    { $gt: '' },
    { $date: 'x' },
    { $oid: 'y' },
  );
  const longitude = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 0, 180));
  const latitude = fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 0, 90));
  const time = fc.integer({ min: MORNING - 24 * HOUR, max: MORNING + 72 * HOUR });

  /** What the rules accept too, so that many inputs are wrong in one place only. */
  function sound(): Record<string, unknown> {
    const start = MORNING + 30 * HOUR;
    return {
      teamId: world.leaderTeam,
      title: '义剪',
      category: 'care',
      summary: '理发',
      risks: '无',
      reason: '雨',
      audience: '',
      bring: '',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      name: '张三',
      phone: '13900000002',
      stationId: 's1',
      areaId: 'county',
      slotId,
      activityId,
      day: '2026-03-01',
      skills: ['firstAid'],
      freeTimes: ['6-morning'],
      consents: { identity: true, location: true },
      relation: '母亲',
      consentOnPaper: true,
      kind: 'location',
      shopId,
      offerId,
      address: '和平路',
      what: '一碗',
      fromStars: 0,
      invitation: '0'.repeat(32),
      place: { longitude: 111.2, latitude: 34.7 },
      text: '文明',
      leaderAccountId: accountIdOf('leader'),
      settings,
      slots: [{ kind: 'shift', name: '班', start, end: start + HOUR, capacity: 1 }],
    };
  }

  /** Values of the right kind more often than not: what validation lets through must be safe as well. */
  function plausible(): Record<string, fc.Arbitrary<unknown>> {
    const ids = fc.constantFrom(
      slotId,
      activityId,
      's1',
      'root',
      'care',
      'none',
      world.leaderTeam,
      signupIdOf(slotId, accountIdOf('stranger')),
      accountIdOf('stranger'),
    );
    const words = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 12 }),
      fc.constantFrom('义剪', '\u200d', '$where', 'a.b'),
    );
    const place = fc.record({ longitude, latitude });
    const slot = fc.record({
      kind: fc.constantFrom('shift', 'service'),
      name: words,
      start: time,
      end: time,
      capacity: fc.integer({ min: 0, max: 3 }),
    });
    const phone = fc.constantFrom('13900000000', '0398-2222222', '12345');
    const hours = fc.record({
      weekdays: fc.array(fc.integer({ min: 0, max: 8 })),
      open: fc.constantFrom('08:00', '23:59'),
      close: fc.constantFrom('09:00', '24:00'),
    });
    const row = fc.record(
      {
        code: ids,
        parentCode: fc.option(ids),
        tier: fc.constantFrom('centre', 'institute', 'point'),
        name: words,
        place,
        approximate: fc.boolean(),
        address: words,
        phone,
        openingHours: fc.array(hours, { maxLength: 2 }),
        facilities: fc.constant([]),
        offers: fc.constant([]),
      },
      { requiredKeys: ['code'] },
    );
    return {
      stationId: ids,
      activityId: ids,
      slotId: ids,
      signupId: ids,
      teamId: ids,
      areaId: ids,
      category: ids,
      offer: ids,
      leaderAccountId: ids,
      name: words,
      text: words,
      title: words,
      summary: words,
      audience: words,
      bring: words,
      risks: words,
      reason: words,
      phone,
      contactPhone: phone,
      place,
      wait: fc.boolean(),
      beyond: fc.double({ min: 0, max: 1e7, noNaN: true }),
      idNumber: fc.constantFrom(...numbers),
      shopId: fc.constantFrom(shopId, 'none'),
      offerId: fc.constantFrom(offerId, 'none', '__proto__'),
      certificateId: ids,
      accountId: ids,
      address: words,
      hours: words,
      what: words,
      conditions: words,
      number: words,
      pass: fc.oneof(words, fc.constant(`wmb1.${accountIdOf('stranger')}.zzzzzzzzz.00000000000000000000`)),
      personId: ids,
      bindingId: fc.constantFrom('b_none', bindingIdOf(accountIdOf('stranger'))),
      tier: fc.constantFrom('centre', 'station'),
      limit: fc.integer({ min: 1, max: 50 }),
      before: fc.integer({ min: 1, max: 1e9 }),
      after: fc.record({ start: time, id: ids }),
      day: fc.constantFrom('2026-03-01', '2026-02-29', '2099-12-31'),
      code: fc.oneof(words, fc.constant(`wm1.${slotId}.zzzzzzzzz.00000000000000000000`)),
      venue: fc.oneof(fc.record({ stationId: ids }), fc.record({ name: words, address: words, place })),
      slots: fc.array(slot, { maxLength: 3 }),
      rows: fc.array(fc.oneof(row, fc.jsonValue(), nasty), { maxLength: 4 }),
      officer: fc.record({ openid: words, name: words }),
      lines: fc.array(
        fc.record({ attendanceId: ids, minutes: fc.integer({ min: 0, max: 200 }), reason: words }),
        { maxLength: 3 },
      ),
    };
  }

  /** An input with the action's own fields, some of them missing and some of them nasty. */
  function inputFor(action: ActionName): fc.Arbitrary<unknown> {
    const known = plausible();
    const good = sound();
    const { entries = {} } = contract[action].input as { entries?: Record<string, Field> };
    const record = Object.entries(entries).map(([field, { options, wrapped }]) => {
      const choices = options ?? wrapped?.options;
      const value = known[field] ?? (choices ? fc.constantFrom(...choices) : nasty);
      const right = field in good ? fc.constant(good[field]) : value;
      return [
        field,
        fc.oneof(
          { weight: 20, arbitrary: right },
          { weight: 5, arbitrary: value },
          { weight: 1, arbitrary: nasty },
        ),
      ] as const;
    });
    const optional = fc.record(Object.fromEntries(record), { requiredKeys: [] });
    return fc.oneof(
      { weight: 6, arbitrary: fc.record(Object.fromEntries(record)) },
      { weight: 3, arbitrary: optional },
      { weight: 1, arbitrary: fc.jsonValue() },
      { weight: 1, arbitrary: nasty },
    );
  }

  const numbers = ['1949-10-01', '1980-05-05', '2011-06-01', '2020-01-01'].flatMap((birth) =>
    Array.from({ length: 10 }, () => idNumberOf(birth)),
  );
  const callers = ['nobody', 'stranger', 'leader', 'leader', 'officer'];
  /** Whoever gives their account up would be missed by the actions after it. */
  const callersOf = (action: ActionName) =>
    action === 'account.delete' ? ['nobody', 'leaver', 'leader'] : callers;

  it.each(actions)('%s', async (action) => {
    const { fn, rule } = contract[action];
    // The system's actions are closed to people; an operator may still mistype.
    const who =
      rule === 'system'
        ? fc.constantFrom<string | null>(null, 'officer')
        : fc.constantFrom(...callersOf(action));
    const nonce = fc.oneof({ weight: 8, arbitrary: fc.constant('fresh') }, { weight: 1, arbitrary: nasty });
    await fc.assert(
      fc.asyncProperty(who, inputFor(action), nonce, async (openid, input, mark) => {
        const event = { action, input, nonce: mark === 'fresh' ? newNonce() : mark };
        const answer = await world.raw(openid, fn, event);
        if (!answer.ok) expect({ event, code: answer.error.code }).not.toMatchObject({ code: 'INTERNAL' });
      }),
      { numRuns: 30 },
    );
  });

  it('any event at all', async () => {
    const event = fc.dictionary(
      fc.constantFrom('action', 'input', 'nonce', 'Type', 'TriggerName', 'x'),
      fc.oneof(fc.constantFrom(...actions, 'Timer', 'jobs-tick'), fc.jsonValue(), nasty),
    );
    const fn = fc.constantFrom('member', 'organizer', 'jobs');
    await fc.assert(
      fc.asyncProperty(fn, event, async (name, sent) => {
        const answer = await world.raw('stranger', name, sent);
        if (!answer.ok) expect({ sent, code: answer.error.code }).not.toMatchObject({ code: 'INTERNAL' });
      }),
      { numRuns: 200 },
    );
  });

  it('none of which asked without an index', () => {
    expect(world.emulator.metrics().unindexedQueries).toEqual([]);
  });
});
