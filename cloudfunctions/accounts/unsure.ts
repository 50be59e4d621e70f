import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { QUIET } from '../core/clock';
import { _, remove, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest, findWith, one, only } from '../core/loading';
import { inSlices, type Sweep } from '../core/sweep';
import { endedRegistration } from './identities';

const BATCH = 50;

const unsureSince = (now: Instant) =>
  findWith(
    'identities',
    [{ match: { unsureAt: _.lte(new Date(now - QUIET)) } }, { sort: { unsureAt: 1 } }],
    BATCH,
    ({ accountId }) => ({ holder: only(one('accounts', accountId), ['number']) }),
  );
type Unsure = Awaited<ReturnType<typeof unsureSince>>[number];

/**
 * An ID number stands with a registration, or not at all: what a call that died has left of one without the other is
 * brought to an end. Where the number is deleted already the registration follows; it cannot be had back.
 */
export const settleIdentities: Sweep = {
  on: earliest('identities', 'unsureAt'),
  after: () => QUIET,

  slices: (work) =>
    inSlices(
      BATCH,
      () => unsureSince(work.now),
      (identity) =>
        work.done(
          () => settle(identity, work.now),
          () => update('identities', asRead(identity), { unsureAt: later(work.now) }),
        ),
    ),
};

/** Taken anew meanwhile, it has another moment. */
const asRead = ({ _id, accountId, at }: Unsure) => ({ _id, accountId, at });

async function settle(identity: Unsure, now: Instant): Promise<void> {
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
