import { mayActFor, type Caller } from '#domain/accounts/access';
import { Refused } from '#domain/errors';
import { byId } from '../core/question';
import type { Me } from '../core/use-case';
import type { AccountDocument } from '../documents';

const SECRETS = ['openid', 'phone', 'codeKey', 'receipts'];

/** Whose hours are asked for: the caller's, or those of somebody without a phone whom the caller acts for. */
export const personAsked = ({ personId }: { readonly personId?: string | undefined }, me: Me) => ({
  person: byId('accounts', personId ?? me.accountId, SECRETS),
});

export function actedFor(
  { person: [person] }: { person: readonly AccountDocument[] },
  caller: Caller,
): AccountDocument {
  if (!person || !mayActFor(caller, { ...person, id: person._id })) throw new Refused('NOT_FOUND');
  return person;
}
