import { makePersonalCode } from '#domain/attendance/code';
import type { Input } from '#domain/contract';
import { DAY, dayOf, MINUTE } from '#domain/time';
import { openShop, shopInput } from '../support/benefits';
import { credited } from '../../harness/ledgers';
import { volunteer } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

let world: World;
let shopId = '';
let people = 0;

const offer = { title: '烩面一碗', what: '请喝一碗', fromStars: 1, conditions: '' };

beforeAll(async () => {
  // One star for one hour: nobody here serves a hundred.
  world = await startWorld({}, { hours: { ...settings.hours, stars: [1, 4] } });
  await world.person('keeper', '马师傅');
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.at(MORNING);
  shopId = await openShop(world, 'keeper');
});

const addOffer = async (own: Partial<Input<'benefits.saveOffer'>> = {}) =>
  (await world.did('officer', 'benefits.saveOffer', { shopId, ...offer, ...own })).offerId;

/** A volunteer with a key for the personal code, with this many hours. */
async function served(
  hours: number,
): Promise<{ openid: string; accountId: string; code: (at?: number) => Promise<string> }> {
  const openid = `volunteer${(people += 1)}`;
  const accountId = await volunteer(world, openid, { name: '张小三' });
  if (hours > 0) await credited(world, accountId, { minutes: hours * 60 });
  const { key } = await world.did(openid, 'code.mine', {});
  return { openid, accountId, code: (at = MORNING) => Promise.resolve(makePersonalCode(key, accountId, at)) };
}
const check = (code: string, keeper = 'keeper') => world.did(keeper, 'benefits.check', { shopId, code });

describe('a shop checks who stands before it', () => {
  test('masked name, stars, and what this person may have now', async () => {
    const one = await addOffer();
    const two = await addOffer({ title: '八折', fromStars: 2 });
    const { code } = await served(2);
    const visitor = await check(await code());
    expect(visitor).toMatchObject({ name: '张*三', stars: 1 });
    expect(visitor.offers.map(({ id, refused }) => [id, refused])).toEqual([
      [one, null],
      [two, 'NOT_ENOUGH_STARS'],
    ]);
    expect(JSON.stringify(visitor)).not.toContain('小三');
  });

  test('a code that is over, of somebody else’s making, or none', async () => {
    const { accountId, code } = await served(2);
    const codeOf = (text: string, keeper = 'keeper') =>
      world.code(keeper, 'benefits.check', { shopId, code: text });
    expect(await codeOf(await code(MORNING - 5 * MINUTE))).toBe('CODE_EXPIRED');
    expect(await codeOf(makePersonalCode('guess', accountId, MORNING))).toBe('CODE_INVALID');
    expect(await codeOf(makePersonalCode('guess', 'nobody', MORNING))).toBe('CODE_INVALID');
    expect(await codeOf('hello')).toBe('CODE_INVALID');
    expect(await codeOf(await code(), 'officer')).toBe('NOT_A_SHOP');
    expect(await world.code('keeper', 'benefits.check', { shopId: 'none', code: await code() })).toBe(
      'NOT_A_SHOP',
    );
  });

  test('somebody who is no volunteer', async () => {
    const openid = `resident${(people += 1)}`;
    const accountId = await world.person(openid);
    const { key } = await world.did(openid, 'code.mine', {});
    const code = makePersonalCode(key, accountId, MORNING);
    expect(await world.code('keeper', 'benefits.check', { shopId, code })).toBe('NOT_A_VOLUNTEER');
  });
});

