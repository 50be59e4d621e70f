import type { Caller } from '#domain/accounts/access';
import { COUNTED_AT_MOST } from '#domain/accounts/waiting';
import type { Waiting } from '#domain/accounts/views';
import { aggregate, type Stage } from '../core/database';
import type { CollectionName } from '../schema';

/** Where things wait: found by the team that must answer, by the stations whose staff must, or by either. */
const queues: Readonly<
  Record<keyof Waiting, { from: CollectionName; foreign: string; by: 'leads' | 'duties' | 'offices' }>
> = {
  applications: { from: 'memberships', foreign: 'askedOf', by: 'leads' },
  activities: { from: 'activities', foreign: 'heldFor', by: 'duties' },
  photos: { from: 'photos', foreign: 'heldFor', by: 'duties' },
  teams: { from: 'teams', foreign: 'heldFor', by: 'duties' },
  cases: { from: 'cases', foreign: 'openFor', by: 'offices' },
  overdue: { from: 'slots', foreign: 'overdueFor', by: 'duties' },
  requests: { from: 'requests', foreign: 'queue', by: 'duties' },
  orders: { from: 'requests', foreign: 'awaits', by: 'leads' },
  bindings: { from: 'bindings', foreign: 'heldFor', by: 'duties' },
};

const NOTHING: Waiting = {
  applications: 0,
  activities: 0,
  photos: 0,
  teams: 0,
  cases: 0,
  overdue: 0,
  requests: 0,
  orders: 0,
  bindings: 0,
};

/**
 * How many things wait for the caller, as leader and as staff, in one round trip. However long a queue is, no
 * more of it than the page can tell is looked at, and no more than ids are gathered. Each look-up names its
 * values itself: what a pipeline takes over from outside by `let` uses no index over arrays.
 */
export async function waitingFor({ leads, duties }: Pick<Caller, 'leads' | 'duties'>): Promise<Waiting> {
  const own = { leads, duties, offices: [...leads, ...duties] };
  const asked = Object.entries(queues).filter(([, { by }]) => own[by].length > 0);
  if (asked.length === 0) return NOTHING;
  const lookUps = asked.map(([as, { from, foreign, by }]): Stage => {
    const pipeline = [
      { $match: { [foreign]: { $in: own[by] } } },
      { $limit: COUNTED_AT_MOST },
      { $project: { _id: 1 } },
    ];
    return { lookup: { from, pipeline, as } };
  });
  const sizes = Object.fromEntries(asked.map(([name]) => [name, { $size: `$${name}` }]));
  const stages = [{ match: { _id: 'city' } }, ...lookUps, { project: { _id: 0, ...sizes } }];
  const [counts] = await aggregate<Partial<Waiting>>('settings', stages, 1);
  return { ...NOTHING, ...counts };
}
