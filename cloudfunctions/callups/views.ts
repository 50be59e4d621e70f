import { LISTS_AT_MOST } from '#domain/callups/rules';
import type { CallHead, CallWaiting, MyCall } from '#domain/callups/views';
import { callKeyOf } from '#domain/ids';
import { ms } from '../core/clock';
import { entriesOf, following, many, ME, only } from '../core/loading';
import type { CallupDocument, SheetDocument } from '../documents';

export const HEAD_FIELDS = [
  'title',
  'drill',
  'stationName',
  'state',
  'createdAt',
] as const satisfies readonly (keyof CallupDocument)[];

export const callHead = (callup: Pick<CallupDocument, '_id' | (typeof HEAD_FIELDS)[number]>): CallHead => ({
  id: callup._id,
  title: callup.title,
  drill: callup.drill,
  stationName: callup.stationName,
  state: callup.state,
  at: ms(callup.createdAt),
});

/** Every list of a call-up that there may be. */
export const LIST_NUMBERS = Array.from({ length: LISTS_AT_MOST }, (_each, i) => i + 1);

/** The sheets of a call-up on which somebody stands, and of their people this one alone. */
export const entriesFor = (callupId: string, accountId: string) =>
  entriesOf(
    many(
      'sheets',
      'keys',
      LIST_NUMBERS.map((list) => callKeyOf(callupId, list, accountId)),
      ['keys', 'accounts', 'liveFor'],
    ),
    'people',
    [accountId],
  );

/** The latest list first. */
export function myCalls(
  sheets: readonly Pick<SheetDocument, 'list' | 'people'>[],
  accountId: string,
  lists: readonly { readonly name: string }[],
): MyCall[] {
  return sheets
    .flatMap(({ list, people }): MyCall[] => {
      const mine = people[accountId];
      const name = lists[list - 1]?.name ?? '';
      return mine ? [{ list, name, standing: mine.standing, from: mine.from ? ms(mine.from) : null }] : [];
    })
    .sort((a, b) => b.list - a.list);
}

/** On which sheets of call-ups that are not over the caller stands. */
export const openCalls = () =>
  following(
    {
      called: entriesOf(many('sheets', 'liveFor', ME, ['keys', 'accounts', 'liveFor']), 'people', [ME]),
    },
    ({ called }) => ({ callups: only(many('callups', '_id', called.callupId), HEAD_FIELDS) }),
  );

interface OpenCalls {
  readonly called: readonly Pick<SheetDocument, 'callupId' | 'people'>[];
  readonly callups: readonly Pick<CallupDocument, '_id' | (typeof HEAD_FIELDS)[number]>[];
}

/** Those that wait for an answer, or to hear that the caller is home. */
export function callsWaiting({ called, callups }: OpenCalls, accountId: string): CallWaiting[] {
  return callups
    .flatMap((callup): CallWaiting[] => {
      const mine = called
        .filter(({ callupId }) => callupId === callup._id)
        .map(({ people }) => people[accountId]?.standing);
      if (mine.includes('coming')) return [{ ...callHead(callup), standing: 'coming' }];
      const waits = callup.state === 'open' && mine.includes('silent');
      return waits ? [{ ...callHead(callup), standing: 'silent' }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

/** Every sheet on which somebody stands or stood. */
export const callsOf = (accountId: string) =>
  following(
    {
      called: entriesOf(many('sheets', 'accounts', accountId, ['keys', 'accounts', 'liveFor']), 'people', [
        accountId,
      ]),
    },
    ({ called }) => ({ callups: only(many('callups', '_id', called.callupId), HEAD_FIELDS) }),
  );

/** What a person takes along of it, the latest first. */
export const callsTaken = ({ called, callups }: OpenCalls, accountId: string) =>
  called
    .flatMap(({ callupId, people }) => {
      const callup = callups.find(({ _id }) => _id === callupId);
      const mine = people[accountId];
      return callup && mine
        ? [{ at: ms(callup.createdAt), title: callup.title, standing: mine.standing }]
        : [];
    })
    .sort((a, b) => b.at - a.at);
