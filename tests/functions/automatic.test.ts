import { accountIdOf } from '#domain/ids';
import { HOUR } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Where presence is automatic, who holds a place when the shift begins was there, and nobody else. */
let world: World;
const start = MORNING + 2 * HOUR;
const end = start + 2 * HOUR;
const people = ['anna', 'bert', 'carl'];

beforeEach(async () => {
  world = await startWorld();
  for (const person of people) await world.person(person);
});
afterEach(() => world.close());

/** One place; all three want it. */
async function posted() {
  const { activityId } = await world.did('leader', 'activities.post', {
    teamId: world.leaderTeam,
    title: '巡河',
    category: 'care',
    summary: '捡垃圾',
    risks: '当心水',
    mode: 'auto',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [{ kind: 'shift', name: '班', start, end, capacity: 1 }],
  });
  const slotId = `${activityId}-1`;
  const first = await world.did('anna', 'signups.take', { slotId, wait: true });
  for (const person of ['bert', 'carl']) await world.did(person, 'signups.take', { slotId, wait: true });
  return { activityId, slotId, first };
}

async function there(slotId: string) {
  await world.at(end);
  await world.jobs.close();
  const { lines } = await world.did('leader', 'hours.proposals', { slotId });
  const attendances = await world.documents('attendances', { slotId });
  expect(lines.map(({ attendanceId }) => attendanceId)).toEqual(attendances.map(({ _id }) => _id));
  return attendances.map(({ accountId }) => accountId);
}

test('who moved up was there; who waits, or gave the place up, was not', async () => {
  const { slotId, first } = await posted();
  await world.did('anna', 'signups.cancel', { signupId: first.signupId });
  expect(await there(slotId)).toEqual([accountIdOf('bert')]);
});

test('nobody was at what was called off', async () => {
  const { activityId, slotId } = await posted();
  await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
  expect(await there(slotId)).toEqual([]);
});
