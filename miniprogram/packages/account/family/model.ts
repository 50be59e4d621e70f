import type { KeptPerson } from '../../../domain/accounts/views';
import { nobodyTyped, type RelativeTyped } from '../../../services/relatives';

/** A relative as typed; the id is empty for somebody new. */
export type Entry = RelativeTyped & { readonly id: string };

export const emptyEntry: Entry = { id: '', ...nobodyTyped };

export const rowOf = ({ id, name, phone, relation }: KeptPerson) => ({
  id,
  name,
  phone,
  relation,
  who: `${name}（${relation}）`,
  contact: phone || '没有手机，有事打给您',
});
export type Row = ReturnType<typeof rowOf>;
