import { sign } from '#domain/sha';
import { SECOND, type Instant } from '#domain/time';
import { _, update } from '../core/database';
import { clientAddress } from '../core/wechat';
import type { SlotDocument } from '../documents';

/**
 * Whether two people came from one phone. WeChat keeps apart what its users store, so a phone is known by where it
 * calls from and what kind it is: kept only as a hash under the slot's own key, so that it says nothing outside
 * this slot, and only until the slot is over.
 */
export interface Phone {
  readonly phone: string;
  readonly phoneAt: Date;
}

export function phoneOf(slot: SlotDocument, device: string | undefined, at: Instant): Phone | null {
  const address = clientAddress();
  if (device === undefined || address === '') return null;
  return { phone: sign(slot.key, `phone.${address}.${device}`).slice(0, 24), phoneAt: new Date(at) };
}

/** Flags everybody else who was seen on this phone about then; true when there was anybody. */
export async function sharesPhone(
  { phone, phoneAt }: Phone,
  accountId: string,
  seconds: number,
): Promise<boolean> {
  if (seconds === 0) return false;
  const reach = seconds * SECOND;
  const about = _.and(_.gte(new Date(phoneAt.getTime() - reach)), _.lte(new Date(phoneAt.getTime() + reach)));
  const others = { phone, phoneAt: about, accountId: _.neq(accountId), credited: false };
  return (await update('attendances', others, { flags: _.addToSet('SAME_PHONE'), version: _.inc(1) })) > 0;
}
