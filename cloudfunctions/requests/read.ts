import { Refused } from '#domain/errors';
import { isSeen, relationOf } from '#domain/requests/reading';
import type { Place } from '#domain/geo';
import type { RequestCard } from '#domain/requests/views';
import type { RequestRules } from '#domain/request-rules';
import { aggregate, point, _, type Stage } from '../core/database';
import { following, many, manyBy, needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import { callerKeyOf } from './ask';
import { ANY, requestOf } from './record';
import { CARD_FIELDS, requestCard, requestView, type CardDocument } from './shown';

/** Of the last so many that were done it is said how long they took. */
const LATELY = 30;

/** How long the last ones of its category took. */
const tookLately = manyBy<{ minutes: number }>('requests', (as) => [
  {
    lookup: {
      from: 'requests',
      let: { category: { $ifNull: [{ $arrayElemAt: ['$request.category', 0] }, ''] } },
      pipeline: [
        { $match: { $expr: { $eq: ['$took.of', '$$category'] } } },
        { $sort: { closedAt: -1 } },
        { $limit: LATELY },
        { $project: { _id: 0, minutes: '$took.minutes' } },
      ],
      as,
    },
  },
]);

export const viewRequest = useCase('requests.view', {
  ask: ({ requestId }) =>
    following({ request: needed(one('requests', requestId, ['receipts'])) }, ({ request }) => ({
      people: only(
        many('accounts', '_id', [
          request.going,
          request.keeper,
          request.history.by,
          request.lookers.accountId,
        ]),
        ['name'],
      ),
      teams: only(many('teams', '_id', [request.teamId, request.history.teamId]), ['name', 'phone']),
      lately: tookLately,
    })),

  run({ loaded, caller, settings, now }) {
    const { request, people, teams, lately } = loaded;
    if (!isSeen(relationOf(requestOf(request), caller))) return Promise.reject(new Refused('NOT_FOUND'));
    return Promise.resolve(requestView(request, { people, teams, lately }, caller, settings.requests, now));
  },
});

const CARD: Stage = { project: Object.fromEntries(CARD_FIELDS.map((field) => [field, 1])) };

/** A page of what these stages choose and sort by a field, which tells where the next begins. */
async function pageOf(
  stages: readonly Stage[],
  by: 'order' | 'listed' | 'closedAt',
  limit: number,
  rules: RequestRules,
  reads: boolean,
): Promise<{ requests: RequestCard[]; next: string | null }> {
  const found = await aggregate<CardDocument>('requests', stages, limit + 1, [CARD]);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown[shown.length - 1] : undefined;
  return {
    requests: shown.map((each) => requestCard(each, rules, null, reads)),
    next: last ? placeIn(last, by) : null,
  };
}

const placeIn = (card: CardDocument, by: 'order' | 'listed' | 'closedAt'): string =>
  by === 'closedAt' ? String(card.closedAt?.getTime() ?? 0) : (card[by] ?? '');

/** Those not over first, the latest first: what I asked for, or follow. What presses most first: where I go, or my teams. */
export const myRequests = useCase('requests.mine', {
  ask: () => ({}),

  async run({ input: { scope, after, limit }, caller, me, settings }) {
    const rules = settings.requests;
    if (scope === 'asked') {
      const from = after === undefined ? {} : { listed: _.lt(after) };
      const match = { concerns: me.accountId, ...from };
      return pageOf([{ match }, { sort: { listed: -1 } }], 'listed', limit, rules, true);
    }
    const from = after === undefined ? {} : { order: _.gt(after) };
    const whose = scope === 'going' ? { goers: me.accountId } : { withTeam: _.in(caller.leads) };
    if (scope === 'team' && caller.leads.length === 0) return { requests: [], next: null };
    return pageOf(
      [{ match: { ...whose, ...from } }, { sort: { order: 1 } }],
      'order',
      limit,
      rules,
      scope === 'going',
    );
  },
});

export const deskRequests = useCase('requests.desk', {
  ask: () => ({}),

  async run({ input: { scope, after, limit }, caller, settings }) {
    const mine = _.in(caller.duties);
    const rules = settings.requests;
    if (scope === 'closed') {
      const from = after === undefined ? _.exists(true) : _.lt(new Date(Number(after)));
      const stages = [{ match: { areas: mine, closedAt: from } }, { sort: { closedAt: -1 } }];
      return pageOf(stages, 'closedAt', limit, rules, false);
    }
    const from = after === undefined ? {} : { order: _.gt(after) };
    const where = scope === 'waiting' ? { queue: mine } : { liveIn: mine };
    return pageOf([{ match: { ...where, ...from } }, { sort: { order: 1 } }], 'order', limit, rules, false);
  },
});

/** Metres within which somebody looks for what is offered, and within which a thing of the place may be the same. */
const AROUND = 50_000;
const SAME_PLACE = 500;

function nearest(place: Place, query: Readonly<Record<string, unknown>>, maxDistance: number, limit: number) {
  const geoNear = {
    near: point(place),
    spherical: true as const,
    distanceField: 'distance',
    key: 'spot',
    limit,
    maxDistance,
    query,
  };
  return aggregate<CardDocument>('requests', [{ geoNear }], limit, [CARD]);
}

export const nearRequests = useCase('requests.near', {
  ask: () => ({}),

  async run({ input: { place, category = ANY, limit }, settings }) {
    const found = await nearest(place, { offered: category }, AROUND, limit);
    return { requests: found.map((each) => requestCard(each, settings.requests, place)) };
  },
});

const ALIKE_AT_MOST = 5;

export const alikeRequests = useCase('requests.alike', {
  ask: () => ({}),

  async run({ input: { place, category }, settings }) {
    const found = await nearest(place, { common: category }, SAME_PLACE, ALIKE_AT_MOST);
    return { requests: found.map((each) => requestCard(each, settings.requests, place)) };
  },
});

const EARLIER_AT_MOST = 10;

/** Only what was asked of stations that the caller serves. */
export const earlierRequests = useCase('requests.earlier', {
  ask: () => ({}),

  async run({ input: { phone }, caller, settings }) {
    const match = { callerKey: callerKeyOf(phone), areas: _.in(caller.duties) };
    const stages = [{ match }, { sort: { at: -1 } }];
    const found = await aggregate<CardDocument>('requests', stages, EARLIER_AT_MOST, [CARD]);
    return { requests: found.map((each) => requestCard(each, settings.requests, null, true)) };
  },
});
