import { needed, one } from '../core/loading';
import { ofPerson, type Me } from '../core/use-case';
import type { AccountDocument } from '../documents';

const SECRETS = ['openid', 'phone', 'codeKey', 'receipts'] as const;

/** Whose hours are asked for: the caller's, or those of somebody without a phone whom the caller acts for. */
export const aboutPerson = ({ personId }: { readonly personId?: string | undefined }, me: Me) => ({
  person: needed(one('accounts', personId ?? me.accountId, SECRETS)),
});

/** Nobody but who may act for this person learns anything of their hours. */
export const itsPerson = ({ person }: { readonly person: AccountDocument }) => ofPerson(person);
