import { sanmenxia } from '../cities/sanmenxia';
import type { Client } from '../client';

const OFFICER = 'o-officer';
/** Comes, and says that they are home. */
const COMES = 'o-chen-xiaoyu';

/** An exercise that is over: the desk shows one from beginning to end, and nobody is called. */
export async function seedCallups(client: Client, teamId: string): Promise<void> {
  const { callupId } = await client.call(
    OFFICER,
    'callups.call',
    {
      stationId: sanmenxia.city.id,
      title: '防汛演练',
      words: '到大桥头集合，认认路，练练装沙袋',
      drill: true,
      phone: '0398-2820000',
      venue: { name: '东大桥头', address: '黄河路东段', place: { longitude: 111.2, latitude: 34.78 } },
      list: { name: '抢险', reach: { kind: 'team', teamId } },
    },
    'seed-callup',
  );
  await client.call(null, 'jobs.sweep', { name: 'gatherCalls' });
  for (const answer of ['coming', 'home'] as const)
    await client.call(COMES, 'callups.answer', { callupId, list: 1, answer }, `seed-callup-${answer}`);
  await client.call(OFFICER, 'callups.end', { callupId }, 'seed-callup-end');
}
