import { manyMembers } from '../harness/called';
import { volunteer } from '../harness/people';
import { startWorld } from '../harness/small-city';
import { join } from '../harness/teams';
import { atMost, exactly, type Figure } from './figure';

const PEOPLE = 5_000;
/** Phones that answer at the same moment. */
const AT_ONCE = 50;

/** 5,000 people are called and answer: what each answer costs, and that all of them are counted. */
export async function callUp(): Promise<Figure[]> {
  const world = await startWorld();
  await join(world, world.leaderTeam, 'anna', await volunteer(world, 'anna'), 'leader');
  const people = await manyMembers(world, PEOPLE, 'anna');
  const { callupId } = await world.did('officer', 'callups.call', {
    stationId: 's1',
    title: '河堤漫水',
    words: '带雨衣',
    drill: false,
    phone: '13900000001',
    venue: { name: '河堤', place: { longitude: 111.2, latitude: 34.78 } },
    list: { name: '抢险', reach: { kind: 'team', teamId: world.leaderTeam } },
  });
  world.emulator.resetMetrics();
  while ((await world.did(null, 'jobs.sweep', { name: 'gatherCalls' })).left);
  const gathering = world.emulator.metrics().actions['jobs.sweep']?.roundTrips.total ?? Infinity;
  world.emulator.resetMetrics();
  for (let from = 0; from < PEOPLE; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE);
    await Promise.all(
      some.map((id) => world.did(`o-${id}`, 'callups.answer', { callupId, list: 1, answer: 'coming' })),
    );
  }
  const { lists } = await world.did('officer', 'callups.desk', { callupId });
  const { actions } = world.emulator.metrics();
  await world.close({ raced: true });
  const where = `${PEOPLE} people called`;
  return [
    atMost(`${where}: round trips to put them on lists, a hundred people`, (gathering / PEOPLE) * 100, 5, 1),
    exactly(`${where}: answers counted`, lists[0]?.counts.coming ?? 0, PEOPLE),
    atMost(`${where}: round trips of an answer`, actions['callups.answer']?.roundTrips.max ?? Infinity, 3),
    atMost(`${where}: round trips of the desk`, actions['callups.desk']?.roundTrips.max ?? Infinity, 2),
    atMost(
      `${where}: rows of the desk`,
      actions['callups.desk']?.rowsRead.max ?? Infinity,
      PEOPLE / 250 + 10,
    ),
  ];
}
