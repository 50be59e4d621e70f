import fc from 'fast-check';
import {
  inOrder,
  makePass,
  offerRefusal,
  parsePass,
  PASS_LASTS,
  verifyPass,
  type Offer,
} from '#domain/benefits/rules';
import { at } from './support';

const TODAY = '2026-11-22';
const offer = (own: Partial<Offer> = {}): Offer => ({
  id: 'o1',
  title: '烩面一碗',
  what: '请喝一碗',
  fromStars: 1,
  conditions: '',
  until: null,
  ...own,
});
const visit = { paused: false, stars: 1, givenToday: [], today: TODAY };

describe('an offer', () => {
  test('is for whoever has the stars, to the last day, once a day', () => {
    expect(offerRefusal(offer(), visit)).toBeNull();
    expect(offerRefusal(offer({ fromStars: 0 }), { ...visit, stars: 0 })).toBeNull();
    expect(offerRefusal(offer({ until: TODAY }), visit)).toBeNull();
    expect(offerRefusal(offer({ until: '2026-11-21' }), visit)?.code).toBe('OFFER_OVER');
    expect(offerRefusal(offer(), { ...visit, stars: 0 })).toEqual({
      code: 'NOT_ENOUGH_STARS',
      details: { stars: 1 },
    });
    expect(offerRefusal(offer(), { ...visit, givenToday: ['o1'] })?.code).toBe('ALREADY_GIVEN');
    expect(offerRefusal(offer(), { ...visit, givenToday: ['o2'] })).toBeNull();
    expect(offerRefusal(offer(), { ...visit, paused: true })?.code).toBe('SHOP_PAUSED');
  });

  test('more stars never take anything away', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.nat(10), fc.nat(5), (fromStars, stars, more) => {
        const [less, better] = [stars, stars + more].map((s) =>
          offerRefusal(offer({ fromStars }), { ...visit, stars: s }),
        );
        if (less === null) expect(better).toBeNull();
      }),
    );
  });

  test('those for fewer stars come first, always in the same order', () => {
    const offers = [offer({ id: 'c', fromStars: 2 }), offer({ id: 'b' }), offer({ id: 'a' })];
    expect(inOrder(offers).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('a pass', () => {
  const KEY = 'key-of-the-shop';
  const pass = makePass(KEY, 'a1', at(12));
  const read = parsePass(pass);
  if (!read) throw new Error('unreadable');

  test('is good for ten minutes, in this shop, for this person', () => {
    expect(read.accountId).toBe('a1');
    expect(verifyPass(read, KEY, at(12))).toBe('OK');
    expect(verifyPass(read, KEY, at(12) + PASS_LASTS - 1)).toBe('OK');
    expect(verifyPass(read, KEY, at(12) + PASS_LASTS)).toBe('CODE_EXPIRED');
    expect(verifyPass(read, 'key-of-another', at(12))).toBe('CODE_INVALID');
    expect(verifyPass({ ...read, accountId: 'a2' }, KEY, at(12))).toBe('CODE_INVALID');
    expect(verifyPass({ ...read, until: read.until + 1 }, KEY, at(12))).toBe('CODE_INVALID');
  });

  test('nothing else is one', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(parsePass(text)).toBeNull()));
    expect(parsePass(`${pass}0`)).toBeNull();
    expect(parsePass(pass.replace('wmb1', 'wmp1'))).toBeNull();
  });
});
