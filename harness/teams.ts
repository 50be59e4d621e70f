import type { Input } from '#domain/contract';
import { volunteer } from './people';
import type { World } from './world';

/** What a founder fills in. */
export const founding = (change: Partial<Input<'teams.found'>> = {}): Input<'teams.found'> => ({
  name: '暖阳陪伴队',
  about: '每周看望独居老人',
  joining: '有耐心就行',
  phone: '13900000006',
  category: 'health',
  stationId: 's1',
  ...change,
});

/** What staff fill in for a team that this registered volunteer leads already. */
export async function existing(
  world: World,
  leader: string,
  change: Partial<Input<'teams.register'>> = {},
): Promise<Input<'teams.register'>> {
  const { name, volunteer } = await world.did(leader, 'account.view', {});
  return { ...founding(), leaderName: name, leaderNumber: volunteer?.number ?? '', ...change };
}

/** A team that staff have approved, led by this registered volunteer. */
export async function teamOf(
  world: World,
  founder: string,
  change: Partial<Input<'teams.found'>> = {},
): Promise<string> {
  const { teamId } = await world.did(founder, 'teams.found', founding(change));
  await world.did('officer', 'teams.review', { teamId, verdict: 'approve' });
  return teamId;
}

/** Registers somebody and takes them into a team. */
export async function memberOf(
  world: World,
  teamId: string,
  openid: string,
  leader: string,
): Promise<string> {
  const accountId = await volunteer(world, openid);
  await join(world, teamId, openid, accountId, leader);
  return accountId;
}

export async function join(
  world: World,
  teamId: string,
  openid: string,
  accountId: string,
  leader: string,
): Promise<void> {
  await world.did(openid, 'teams.apply', { teamId, words: '我来帮忙' });
  await world.did(leader, 'teams.answer', { teamId, accountId, answer: 'approve' });
}

/** Gives somebody a station to serve. */
export async function serving(world: World, openid: string, stationId: string): Promise<void> {
  const _id = await world.person(openid);
  const update = { $set: { duties: [stationId] } };
  await world.alter('accounts', { _id }, update);
}
