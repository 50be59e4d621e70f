import { desksAmong } from '#domain/requests/asking';
import type { PromiseRules } from '#domain/requests/promises';
import { dueStep, stepped } from '#domain/requests/stepped';
import type { Request } from '#domain/requests/types';
import { masked } from '#domain/requests/words';
import { DAY, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { earliest, findWith, many, one, only } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE, type Sweep } from '../core/sweep';
import type { RequestDocument } from './documents';
import { asRead, requestOf, stepUpdate } from './record';

const BATCH = 100;
const SYSTEM = { accountId: '', part: 'system' } as const;

/**
 * What time makes of requests: what nobody sees to rises, who does not answer or does not go has it no more, what nobody
 * contradicts is closed. Each is looked at once a day at least, so that none stays with who is gone.
 */
export const tendRequests: Sweep = {
  on: earliest('requests', 'lookAt'),

  slices: (work) => {
    const { now } = work;
    const rules = work.settings;
    return inSlices(
      BATCH,
      () => dueBy(now),
      (each) => {
        const putOff = () =>
          update('requests', { _id: each._id, lookAt: each.lookAt }, { lookAt: later(now) });
        return work.done(async () => work.count('tended', await tend(each, rules, now)), putOff);
      },
      SIDE_BY_SIDE,
    );
  },
};

const dueBy = (now: Instant) =>
  findWith(
    'requests',
    [{ match: { lookAt: _.lte(new Date(now)) } }, { sort: { lookAt: 1 } }],
    BATCH,
    ({ teamId, areas, holder, askers, going, filedBy }) => ({
      team: only(one('teams', teamId), ['state']),
      staff: only(many('accounts', 'duties', areas), ['duties']),
      people: only(many('accounts', '_id', [holder, askers, going, filedBy]), ['name']),
    }),
  );
type Due = Awaited<ReturnType<typeof dueBy>>[number];

async function tend(found: Due, rules: PromiseRules, now: Instant): Promise<number> {
  const { team, staff, people, ...document } = found;
  if (document.state === 'closed') return letGoOf(document, now);
  // A given-up account has no name.
  const there = new Set(people.filter(({ name }) => name !== '').map(({ _id }) => _id));
  const request = presentOf(requestOf(document), there, staff);
  const step = dueStep(request, aliveIn(request, there, team?.state === 'active'), rules, now);
  const after = step ? stepped(request, step, SYSTEM, rules, now) : request;
  const change = stepUpdate(document, after, rules, now);
  return update('requests', asRead(document), change);
}

/** As it is now: desks that somebody serves, and a keeper and people to go who are still there. */
function presentOf(
  request: Request,
  there: ReadonlySet<string>,
  staff: readonly { readonly _id: string; readonly duties: readonly string[] }[],
): Request {
  const desks = desksAmong(
    request.areas,
    staff.flatMap(({ duties }) => duties),
  );
  return {
    ...request,
    desks,
    risen: Math.min(request.risen, desks.length - 1),
    keeper: staff.some(({ _id }) => _id === request.keeper) ? request.keeper : '',
    going: request.going.filter((each) => there.has(each)),
    askers: request.askers.filter((each) => there.has(each)),
  };
}

const aliveIn = ({ holder, askers, origin }: Request, there: ReadonlySet<string>, team: boolean) => ({
  team,
  holder: there.has(holder),
  // Who called has no account that could go.
  asker: askers.length > 0 || origin === 'hotline',
});

/** A call is found by its number for so long: who rings again is known by what they asked before. */
const CALLER_KEPT = 365 * DAY;

/** Nobody can say any more that it is not done: nobody needs to know where they live, or their numbers. */
function letGoOf(document: RequestDocument, now: Instant): Promise<number> {
  const until = (document.closedAt ? ms(document.closedAt) : now) + CALLER_KEPT;
  const caller =
    document.callerKey !== undefined && now < until
      ? { lookAt: new Date(until) }
      : { callerKey: _.remove(), lookAt: _.remove() };
  return update('requests', asRead(document), {
    version: _.inc(1),
    contact: _.remove(),
    words: masked(document.words),
    history: _.set(document.history.map((entry) => ({ ...entry, words: masked(entry.words) }))),
    ...caller,
  });
}
