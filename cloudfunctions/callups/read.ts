import { NO_COUNTS, standings, type Counts } from '#domain/callups/rules';
import type { CalledPerson } from '#domain/callups/views';
import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { manyBy, needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import type { AccountDocument, Called, CallupDocument } from '../documents';
import { callHead, entriesFor, HEAD_FIELDS, myCalls } from './views';

export const viewCall = useCase('callups.view', {
  ask: ({ callupId }, me) => ({
    sheets: entriesFor(callupId, me.accountId),
    callup: needed(one('callups', callupId, ['receipts', 'teams'])),
  }),

  run({ loaded: { callup, sheets }, me }) {
    const mine = myCalls(sheets, me.accountId, callup.lists);
    // To whom it does not call it is as if it were not there.
    if (mine.length === 0) throw new Refused('NOT_FOUND');
    const { words, phone, venue } = callup;
    return Promise.resolve({ ...callHead(callup), words, phone, venue, mine });
  },
});

export const callupList = useCase('callups.list', {
  ask: () => ({}),

  async run({ input: { over, limit }, caller }) {
    type Listed = Pick<CallupDocument, '_id' | (typeof HEAD_FIELDS)[number]>;
    const state = over ? 'over' : _.in(['open', 'ending']);
    const found = await aggregate<Listed>(
      'callups',
      [{ match: { areas: _.in(caller.duties), state } }, { sort: { createdAt: -1 } }],
      limit,
      [{ project: Object.fromEntries(HEAD_FIELDS.map((field) => [field, 1])) }],
    );
    return { callups: found.map(callHead) };
  },
});

/** What the sheets of a call-up come to, by list: one row for each list, however many are called. */
export const countsOf = (callupId: string) =>
  manyBy<Counts & { readonly list: number }>('sheets', (as) => [
    {
      lookup: {
        from: 'sheets',
        pipeline: [
          { $match: { callupId } },
          {
            $group: {
              _id: '$list',
              ...Object.fromEntries(standings.map((each) => [each, { $sum: `$counts.${each}` }])),
            },
          },
          { $addFields: { list: '$_id' } },
        ],
        as,
      },
    },
  ]);

export const callDesk = useCase('callups.desk', {
  ask: ({ callupId }) => ({
    callup: needed(one('callups', callupId, ['receipts', 'teams'])),
    sums: countsOf(callupId),
  }),
  subject: ({ callup }) => ({ areas: callup.areas }),

  run({ loaded: { callup, sums } }) {
    const { stationId, words, phone, venue } = callup;
    const lists = callup.lists.map(({ name, skills, complete, activityId = null }, i) => {
      const { silent, cannot, coming, home, settled } = sums.find(({ list }) => list === i + 1) ?? NO_COUNTS;
      const counts = { silent, cannot, coming, home, settled };
      return { list: i + 1, name, skills, activityId, complete, counts };
    });
    return Promise.resolve({ ...callHead(callup), stationId, words, phone, venue, lists });
  },
});

interface Entry {
  readonly k: string;
  readonly v: Called;
  readonly account: readonly Pick<AccountDocument, 'name' | 'phone'>[];
}

type Which = Checked<'callups.people'>['which'];

const NOT_TOLD = { $and: [{ $eq: ['$$each.v.standing', 'silent'] }, { $eq: ['$$each.v.byPhone', true] }] };

/** In which order each is read: who is there soonest, who was telephoned least recently. */
const ORDERS: Readonly<Partial<Record<Which, 'v.from' | 'v.phonedAt'>>> = {
  coming: 'v.from',
  toPhone: 'v.phonedAt',
  silent: 'v.phonedAt',
};

export const calledPeople = useCase('callups.people', {
  ask: ({ callupId }) => ({ callup: needed(one('callups', callupId, ['receipts', 'lists', 'teams'])) }),
  subject: ({ callup }) => ({ areas: callup.areas }),

  async run({ input: { callupId, list, which, skip, limit } }) {
    const cond = which === 'toPhone' ? NOT_TOLD : { $eq: ['$$each.v.standing', which] };
    const entries = { $filter: { input: { $objectToArray: '$people' }, as: 'each', cond } };
    const order = ORDERS[which];
    const rows = await aggregate<Entry>(
      'sheets',
      [
        { match: { callupId, list, [`counts.${which === 'toPhone' ? 'silent' : which}`]: _.gt(0) } },
        { project: { entries } },
        { unwind: '$entries' },
        { replaceRoot: { newRoot: '$entries' } },
        { sort: { ...(order && { [order]: 1 }), k: 1 } },
        ...(skip > 0 ? [{ skip }] : []),
      ],
      limit + 1,
      [
        { lookup: { from: 'accounts', localField: 'k', foreignField: '_id', as: 'account' } },
        { project: { k: 1, v: 1, 'account.name': 1, 'account.phone': 1 } },
      ],
    );
    return { people: rows.slice(0, limit).map(personOf), more: rows.length > limit };
  },
});

function personOf({ k, v, account }: Entry): CalledPerson {
  const [person] = account;
  return {
    accountId: k,
    name: person?.name ?? '',
    phone: person?.phone ?? '',
    standing: v.standing,
    from: v.from ? ms(v.from) : null,
    byPhone: v.byPhone === true,
    phonedAt: v.phonedAt ? ms(v.phonedAt) : null,
    phoned: v.phoned ?? 0,
    answeredFor: v.by !== undefined,
    fate: v.fate ?? '',
  };
}
