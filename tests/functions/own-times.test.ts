import type { Input } from '#domain/contract';
import { SLOTS_AT_MOST } from '#domain/activities/schemas';
import { HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** A service can give everybody a time of their own, instead of having all come at nine. */
describe('a service in turns', () => {
  let world: World;
  const start = MORNING + 2 * HOUR;

  beforeAll(async () => {
    world = await startWorld();
    for (const person of ['a', 'b']) await world.person(person);
  });
  afterAll(() => world.close());

  type Slot = Input<'activities.post'>['slots'][number];
  const haircut = (of: Partial<Slot> = {}): Slot => ({
    kind: 'service',
    name: '理发',
    start,
    end: start + HOUR,
    capacity: 1,
    each: 10,
    ...of,
  });
  const input = (slots: Slot[]) => ({
    teamId: world.leaderTeam,
    title: '社区义剪',
    category: 'care',
    summary: '理发',
    risks: '注意安全',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots,
  });
  const post = (slots: Slot[]) => world.did('leader', 'activities.post', input(slots));
  const slotsOf = async (activityId: string) =>
    (await world.did('a', 'activities.view', { activityId })).slots;

  it('is a slot for each of them, with so many places each, and what is left over is nobody’s', async () => {
    const { activityId } = await post([haircut({ end: start + HOUR + 9 * MINUTE, capacity: 2 })]);
    const slots = await slotsOf(activityId);
    expect(slots.map((slot) => [(slot.start - start) / MINUTE, (slot.end - start) / MINUTE])).toEqual(
      [0, 10, 20, 30, 40, 50].map((from) => [from, from + 10]),
    );
    expect(new Set(slots.map(({ name, capacity }) => `${name} ${capacity}`))).toEqual(new Set(['理发 2']));
  });

  it('of which each person has their own', async () => {
    const { activityId } = await post([haircut()]);
    const [first, second] = await slotsOf(activityId);
    const take = (who: string, slotId = '') => world.code(who, 'signups.take', { slotId, wait: false });
    expect(await take('a', first?.id)).toBe('OK');
    expect(await take('b', first?.id)).toBe('SLOT_FULL');
    expect(await take('b', second?.id)).toBe('OK');
  });

  it('also from a draft, which keeps how it was meant', async () => {
    const { teamId, ...form } = input([haircut({ each: 30 })]);
    const { activityId } = await world.did('leader', 'activities.save', { teamId, form });
    const kept = await world.did('leader', 'activities.template', { activityId });
    expect(kept.slots).toMatchObject([{ name: '理发', each: 30, slotId: null }]);
    await world.did('leader', 'activities.submit', { activityId, ...input([haircut({ each: 30 })]) });
    expect(await slotsOf(activityId)).toHaveLength(2);
  });

  it('is refused where it would be none, or more than an activity can hold; a shift has no turns', async () => {
    const refused = (slots: Slot[]) => world.code('leader', 'activities.post', input(slots));
    const before = await world.everything();
    expect(await refused([haircut({ each: 60, end: start + 59 * MINUTE })])).toBe('BAD_INPUT');
    expect(await refused([haircut({ end: start + (SLOTS_AT_MOST + 1) * 10 * MINUTE })])).toBe('BAD_INPUT');
    expect(await refused([haircut({ each: 7 as 10 })])).toBe('BAD_INPUT');
    expect(await world.everything()).toBe(before);
    const { activityId } = await post([haircut({ kind: 'shift', end: start + 3 * HOUR })]);
    expect(await slotsOf(activityId)).toHaveLength(1);
  });
});
