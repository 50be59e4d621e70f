import { DAY, HOUR } from '#domain/time';
import { MORNING, type World } from '../../harness/world';

/** A slot, however it came to be. */
export interface Origin {
  readonly activityId: string;
  readonly slotId: string;
  readonly start: number;
  readonly end: number;
}

type Make = (world: World, start: number) => Promise<string>;

const shift = (start: number) => ({
  kind: 'shift' as const,
  name: '上午班',
  capacity: 5,
  start,
  end: start + 2 * HOUR,
});

const whole = (world: World, start: number) => ({
  teamId: world.leaderTeam,
  title: '社区义剪',
  category: 'care',
  summary: '为老人理发',
  risks: '注意用电安全',
  contactPhone: '13900000001',
  venue: { stationId: 's1' },
  slots: [shift(start)],
});

async function sentDraft(world: World, start: number, form = {}): Promise<string> {
  const { teamId, ...rest } = whole(world, start);
  const { activityId } = await world.did('leader', 'activities.save', { teamId, form });
  await world.did('leader', 'activities.submit', { teamId, activityId, ...rest });
  return activityId;
}

async function firstOf(world: World, start: number, repeat: number): Promise<string[]> {
  const posted = await world.did('leader', 'activities.post', { ...whole(world, start), repeat });
  return [...posted.activityIds];
}

/** Every way in which a slot comes to be. Each answers the activity's id; its slot is the one that begins at `start`. */
const origins = {
  posted: async (world, start) => (await firstOf(world, start, 1))[0] ?? '',
  'a draft first': (world, start) => sentDraft(world, start),
  'made from an earlier one': async (world, start) => {
    const [earlier = ''] = await firstOf(world, start - 3 * HOUR, 1);
    const { form } = await world.did('leader', 'activities.template', { activityId: earlier });
    return sentDraft(world, start, form);
  },
  'a later date of a weekly row': async (world, start) => (await firstOf(world, start - 7 * DAY, 2))[1] ?? '',
  'added by a change': async (world, start) => {
    const [activityId = ''] = await firstOf(world, start - 3 * HOUR, 1);
    const [before] = await world.documents('slots', { activityId });
    const { teamId: _team, ...rest } = whole(world, start - 3 * HOUR);
    const slots = [{ ...shift(start - 3 * HOUR), slotId: before?._id ?? '' }, shift(start)];
    await world.did('leader', 'activities.change', { ...rest, activityId, revision: 0, slots });
    return activityId;
  },
} satisfies Record<string, Make>;

export type OriginName = keyof typeof origins;
export const originNames = Object.keys(origins) as OriginName[];

/** A shift of two hours, some days from MORNING; the clock stands at MORNING. */
export async function slotOf(world: World, origin: OriginName, days: number): Promise<Origin> {
  await world.at(MORNING);
  const start = MORNING + days * DAY + 2 * HOUR;
  const activityId = await origins[origin](world, start);
  const { slots } = await world.did('leader', 'activities.view', { activityId });
  const slotId = slots.find((slot) => slot.start === start)?.id ?? '';
  return { activityId, slotId, start, end: start + 2 * HOUR };
}
