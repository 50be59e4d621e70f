import { ALIKE, alikeIn } from '#domain/accounts/registration';
import { alikeIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { one } from '../core/loading';
import { keyedHash } from '../core/secrets';
import { countExactly } from '../core/uses';
import type { UseDocument } from '../documents';

/**
 * Whether a number is registered shows when somebody else registers with it. Who tries the thousand numbers of one
 * place and day of birth, with however many WeChats, is stopped after a few: they are counted together, and exactly.
 */
const idOf = (idNumber: string): string => alikeIdOf(keyedHash('alike', alikeIn(idNumber)));

export const alikeLookUps = (idNumber: string) => ({ alike: one('uses', idOf(idNumber)) });

/** Counts one more; false when there have been too many. */
export const countAlike = (
  idNumber: string,
  alike: UseDocument | undefined,
  now: Instant,
): Promise<boolean> => countExactly(idOf(idNumber), alike, ALIKE, now);
