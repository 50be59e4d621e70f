import { keyIn } from '#domain/unique';
import { _, remove, update } from '../core/database';
import { findWith, one, only } from '../core/loading';
import { settling } from '../core/settling';
import type { Work } from '../core/sweep';
import { endedRegistration } from './identities';

const BATCH = 50;

const unsureSince = (before: Date) =>
  findWith(
    'identities',
    [{ match: { unsureAt: _.lte(before) } }, { sort: { unsureAt: 1 } }],
    BATCH,
    ({ accountId }) => ({ holder: only(one('accounts', accountId), ['number']) }),
  );
type Unsure = Awaited<ReturnType<typeof unsureSince>>[number];

/** Taken anew meanwhile, it has another moment. */
const asRead = ({ _id, accountId, at }: Unsure) => ({ _id, accountId, at });

/**
 * An ID number stands with a registration, or not at all: what a call that died has left of one without the other is
 * brought to an end. Where the number is deleted already the registration follows; it cannot be had back.
 */
export const settleIdentities = settling({
  collection: 'identities',
  since: 'unsureAt',
  size: BATCH,
  load: unsureSince,
  settle,
});

async function settle(identity: Unsure, { now }: Work): Promise<void> {
  const { accountId, cipher, holder } = identity;
  const stands = holder !== undefined && keyIn(holder.number) !== null;
  if (stands && cipher !== undefined) {
    await update('identities', asRead(identity), { unsureAt: _.remove() });
    return;
  }
  const withdrawn = { 'consents.identity.withdrawnAt': new Date(now) };
  if (stands)
    await update(
      'accounts',
      { _id: accountId, volunteer: _.exists(true) },
      { ...endedRegistration(), ...withdrawn },
    );
  await remove('identities', asRead(identity));
}
