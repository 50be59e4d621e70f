import { nobodysOpenidOf } from '#domain/ids';
import { noKey } from '#domain/unique';
import type { AccountDocument } from './documents';

/** A person without WeChat: they are told through whoever keeps them. */
export const isUnbound = ({ _id, openid }: Pick<AccountDocument, '_id' | 'openid'>): boolean =>
  openid === nobodysOpenidOf(_id);

/** An account as it is made: it holds nothing that is unique but its openid. */
export const freshAccount = (_id: string, openid: string, at: Date): AccountDocument => ({
  _id,
  openid,
  name: '',
  phone: '',
  duties: [],
  createdAt: at,
  number: noKey(_id),
  keptSeat: noKey(_id),
});

export const unboundAccount = (_id: string, at: Date): AccountDocument =>
  freshAccount(_id, nobodysOpenidOf(_id), at);
