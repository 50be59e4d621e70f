import { relationField } from '../../../domain/accounts/registration';
import type { KeptPerson } from '../../../domain/accounts/views';
import { mobileOrNone } from '../../../domain/fields';
import { personName } from '../../../domain/names';
import { fieldFault } from '../../../services/fields';

/** A relative as typed. */
export interface Entry {
  /** Empty for somebody new. */
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly relation: string;
}

export const emptyEntry: Entry = { id: '', name: '', phone: '', relation: '' };

export const relations = ['父亲', '母亲', '爷爷', '奶奶', '外公', '外婆', '爱人', '孩子', '邻居'] as const;

/** The first thing that does not fit, in words; nothing when all is well. */
export const faultOf = ({ name, phone, relation }: Entry): string =>
  fieldFault(personName, name, '请填写姓名') ||
  fieldFault(relationField, relation, '请选择或填写关系') ||
  fieldFault(mobileOrNone, phone, '手机号是 11 位，没有可以不填');

export const rowOf = ({ id, name, phone, relation }: KeptPerson) => ({
  id,
  name,
  phone,
  relation,
  who: `${name}（${relation}）`,
  contact: phone || '没有手机，有事打给您',
});
export type Row = ReturnType<typeof rowOf>;
