import { openShop, shopInput } from '../support/benefits';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

let world: World;
let shopId = '';
let people = 0;

beforeAll(async () => {
  world = await startWorld();
  await world.person('keeper', '马师傅');
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.at(MORNING);
  shopId = await openShop(world, 'keeper');
});

describe('keepers', () => {
  test('an invitation lets one person in, for a week, until the next one is made', async () => {
    const nonce = newNonce();
    const invited = await world.did('officer', 'benefits.invite', { shopId }, nonce);
    expect(await world.did('officer', 'benefits.invite', { shopId }, nonce)).toEqual(invited);
    const { invitation } = invited;
    const [one, two] = [`keeper${(people += 1)}`, `keeper${(people += 1)}`];
    await world.person(one);
    await world.person(two);
    const join = (who: string, secret = invitation) =>
      world.code(who, 'benefits.join', { shopId, invitation: secret });
    expect(await join(two, '0'.repeat(32))).toBe('INVITATION_OVER');
    expect([await join(one), await join(one), await join(two)]).toEqual(['OK', 'OK', 'INVITATION_OVER']);
    const late = await world.did('officer', 'benefits.invite', { shopId });
    await world.at(late.until);
    expect(await join(two, late.invitation)).toBe('INVITATION_OVER');
    expect(await world.code(two, 'benefits.join', { shopId: 'none', invitation })).toBe('NOT_FOUND');
  });

  test('two with one link at once: one of them is in', async () => {
    const { invitation } = await world.did('officer', 'benefits.invite', { shopId });
    const who = [`keeper${(people += 1)}`, `keeper${(people += 1)}`];
    for (const openid of who) await world.person(openid);
    const codes = await Promise.all(
      who.map((openid) => world.code(openid, 'benefits.join', { shopId, invitation })),
    );
    expect(codes.sort()).toEqual(['INVITATION_OVER', 'OK']);
  });

  test('leave or are dismissed, and then check nobody; ten and no more', async () => {
    const nonce = newNonce();
    await world.did('keeper', 'benefits.leave', { shopId }, nonce);
    expect(await world.code('keeper', 'benefits.leave', { shopId }, nonce)).toBe('OK');
    expect(await world.code('keeper', 'benefits.leave', { shopId })).toBe('NOT_A_SHOP');
    expect(await world.code('keeper', 'benefits.check', { shopId, code: 'any' })).toBe('NOT_A_SHOP');
    await world.alter(
      'shops',
      { _id: shopId },
      { $set: { keepers: Array.from({ length: 10 }, (_, i) => `a${i}`) } },
    );
    const { invitation } = await world.did('officer', 'benefits.invite', { shopId });
    expect(await world.code('keeper', 'benefits.join', { shopId, invitation })).toBe('TOO_MANY_KEEPERS');
    await world.did('officer', 'benefits.dismiss', { shopId, accountId: 'a3' });
    expect(await world.code('keeper', 'benefits.join', { shopId, invitation })).toBe('OK');
  });

  test('the same tap sent twice at once joins once and leaves once, and is told so both times', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { invitation } = await world.did('officer', 'benefits.invite', { shopId });
      const who = `keeper${(people += 1)}`;
      await world.person(who);
      const nonce = newNonce();
      const join = () => world.code(who, 'benefits.join', { shopId, invitation });
      const leave = () => world.code(who, 'benefits.leave', { shopId }, nonce);
      expect(await Promise.all([join(), join()])).toEqual(['OK', 'OK']);
      expect(await Promise.all([leave(), leave()])).toEqual(['OK', 'OK']);
      expect(await world.code(who, 'benefits.leave', { shopId })).toBe('NOT_A_SHOP');
    }
  });

  test('a shop that is paused while it is edited is off the map, or is edited again', async () => {
    for (let round = 0; round < 4; round += 1) {
      const paused = round % 2 === 0;
      const [, edited] = await Promise.all([
        world.did('officer', 'benefits.pause', { shopId, paused }),
        world.code('officer', 'benefits.saveShop', { ...shopInput, shopId, name: `第 ${round} 家` }),
      ]);
      expect(['OK', 'CONFLICT']).toContain(edited);
      expect((await world.did('keeper', 'benefits.shop', { shopId })).paused).toBe(paused);
    }
  });

  test('count what they gave, today and this month, however much others gave', async () => {
    const other = await openShop(world, 'keeper');
    const gift = (n: number, shop: string, day: string) => ({
      _id: `${shop}-${n}-${day}`,
      shopId: shop,
      accountId: 'a',
      at: new Date(MORNING),
      dayOf: `${shop}_${day}`,
      monthOf: `${shop}_${day.slice(0, 7)}`,
    });
    const many = (count: number, shop: string, day: string) =>
      world.emulator.store.insert(
        'gifts',
        Array.from({ length: count }, (_, n) => gift(n, shop, day)),
      );
    await many(3, shopId, '2026-03-01');
    await many(200, shopId, '2026-03-02');
    await many(7, shopId, '2026-02-28');
    await many(50, other, '2026-03-01');
    const { shops } = await world.did('keeper', 'benefits.keeper', {});
    const counts = shops.map(({ id, givenToday, givenThisMonth }) => [id, givenToday, givenThisMonth]);
    expect(counts).toContainEqual([shopId, 3, 203]);
    expect(counts).toContainEqual([other, 50, 50]);
  });
});