describe('a shop gives', () => {
  test('once a day each: noted for the volunteer, counted for the shop', async () => {
    const offerId = await addOffer();
    const { openid, code } = await served(2);
    const { pass } = await check(await code());
    const nonce = newNonce();
    const first = await world.did('keeper', 'benefits.give', { shopId, offerId, pass }, nonce);
    expect(await world.did('keeper', 'benefits.give', { shopId, offerId, pass }, nonce)).toEqual(first);
    expect(await world.code('keeper', 'benefits.give', { shopId, offerId, pass })).toBe('ALREADY_GIVEN');
    expect((await check(await code())).offers[0]?.refused).toBe('ALREADY_GIVEN');
    const { gifts } = await world.did(openid, 'benefits.mine', {});
    expect(gifts.map(({ shopName, title }) => [shopName, title])).toEqual([['老马烩面', '烩面一碗']]);
    const kept = (await world.did('keeper', 'benefits.keeper', {})).shops.find(({ id }) => id === shopId);
    expect(kept).toMatchObject({ givenToday: 1, givenThisMonth: 1 });
    await world.at(MORNING + DAY);
    const later = await check(await code(MORNING + DAY));
    expect(await world.code('keeper', 'benefits.give', { shopId, offerId, pass: later.pass })).toBe('OK');
  });

  test('not the same twice to one person, however many tap at once', async () => {
    const offerId = await addOffer();
    const { accountId, code } = await served(2);
    const { pass } = await check(await code());
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => world.code('keeper', 'benefits.give', { shopId, offerId, pass })),
    );
    expect(codes.filter((c) => c === 'OK')).toHaveLength(1);
    expect(new Set(codes.filter((c) => c !== 'OK'))).toEqual(new Set(['ALREADY_GIVEN']));
    expect(await world.documents('gifts', { accountId })).toHaveLength(1);
  });

  test('neither without the stars, nor when it is over or paused, nor with a pass that is not its own', async () => {
    const offerId = await addOffer({ until: dayOf(MORNING) });
    const two = await addOffer({ fromStars: 2 });
    const { code } = await served(2);
    const { pass } = await check(await code());
    const give = (own: Partial<Input<'benefits.give'>>, keeper = 'keeper') =>
      world.code(keeper, 'benefits.give', { shopId, offerId, pass, ...own });
    expect(await give({ offerId: two })).toBe('NOT_ENOUGH_STARS');
    expect(await give({ offerId: 'none' })).toBe('NOT_FOUND');
    expect(await give({ pass: 'hello' })).toBe('CODE_INVALID');
    expect(await give({ pass: `${pass.slice(0, -1)}${pass.endsWith('0') ? '1' : '0'}` })).toBe(
      'CODE_INVALID',
    );
    expect(await give({}, 'officer')).toBe('NOT_A_SHOP');
    await world.did('officer', 'benefits.pause', { shopId, paused: true });
    expect(await give({})).toBe('SHOP_PAUSED');
    await world.did('officer', 'benefits.pause', { shopId, paused: false });
    await world.alter('shops', { _id: shopId }, { $set: { [`offers.${offerId}.until`]: '2026-02-28' } });
    expect(await give({})).toBe('OFFER_OVER');
    await world.at(MORNING + 11 * MINUTE);
    expect(await give({})).toBe('CODE_EXPIRED');
  });

  test('sent again after midnight it is still the one of that day', async () => {
    const offerId = await addOffer();
    const night = Date.parse('2026-03-02T23:58:00+08:00');
    const { accountId, code } = await served(2);
    await world.at(night);
    const { pass } = await check(await code(night));
    const nonce = newNonce();
    const first = await world.did('keeper', 'benefits.give', { shopId, offerId, pass }, nonce);
    await world.at(night + 4 * MINUTE);
    expect(await world.did('keeper', 'benefits.give', { shopId, offerId, pass }, nonce)).toEqual(first);
    expect(await world.code('keeper', 'benefits.give', { shopId, offerId, pass })).toBe('ALREADY_GIVEN');
    expect(await world.documents('gifts', { accountId })).toHaveLength(1);
  });

  test('nothing to who withdrew from being a volunteer meanwhile', async () => {
    const offerId = await addOffer();
    const { accountId, code } = await served(2);
    const { pass } = await check(await code());
    await world.alter('accounts', { _id: accountId }, { $unset: { volunteer: '' } });
    expect(await world.code('keeper', 'benefits.give', { shopId, offerId, pass })).toBe('NOT_A_VOLUNTEER');
  });
});

describe('everyone sees', () => {
  test('shops nearest first, with what is for them; none that is paused, no offer that is over', async () => {
    await addOffer();
    const { openid } = await served(0);
    const far = { ...shopInput, name: '远处的店', place: { ...shopInput.place, longitude: 111.3 } };
    await world.did('officer', 'benefits.saveShop', far);
    const listed = await world.did(openid, 'benefits.list', { place: shopInput.place, limit: 50 });
    expect(listed.stars).toBe(0);
    const names = listed.shops.map(({ name }) => name);
    expect(names.indexOf('老马烩面')).toBeLessThan(names.indexOf('远处的店'));
    const mine = listed.shops.find(({ id }) => id === shopId);
    expect(mine?.offers.map(({ refused }) => refused)).toEqual(['NOT_ENOUGH_STARS']);
    expect((await world.did('stranger', 'benefits.list', {})).stars).toBeNull();
    expect((await world.did('keeper', 'benefits.shop', { shopId, place: shopInput.place })).keeps).toBe(true);
    await world.did('officer', 'benefits.pause', { shopId, paused: true });
    const { shops } = await world.did(openid, 'benefits.list', {
      place: shopInput.place,
      category: 'food',
      limit: 50,
    });
    expect(shops.map(({ id }) => id)).not.toContain(shopId);
    expect((await world.did('stranger', 'benefits.shop', { shopId })).paused).toBe(true);
    expect(await world.code('stranger', 'benefits.shop', { shopId: 'none' })).toBe('NOT_FOUND');
  });
});

