import type { Input, Output } from '#domain/contract';
import { DAY, dayOf, HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Who comes for a haircut finds one, on whatever day it is. */
let world: World;
const place = { longitude: 111.19, latitude: 34.78 };
const NINE = MORNING + HOUR;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

type Posted = Input<'activities.post'>;
const service = (name: string, day: number, of: Partial<Posted['slots'][number]> = {}) => ({
  kind: 'service' as const,
  name,
  start: NINE + day * DAY + 2 * HOUR,
  end: NINE + day * DAY + 4 * HOUR,
  capacity: 5,
  ...of,
});

async function post(title: string, stationId: string, slots: Posted['slots'], more: Partial<Posted> = {}) {
  return world.did('leader', 'activities.post', {
    teamId: world.leaderTeam,
    title,
    category: 'care',
    summary: '给大家办的',
    risks: '注意安全',
    contactPhone: '13900000001',
    venue: { stationId },
    slots,
    ...more,
  });
}

type Query = Omit<Input<'activities.services'>, 'place'>;
const find = (query: Query = {}): Promise<Output<'activities.services'>> =>
  world.did('anyone', 'activities.services', { place, ...query });
const titles = async (query: Query = {}) => (await find(query)).services.map(({ title }) => title);
const days = [0, 1, 2, 3, 8].map((n) => dayOf(NINE + n * DAY));

describe('services are found', () => {
  let walk = '';

  beforeAll(async () => {
    await post('老年食堂', 's1', [service('午餐', 1)]);
    await post('周末义剪', 'county', [service('免费理发', 8), { ...service('理发师', 8), kind: 'shift' }]);
    await post('巡河', 'root', [{ ...service('巡护岗', 1), kind: 'shift' }]);
    walk = (await post('健康角', 'county', [service('量血压', 2), service('理发', 3)])).activityId;
  });

  it('on all days to come, nearest first and then by time; what serves nobody is not there', async () => {
    expect(await titles()).toEqual(['健康角', '周末义剪', '老年食堂']);
    const [nearest] = (await find()).services;
    expect(nearest?.slots.map(({ name }) => name).sort()).toEqual(['理发', '量血压']);
    expect(nearest?.distance).toBeGreaterThan(500);
  });

  it('by a word of the title, of a service and of the place, in whatever part of it', async () => {
    expect(await titles({ text: '理发' })).toEqual(['健康角', '周末义剪']);
    expect(await titles({ text: '食堂' })).toEqual(['老年食堂']);
    expect(await titles({ text: '剪' })).toEqual(['周末义剪']);
    expect(await titles({ text: 's1' })).toEqual(['老年食堂']);
    expect(await titles({ text: '！' })).toEqual([]);
    // A volunteer's post is nothing to be served by.
    expect(await titles({ text: '理发师' })).toEqual([]);
  });

  it('on a day, and the days on which there is any are told', async () => {
    const first = await find({ days });
    expect(first.days).toEqual(days.slice(1));
    expect(await titles({ day: days[3] })).toEqual(['健康角']);
    expect(await titles({ day: days[3], text: '血压' })).toEqual(['健康角']);
    expect(await titles({ day: days[2], text: '剪' })).toEqual([]);
  });

  it('no more for a service that is called off, nor on its day', async () => {
    const { slots } = await world.did('anyone', 'activities.view', { activityId: walk });
    const haircut = slots.find(({ name }) => name === '理发');
    await world.did('leader', 'activities.cancelSlot', { slotId: haircut?.id ?? '', reason: '师傅病了' });
    expect(await titles({ text: '理发' })).toEqual(['周末义剪']);
    expect(await titles({ day: days[3] })).toEqual([]);
    expect(await titles({ day: days[2] })).toEqual(['健康角']);
  });

  it('until it is over, and neither before it is published nor after it was called off', async () => {
    const end = NINE + 2 * DAY + 4 * HOUR;
    await world.at(end - MINUTE);
    expect(await titles({ text: '血压' })).toEqual(['健康角']);
    await world.at(end);
    expect(await titles({ text: '血压' })).toEqual([]);
    await world.at(MORNING);
    const { activityId } = await post('磨刀', 's1', [service('磨刀', 1)], {
      dangerous: true,
      insurance: '有',
    });
    expect(await titles({ text: '磨刀' })).toEqual([]);
    await world.did('officer', 'activities.review', { activityId, verdict: 'publish' });
    expect(await titles({ text: '磨刀' })).toEqual(['磨刀']);
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
    expect(await titles({ text: '磨刀' })).toEqual([]);
  });

  it('by its new words once it is changed, and no more by the old', async () => {
    const { activityId } = await post('修家电', 's1', [service('修电扇', 1)]);
    const { form, revision, slots } = await world.did('leader', 'activities.template', { activityId });
    const [slot] = slots;
    await world.did('leader', 'activities.change', {
      ...form,
      activityId,
      revision,
      category: 'care',
      title: '修雨伞',
      venue: { stationId: 's1' },
      slots: [{ ...service('补伞', 1), slotId: slot?.slotId ?? '' }],
    });
    expect(await titles({ text: '电扇' })).toEqual([]);
    expect(await titles({ text: '雨伞' })).toEqual(['修雨伞']);
    expect(await titles({ text: '补伞' })).toEqual(['修雨伞']);
  });

  it('page after page, though a weekly row of them is all at one place: none twice, none left out', async () => {
    await post('读书会', 's1', [service('共读', 1)], { repeat: 8 });
    const seen: string[] = [];
    let after: Query['after'];
    do {
      const page: Output<'activities.services'> = await find({ limit: 3, after });
      seen.push(...page.services.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    const all = (await find({ limit: 50 })).services.map(({ id }) => id);
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(seen)).toEqual(new Set(all));
    expect(seen).toHaveLength(all.length);
    const row = (await find({ text: '共读', limit: 50 })).services;
    expect(row).toHaveLength(8);
    expect(new Set(row.map(({ rowId }) => rowId)).size).toBe(1);
    expect(row.map(({ start }) => start)).toEqual(row.map(({ start }) => start).sort((a, b) => a - b));
  });
});
