import { givingUpRefusal } from '#domain/accounts/leaving';
import { refuseIf, Refused } from '#domain/errors';
import { bindingIdOf, goneOpenidOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { _, remove, update } from '../core/database';
import { count, following, many, ME, one, oneBy } from '../core/loading';
import { receipt } from '../core/receipts';
import { dropKey } from '../core/unique';
import { useCase } from '../core/use-case';
import type { Receipt } from '../core/values';
import type { AttendanceDocument, SignupDocument } from '../documents';
import { dropPhotos } from '../photos/album';
import { dropsIn } from '../signups/record';
import { endedFields } from '../teams/seats';
import { dropErased, eraseNumber, ownIdentity } from './identities';

/**
 * Giving up an account: what says who it was goes, at once and for good. Ledger lines stay without a name,
 * because hours of the city that were added up and certified must still add up.
 */

/** Looks up what this person has before them, or is in the middle of. */
export const liveSignupsOf = (accountId: string) =>
  following({ live: many('signups', 'liveFor', accountId, ['receipts']) }, ({ live }) => ({
    attendances: many('attendances', '_id', live._id, ['receipts']),
  }));

interface Live {
  readonly live: readonly SignupDocument[];
  readonly attendances: readonly AttendanceDocument[];
}

/** Checked in somewhere and not out yet. */
export const isPresent = ({ attendances }: Live): boolean =>
  attendances.some((a) => a.openSince !== undefined);

/**
 * Takes people out of what they signed up for and, where asked, out of their teams; four writes at most,
 * however much it was. Slots are touched first: the repair then finds the places of sign-ups that are
 * no more and passes them on, also when this dies half-way.
 */
export async function leaveEverything(
  accountIds: readonly string[],
  { live }: Pick<Live, 'live'>,
  teamsToo: boolean,
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  const signups = live.filter((signup) => accountIds.includes(signup.accountId));
  if (signups.length > 0) {
    await update('slots', { _id: _.in(signups.map((s) => s.slotId)) }, { touchedAt: at });
    const cancelled = { state: 'cancelled', ...dropsIn('cancelled') };
    await update('signups', { _id: _.in(signups.map((s) => s._id)), state: _.neq('cancelled') }, cancelled);
  }
  if (teamsToo) {
    const member = { accountId: _.in(accountIds), state: _.in(['active', 'applied']) };
    await update('memberships', member, { state: 'left', since: at, ...endedFields() });
  }
}

/** Everything of an account that says who it was. */
export const wipedFields = (receipts: readonly Receipt[]) => ({
  name: '',
  phone: '',
  duties: _.set([]),
  receipts: _.set(receipts),
  volunteer: _.remove(),
  number: dropKey(),
  registrant: _.remove(),
  consents: _.remove(),
  codeKey: _.remove(),
  grants: _.remove(),
  noShows: _.remove(),
  claim: _.remove(),
  tries: _.remove(),
  relation: _.remove(),
  keptBy: _.remove(),
  keptByTeam: _.remove(),
  keptSeat: dropKey(),
});

/** They say a name and a number, and so must go with it; who checks one is told that it was taken back. */
async function forgetCertificates(accountId: string, nonce: string, now: Instant): Promise<void> {
  const revoked = { at: new Date(now), reason: '本人注销了账号', by: 'holder', nonce };
  await update('certificates', { accountId }, { name: '', volunteerNumber: '', revoked: _.set(revoked) });
}

export const deleteAccount = useCase('account.delete', {
  ask: (_input, me, nonce) => ({
    gone: oneBy('accounts', 'openid', goneOpenidOf(me.identity, nonce)),
    kept: many('accounts', 'keptBy', ME, ['receipts']),
    asked: one('bindings', bindingIdOf(ME), ['receipts']),
    wanted: count('bindings', 'waitingFor', ME),
    photos: count('photos', 'addedBy', ME),
    ...ownIdentity(ME),
    ...liveSignupsOf(ME),
  }),

  async run({ loaded, account, caller, me, nonce, now }) {
    const result = { gone: true };
    const { gone } = loaded;
    if (gone) {
      await dropErased(gone._id);
      return result;
    }
    if (!account) throw new Refused('NO_ACCOUNT');
    refuseIf(givingUpRefusal(caller.heads.length > 0, isPresent(loaded)));
    const kept = loaded.kept.map((person) => person._id);
    await leaveEverything([me.accountId, ...kept], loaded, caller.teams.length > 0, now);
    await forgetCertificates(me.accountId, nonce, now);
    if (kept.length > 0) await update('accounts', { keptBy: me.accountId }, wipedFields([]));
    if (loaded.asked) await remove('bindings', { _id: bindingIdOf(me.accountId) });
    if (loaded.photos > 0) await dropPhotos({ addedBy: me.accountId }, now);
    if (loaded.wanted > 0) await remove('bindings', { waitingFor: me.accountId });
    await eraseNumber(loaded);
    // Until it is unbound, the same call sent again finds the account and goes on.
    const openid = goneOpenidOf(me.identity, nonce);
    const mine = { _id: me.accountId, openid: me.openid };
    await update('accounts', mine, { openid, ...wipedFields([receipt(nonce, result)]) });
    if (loaded.ownIdentity) await dropErased(me.accountId);
    return result;
  },
});
