import { noKey } from '#domain/unique';
import type { AccountDocument } from './documents';

/** The openid of an account that nobody's WeChat is bound to: the field is unique, so each has one of its own. */
const unboundOpenid = (accountId: string): string => `none:${accountId}`;

/** A person without WeChat: they are told through whoever keeps them. */
export const isUnbound = ({ _id, openid }: Pick<AccountDocument, '_id' | 'openid'>): boolean =>
  openid === unboundOpenid(_id);

/** An account as it is made: it holds nothing that is unique but its openid. */
export const freshAccount = (_id: string, openid: string, at: Date): AccountDocument => ({
  ...{ _id, openid, name: '', phone: '', duties: [], createdAt: at },
  ...{ number: noKey(_id), keptSeat: noKey(_id) },
});

export const unboundAccount = (_id: string, at: Date): AccountDocument =>
  freshAccount(_id, unboundOpenid(_id), at);
