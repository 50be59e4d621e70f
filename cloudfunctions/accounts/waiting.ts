import type { Caller } from '#domain/accounts/access';
import type { Waiting } from '#domain/views';
import { aggregate, type Stage } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { CollectionName } from '../schema';

/** Where things wait: found by the team that must answer, by the stations whose staff must, or by either. */
const queues: Readonly<
  Record<keyof Waiting, { from: CollectionName; foreign: string; by: 'leads' | 'duties' | 'offices' }>
> = {
  applications: { from: 'memberships', foreign: 'askedOf', by: 'leads' },
  activities: { from: 'activities', foreign: 'heldFor', by: 'duties' },
  teams: { from: 'teams', foreign: 'heldFor', by: 'duties' },
  cases: { from: 'cases', foreign: 'openFor', by: 'offices' },
  overdue: { from: 'slots', foreign: 'overdueFor', by: 'duties' },
  bindings: { from: 'bindings', foreign: 'heldFor', by: 'duties' },
};

const NOTHING: Waiting = { applications: 0, activities: 0, teams: 0, cases: 0, overdue: 0, bindings: 0 };

/** How many things wait for the caller, as leader and as staff; only numbers cross the wire, in one round trip. */
export async function waitingFor({ leads, duties }: Pick<Caller, 'leads' | 'duties'>): Promise<Waiting> {
  const own = { leads, duties, offices: [...leads, ...duties] };
  const asked = Object.entries(queues).filter(([, { by }]) => own[by].length > 0);
  if (asked.length === 0) return NOTHING;
  const stages: Stage[] = [
    { match: { _id: 'city' } },
    { replaceRoot: { newRoot: { $literal: own } } },
    ...asked.flatMap(([name, { from, foreign, by }]) =>
      stagesOf(name, { ...via(from, foreign, by), counted: true }),
    ),
    { project: { leads: 0, duties: 0, offices: 0 } },
  ];
  const [counts] = await aggregate<Partial<Waiting>>('settings', stages);
  return { ...NOTHING, ...counts };
}
