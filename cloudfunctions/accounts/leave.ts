import { givingUpRefusal } from '#domain/accounts/leaving';
import { refuseIf, Refused } from '#domain/errors';
import { bindingIdOf, goneOpenidOf } from '#domain/ids';
import { update } from '../core/database';
import { count, following, many, ME, one, oneBy } from '../core/loading';
import { receipt } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { AttendanceDocument } from '../documents';
import { renewCodes } from '../teams/codes';
import { ownIdentity } from './identities';
import { clearings, leavePlaces, partedFields } from './part';

/**
 * Giving up an account: what says who it was goes, at once and for good. Ledger lines stay without a name,
 * because hours of the city that were added up and certified must still add up.
 */

/** Looks up what this person has before them, or is in the middle of. */
export const liveSignupsOf = (accountId: string) =>
  following({ live: many('signups', 'liveFor', accountId, ['receipts']) }, ({ live }) => ({
    attendances: many('attendances', '_id', live._id, ['receipts']),
  }));

/** Checked in somewhere and not out yet. */
export const isPresent = ({
  attendances,
}: {
  readonly attendances: readonly AttendanceDocument[];
}): boolean => attendances.some((a) => a.openSince !== undefined);

export const deleteAccount = useCase('account.delete', {
  ask: (_input, me, nonce) => ({
    gone: oneBy('accounts', 'openid', goneOpenidOf(me.identity, nonce)),
    kept: many('accounts', 'keptBy', ME, ['receipts']),
    asked: one('bindings', bindingIdOf(ME), ['receipts']),
    wanted: count('bindings', 'waitingFor', ME),
    photos: count('photos', 'addedBy', ME),
    founded: count('teams', 'pendingOf', ME),
    ...ownIdentity(ME),
    ...liveSignupsOf(ME),
  }),

  async run({ loaded, account, caller, me, nonce, now }) {
    const result = { gone: true };
    const { gone } = loaded;
    // What else a try that died has left is for the sweep.
    if (gone) {
      await clearings.identities([gone._id]);
      return result;
    }
    if (!account) throw new Refused('NO_ACCOUNT');
    refuseIf(givingUpRefusal(caller.heads.length > 0, isPresent(loaded)));
    await renewCodes(caller.leads, now);
    const mine = { _id: me.accountId, openid: me.openid };
    const parted = partedFields([receipt(nonce, result)], now);
    if ((await update('accounts', mine, { openid: goneOpenidOf(me.identity, nonce), ...parted })) === 0)
      throw new Refused('CONFLICT');

    const own = [me.accountId];
    if (loaded.ownIdentity) await clearings.identities(own);
    await leavePlaces(loaded.live, now);
    if (caller.teams.length > 0) await clearings.memberships(own, now);
    if (caller.registered) await clearings.certificates(own, now);
    if (loaded.kept.length > 0) await clearings.kept(own, now);
    if (loaded.asked) await clearings.asked(own);
    if (loaded.wanted > 0) await clearings.wanted(own);
    if (loaded.photos > 0) await clearings.photos(own, now);
    if (loaded.founded > 0) await clearings.founded(own);
    return result;
  },
});
