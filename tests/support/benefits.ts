import type { Input } from '#domain/contract';
import type { World } from '../../harness/world';

export const shopInput: Input<'benefits.saveShop'> = {
  stationId: 's1',
  name: '老马烩面',
  category: 'food',
  address: '和平路 1 号',
  place: { longitude: 111.19, latitude: 34.78 },
  phone: '0398-2223333',
  hours: '每天 9:00–21:00',
};

/** A shop with somebody behind the counter. */
export async function openShop(world: World, keeper: string): Promise<string> {
  const { shopId } = await world.did('officer', 'benefits.saveShop', shopInput);
  const { invitation } = await world.did('officer', 'benefits.invite', { shopId });
  await world.did(keeper, 'benefits.join', { shopId, invitation });
  return shopId;
}
