import type { Standing } from '#domain/callups/rules';
import { defined } from '#domain/defined';
import { callKeyOf } from '#domain/ids';
import { _, update } from '../core/database';
import { entriesOf, oneBy } from '../core/loading';
import { receipt, RECEIPTS_KEPT } from '../core/receipts';
import type { Called, SheetDocument } from '../documents';

/** The sheet on which somebody stands, and of its people this one alone. */
export const entryOf = (callupId: string, list: number, accountId: string) =>
  entriesOf(
    oneBy('sheets', 'keys', callKeyOf(callupId, list, accountId), ['keys', 'accounts', 'liveFor']),
    'people',
    [accountId],
  );

interface Move {
  readonly sheet: SheetDocument;
  readonly accountId: string;
  readonly before: Called;
  readonly to: Standing;
  /** What else becomes of the entry. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly nonce: string;
  readonly result: unknown;
  /** From when a sweep looks after their sign-up. */
  readonly placeAt?: Date | undefined;
}

/** On condition that they still stand as was read: one update, by which the counts of the sheet follow. */
export async function moveEntry(move: Move): Promise<boolean> {
  const { sheet, accountId, before, to, change, nonce, result, placeAt } = move;
  const own = `people.${accountId}`;
  const asRead = {
    _id: sheet._id,
    [`${own}.standing`]: before.standing,
    [`${own}.receipts.nonce`]: _.neq(nonce),
  };
  const open = to === 'coming' || to === 'cannot' ? { shut: _.exists(false) } : {};
  const counts =
    to === before.standing ? {} : { [`counts.${before.standing}`]: _.inc(-1), [`counts.${to}`]: _.inc(1) };
  const changed = Object.fromEntries(
    Object.entries(change).map(([field, value]) => [`${own}.${field}`, value]),
  );
  const data = {
    ...defined({ placeAt }),
    [`${own}.standing`]: to,
    ...counts,
    ...changed,
    [`${own}.receipts`]: _.push({ each: [receipt(nonce, result)], slice: -RECEIPTS_KEPT }),
  };
  return (await update('sheets', { ...asRead, ...open }, data)) === 1;
}
