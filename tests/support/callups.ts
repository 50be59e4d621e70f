import type { Input } from '#domain/contract';
import type { World } from '../../harness/world';

export const PLACE = { longitude: 111.2, latitude: 34.78 };

/** What somebody at a centre fills in to call the people of a team. */
export const calling = (
  teamId: string,
  change: Partial<Input<'callups.call'>> = {},
): Input<'callups.call'> => ({
  stationId: 's1',
  title: '河堤漫水',
  words: '带雨衣、铁锹',
  drill: false,
  phone: '13900000001',
  venue: { name: '河堤', place: PLACE },
  list: { name: '抢险', reach: { kind: 'team', teamId } },
  ...change,
});

/** Called, put on the list and told. */
export async function callUp(
  world: World,
  who: string,
  change: Partial<Input<'callups.call'>> = {},
): Promise<string> {
  const { callupId } = await world.did(who, 'callups.call', calling(world.leaderTeam, change));
  for (const name of ['gatherCalls', 'tellCalls'] as const) await world.did(null, 'jobs.sweep', { name });
  return callupId;
}

/** Two call-ups: somebody is out on the one, and nobody on the other. */
export async function emergencies(world: World): Promise<Record<string, string>> {
  const callupId = await callUp(world, 'officer');
  const quiet = await callUp(world, 'officer', { title: '防汛演练', drill: true });
  await world.did('veteran', 'callups.answer', { callupId, list: 1, answer: 'coming' });
  return { callup: callupId, 'quiet callup': quiet };
}
