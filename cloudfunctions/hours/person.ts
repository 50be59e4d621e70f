import { knowOfRefusal, type Caller } from '#domain/accounts/access';
import { refuseIf } from '#domain/errors';
import { needed, one } from '../core/loading';
import type { Me } from '../core/use-case';
import type { AccountDocument } from '../documents';

const SECRETS = ['openid', 'phone', 'codeKey', 'receipts'] as const;

/** Whose hours are asked for: the caller's, or those of somebody without a phone whom the caller acts for. */
export const aboutPerson = ({ personId }: { readonly personId?: string | undefined }, me: Me) => ({
  person: needed(one('accounts', personId ?? me.accountId, SECRETS)),
});

/** Nobody but who may act for this person learns anything of their hours. */
export const refuseToKnowOf = (caller: Caller, person: AccountDocument): void =>
  refuseIf(knowOfRefusal(caller, { ...person, id: person._id }));
