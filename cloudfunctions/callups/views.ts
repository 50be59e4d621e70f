import { LISTS_AT_MOST } from '#domain/callups/rules';
import type { CallHead, MyCall } from '#domain/callups/views';
import { callKeyOf } from '#domain/ids';
import { ms } from '../core/clock';
import { entriesOf, many } from '../core/loading';
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
