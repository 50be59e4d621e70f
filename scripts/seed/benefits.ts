import type { Input } from '#domain/contract';
import { sanmenxia } from '../cities/sanmenxia';
import type { Client } from '../client';

type Shop = Omit<Input<'benefits.saveShop'>, 'shopId'>;
type Offer = Omit<Input<'benefits.saveOffer'>, 'shopId' | 'offerId'>;

const OFFICER = 'o-officer';
const KEEPER = 'o-keeper';
const { centre } = sanmenxia.city;
const near = (east: number, north: number) => ({
  longitude: centre.longitude + east / 91_000,
  latitude: centre.latitude + north / 111_000,
});

const shop = (
  name: string,
  category: string,
  address: string,
  place: Shop['place'],
  own: Partial<Shop> = {},
): Shop => ({
  stationId: '411202',
  name,
  category,
  address,
  place,
  phone: '0398-2820000',
  hours: '每天 9:00–21:00',
  ...own,
});

const offer = (fromStars: number, title: string, what: string, conditions = ''): Offer => ({
  fromStars,
  title,
  what,
  conditions,
});

/** Shops around the middle of the city that thank volunteers. */
const shops: readonly (readonly [Shop, readonly Offer[]])[] = [
  [
    shop('老马烩面', 'food', '黄河路中段 26 号', near(320, 140), { hours: '每天 7:00–14:30' }),
    [
      offer(1, '请喝一碗羊汤', '志愿者来店，送羊汤一碗。', '每天一碗，坐下就有'),
      offer(3, '请吃一碗烩面', '三星志愿者，请吃一碗烩面。', '请避开中午 12 点到 1 点'),
    ],
  ],
  [
    shop('康宁大药房（六峰路店）', 'health', '六峰路 8 号', near(-450, 260)),
    [
      offer(0, '量血压、测血糖', '登记的志愿者，随时来量血压、测血糖。'),
      offer(2, '送一份家庭药箱', '二星志愿者，送碘伏、创可贴、棉签一套。', '送完为止'),
    ],
  ],
  [
    shop('天鹅湖书屋', 'culture', '天鹅湖湿地公园北门旁', near(-900, 700), {
      hours: '周二至周日 9:00–18:00',
    }),
    [
      offer(1, '看书喝茶', '志愿者来看书，送清茶一杯。'),
      offer(2, '选一本旧书带走', '二星志愿者，可选一本二手书。'),
    ],
  ],
  [
    shop('小两口理发店', 'life', '涧河街道文明路 15 号', near(600, -380)),
    [offer(1, '剪一次头发', '一星志愿者，每次来都剪。', '请先打电话约时间')],
  ],
  [
    shop('惠民生鲜超市', 'shopping', '崤山路东段 41 号', near(1100, 420), { hours: '每天 6:30–22:00' }),
    [offer(1, '送一把青菜', '志愿者买菜，送应季青菜一把。')],
  ],
];

/** The shops, what they offer, and one of their people who has joined by an invitation. */
export async function seedBenefits(client: Client): Promise<void> {
  const ids: string[] = [];
  for (const [i, [input, offers]] of shops.entries()) {
    const { shopId } = await client.call(OFFICER, 'benefits.saveShop', input, `seed-shop-${String(i)}`);
    for (const [n, each] of offers.entries()) {
      await client.call(
        OFFICER,
        'benefits.saveOffer',
        { shopId, ...each },
        `seed-offer-${String(i)}-${String(n)}`,
      );
    }
    ids.push(shopId);
  }
  const [shopId = ''] = ids;
  const { invitation } = await client.call(OFFICER, 'benefits.invite', { shopId }, 'seed-invite');
  await client.call(KEEPER, 'benefits.join', { shopId, invitation }, 'seed-join-shop');
}
