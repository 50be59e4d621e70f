import { relationField } from '../domain/accounts/registration';
import { mobileOrNone } from '../domain/fields';
import { personName } from '../domain/names';
import { fieldFault } from './fields';

/** A relative without a phone, as typed. */
export interface RelativeTyped {
  readonly name: string;
  readonly phone: string;
  readonly relation: string;
}

export const nobodyTyped: RelativeTyped = { name: '', phone: '', relation: '' };

/** Whom people act for most; any other word can be written. */
export const relations = ['父亲', '母亲', '爷爷', '奶奶', '外公', '外婆', '爱人', '孩子', '邻居'] as const;

/** The first thing that does not fit, in words; nothing when all is well. */
export const relativeFault = ({ name, phone, relation }: RelativeTyped): string =>
  fieldFault(personName, name, '请填写姓名') ||
  fieldFault(relationField, relation, '请选择或填写关系') ||
  fieldFault(mobileOrNone, phone, '手机号是 11 位，没有可以不填');
