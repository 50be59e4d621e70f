import type { ManagedShop, OfferForMe, ShopCard } from '#domain/benefits/views';
import { startOfDayNamed, HOUR } from '#domain/time';
import {
  faultsOf as shopFaults,
  formOf as shopForm,
  inputOf as shopInput,
} from '../../miniprogram/packages/benefits/edit/form';
import { visitorModel } from '../../miniprogram/packages/benefits/keeper/model';
import { giftRow, markersOf, shopRow } from '../../miniprogram/packages/benefits/list/model';
import { managedRow } from '../../miniprogram/packages/benefits/manage/model';
import {
  emptyForm,
  faultsOf,
  formOf,
  inputOf,
  starChoices,
} from '../../miniprogram/packages/benefits/offer/form';
import {
  offerRow,
  shopWords,
  starsSentence,
  starWords,
  statusWords,
} from '../../miniprogram/packages/benefits/words';

const now = startOfDayNamed('2026-11-22') + 9 * HOUR;
const place = { longitude: 111.2, latitude: 34.8 };
const offer: OfferForMe = {
  id: 'o1',
  title: '烩面一碗',
  what: '请喝一碗',
  fromStars: 1,
  conditions: '避开中午',
  until: '2026-12-31',
  refused: null,
};
const shop: ShopCard = {
  id: 'h1',
  name: '老马烩面',
  category: 'food',
  address: '和平路 1 号',
  place,
  distance: 350,
  phone: '0398-2223333',
  hours: '',
  paused: false,
  offers: [offer],
  keeps: false,
};
const managed: ManagedShop = {
  id: 'h1',
  name: '老马烩面',
  category: 'food',
  stationId: 's1',
  stationName: '湖滨区新时代文明实践中心',
  address: '和平路 1 号',
  place,
  phone: '0398-2223333',
  hours: '',
  paused: false,
  offers: [offer],
  keepers: [],
};

describe('what one may have', () => {
  test('is said in words', () => {
    expect(statusWords(null, 1)).toBe('可以用');
    expect(statusWords('NOT_ENOUGH_STARS', 2)).toBe('满二星可用');
    expect(statusWords('NOT_ENOUGH_STARS', 0)).toBe('登记后可用');
    expect(statusWords('ALREADY_GIVEN', 1)).toBe('今天用过了');
    expect(statusWords('SHOP_PAUSED', 1)).toBe('这家店暂停礼遇');
    expect(offerRow(offer)).toMatchObject({ whom: '一星起', terms: '避开中午，到 12月31日为止', free: true });
    expect(offerRow({ ...offer, fromStars: 0, until: null, conditions: '' })).toMatchObject({
      whom: '登记的志愿者',
      terms: '',
    });
  });

  test('stars are never said as a rank', () => {
    expect([null, 0, 3].map(starsSentence).every((text) => !/第|名|分/.test(text))).toBe(true);
    expect([1, 5, 6].map(starWords)).toEqual(['一星', '五星', '6星']);
  });

  test('behind the counter a wrong code is no check-in code', () => {
    expect(shopWords('CODE_INVALID')).toContain('个人码');
    expect(shopWords('CODE_EXPIRED')).toContain('再扫一次');
    expect(shopWords('OFFLINE')).toContain('网络');
  });
});

test('a shop in the list, on the map, and what was used', () => {
  expect(shopRow(shop)).toMatchObject({ name: '老马烩面', distance: '350 米' });
  expect(shopRow({ ...shop, distance: null }).distance).toBe('');
  expect(markersOf([shop, shop]).map(({ id }) => id)).toEqual([0, 1]);
  expect(giftRow({ id: 'g', shopName: '老马烩面', title: '烩面', at: now }, now).when).toBe('今天 9:00');
});

test('who stands before the counter', () => {
  const visitor = { name: '张*三', stars: 2, offers: [offer], pass: 'p', until: now };
  expect(visitorModel(visitor)).toMatchObject({ stars: '★★', starsText: '二星志愿者' });
  expect(visitorModel({ ...visitor, stars: 0 })).toMatchObject({
    stars: '',
    starsText: '志愿者，还没有星级',
  });
});

describe('what staff write', () => {
  test('a shop: what is missing is said, what is whole is sent', () => {
    const form = shopForm(managed);
    expect(shopFaults(form)).toEqual({});
    expect(shopInput(form, 'h1')).toMatchObject({ shopId: 'h1', name: '老马烩面', place });
    expect(shopInput(form, '')).not.toHaveProperty('shopId');
    const empty = { ...form, name: ' ', category: '', place: null, phone: '123', stationId: '' };
    expect(Object.keys(shopFaults(empty)).sort()).toEqual(['category', 'name', 'phone', 'place', 'station']);
    expect(shopInput(empty, '')).toBeNull();
  });

  test('an offer', () => {
    const form = formOf(offer);
    expect(inputOf(form, 'h1', 'o1')).toMatchObject({ shopId: 'h1', offerId: 'o1', until: '2026-12-31' });
    expect(inputOf({ ...form, until: '' }, 'h1', '')).not.toHaveProperty('until');
    expect(Object.keys(faultsOf(emptyForm)).sort()).toEqual(['title', 'what']);
    expect(inputOf(emptyForm, 'h1', '')).toBeNull();
    expect(starChoices(2).map(({ name }) => name)).toEqual(['登记就有', '一星起', '二星起']);
  });

  test('their list names the station by what people call it', () => {
    expect(managedRow(managed).about).toContain('湖滨区实践中心联系');
    expect(managedRow(managed).offers[0]?.note).toBe('一星起，到 12月31日为止');
  });
});