describe('staff', () => {
  test('write a shop and its offers; what is said is checked; all of it is logged', async () => {
    const offerId = await addOffer();
    await world.did('officer', 'benefits.saveOffer', { shopId, offerId, ...offer, title: '烩面半价' });
    const edited = { ...shopInput, shopId, name: '老马烩面馆' };
    const nonce = newNonce();
    await world.did('officer', 'benefits.saveShop', edited, nonce);
    expect(await world.did('officer', 'benefits.saveShop', edited, nonce)).toEqual({ shopId });
    const all = await world.did('officer', 'benefits.shops', {});
    const mine = all.shops.find(({ id }) => id === shopId);
    expect(mine).toMatchObject({ name: '老马烩面馆', keepers: [{ name: '马师傅' }] });
    expect(mine?.offers.map(({ title }) => title)).toEqual(['烩面半价']);
    await world.did('officer', 'benefits.endOffer', { shopId, offerId });
    expect((await world.did('stranger', 'benefits.shop', { shopId })).offers).toEqual([]);
    const log = await world.documents('audit', { subject: shopId });
    expect(log.map((line) => line['action']).sort()).toEqual([
      'benefits.endOffer',
      'benefits.invite',
      'benefits.saveOffer',
      'benefits.saveOffer',
      'benefits.saveShop',
      'benefits.saveShop',
    ]);
  });

  test('a paused shop that is edited stays paused', async () => {
    await world.did('officer', 'benefits.pause', { shopId, paused: true });
    await world.did('officer', 'benefits.saveShop', { ...shopInput, shopId });
    expect((await world.did('stranger', 'benefits.shop', { shopId })).paused).toBe(true);
  });

  test('refusals', async () => {
    const code = world.code.bind(world);
    expect(await code('officer', 'benefits.saveShop', { ...shopInput, name: '测试违规' })).toBe(
      'CONTENT_REFUSED',
    );
    expect(await code('officer', 'benefits.saveShop', { ...shopInput, category: 'none' })).toBe('BAD_INPUT');
    expect(await code('officer', 'benefits.saveShop', { ...shopInput, shopId: 'none' })).toBe('NOT_FOUND');
    expect(await code('officer', 'benefits.saveShop', { ...shopInput, stationId: 'none' })).toBe('NOT_FOUND');
    expect(await code('leader', 'benefits.saveShop', shopInput)).toBe('NOT_ALLOWED');
    expect(await code('leader', 'benefits.shops', {})).toBe('NOT_ALLOWED');
    expect(await code('officer', 'benefits.saveOffer', { shopId, ...offer, until: '2026-02-28' })).toBe(
      'TIME_PASSED',
    );
    expect(await code('officer', 'benefits.saveOffer', { shopId, ...offer, what: '测试违规' })).toBe(
      'CONTENT_REFUSED',
    );
    for (const offerId of ['none', '__proto__', 'constructor']) {
      expect(await code('officer', 'benefits.saveOffer', { shopId, ...offer, offerId })).toBe('NOT_FOUND');
      expect(await code('officer', 'benefits.endOffer', { shopId, offerId })).toBe('NOT_FOUND');
    }
    expect(await code('officer', 'benefits.dismiss', { shopId, accountId: 'none' })).toBe('NOT_FOUND');
    for (let i = 0; i < 20; i += 1) await addOffer({ title: `第${i}项` });
    expect(await code('officer', 'benefits.saveOffer', { shopId, ...offer })).toBe('TOO_MANY_OFFERS');
  });

  test('staff of one station have no hand in a shop of another', async () => {
    const openid = `staff${(people += 1)}`;
    const accountId = await world.person(openid);
    await world.alter('accounts', { _id: accountId }, { $set: { duties: ['s1'] } });
    const elsewhere = await world.did('officer', 'benefits.saveShop', { ...shopInput, stationId: 'county' });
    expect(await world.code(openid, 'benefits.pause', { shopId: elsewhere.shopId, paused: true })).toBe(
      'NOT_FOUND',
    );
    expect(await world.code(openid, 'benefits.saveShop', { ...shopInput, shopId, stationId: 'county' })).toBe(
      'NOT_FOUND',
    );
    expect(await world.code(openid, 'benefits.pause', { shopId, paused: true })).toBe('OK');
  });
});

test('within five round trips, however much was given', async () => {
  world.emulator.resetMetrics();
  const offerId = await addOffer();
  const { openid, code } = await served(2);
  const { pass } = await check(await code());
  await Promise.all([1, 2].map(() => world.call('keeper', 'benefits.give', { shopId, offerId, pass })));
  await world.did(openid, 'benefits.mine', {});
  await world.did(openid, 'benefits.list', { place: shopInput.place });
  await world.did('keeper', 'benefits.keeper', {});
  await world.did('officer', 'benefits.saveShop', { ...shopInput, shopId });
  await world.did('officer', 'benefits.invite', { shopId });
  const { actions } = world.emulator.metrics();
  const trips = Object.entries(actions).filter(([name]) => name.startsWith('benefits.'));
  expect(trips.length).toBe(8);
  for (const [name, { roundTrips }] of trips) expect([name, roundTrips.max <= 5]).toEqual([name, true]);
});
