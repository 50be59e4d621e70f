import { noKey, withKey } from '#domain/unique';
import { activeMembership } from './people';
import { MORNING, type World } from './world';

/** So many more members of the leader's team, each a volunteer like this one, written as the code writes them. */
export async function manyMembers(world: World, many: number, like: string): Promise<string[]> {
  const { store } = world.emulator;
  const [model] = await world.documents('accounts', { openid: like });
  const ids = Array.from({ length: many }, (_each, i) => `many${i}`);
  const own = (id: string) => ({
    _id: id,
    openid: `o-${id}`,
    number: withKey(id, `n-${id}`),
    keptSeat: noKey(id),
  });
  await store.insert(
    'accounts',
    ids.map((id) => ({ ...model, ...own(id) })),
  );
  await store.insert(
    'identities',
    ids.map((id) => ({ _id: `i-${id}`, accountId: id, cipher: 'sealed', at: new Date(MORNING) })),
  );
  await store.insert(
    'memberships',
    ids.map((id) => activeMembership(world.leaderTeam, id, id)),
  );
  return ids;
}
