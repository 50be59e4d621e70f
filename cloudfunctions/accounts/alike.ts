import { ALIKE, alikeIn } from '#domain/accounts/registration';
import { alikeIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { one } from '../core/loading';
import { keyedHash } from '../core/secrets';
import type { UseDocument } from '../documents';

/**
 * Whether a number is registered shows when somebody else registers with it. Who tries the thousand numbers of one
 * place and day of birth, with however many WeChats, is stopped after a few: they are counted together, and exactly.
 */
const idOf = (idNumber: string): string => alikeIdOf(keyedHash('alike', alikeIn(idNumber)));

export const alikeLookUps = (idNumber: string) => ({ alike: one('uses', idOf(idNumber)) });

/** Counts one more; false when there have been too many. */
export async function countAlike(
  idNumber: string,
  alike: UseDocument | undefined,
  now: Instant,
): Promise<boolean> {
  const _id = idOf(idNumber);
  const first = { n: 1, until: new Date(now + ALIKE.per) };
  if (!alike && (await insert('uses', { _id, ...first })) === 'INSERTED') return true;
  const over = alike && ms(alike.until) <= now;
  if (over && (await update('uses', { _id, until: alike.until }, first)) === 1) return true;
  const few = { _id, until: _.gt(new Date(now)), n: _.lt(ALIKE.times) };
  return (await update('uses', few, { n: _.inc(1) })) === 1;
}
