import { endsRegistration, givingRefusal } from '#domain/accounts/consents';
import { isMinor } from '#domain/accounts/registration';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { dayOf } from '#domain/time';
import { _, find } from '../core/database';
import { ME } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { dropErased, endedRegistration, eraseNumber, ownIdentity } from './identities';

/**
 * Consent is taken back as easily as it was given. The ID number goes with its consent, and the
 * registration with it: the hours stay, they are a record of what was done, and so does the hash that says
 * whose they are.
 */
export const changeConsent = useCase('account.consent', {
  ask: () => ownIdentity(ME),

  async run({ input, loaded, account, settings, me, nonce, now }): Promise<Output<'account.consent'>> {
    const replay = receiptFor<Output<'account.consent'>>(account, nonce);
    if (replay) {
      if (!replay.registered) await dropErased(me.accountId);
      return replay;
    }
    const { kind, given } = input;
    const volunteer = account?.volunteer;
    if (given) refuseIf(givingRefusal(kind));
    const minor = volunteer !== undefined && isMinor(volunteer.birthDate, dayOf(now), settings.accounts);
    const ends = !given && volunteer !== undefined && endsRegistration(kind, minor);
    const result = { registered: volunteer !== undefined && !ends };
    const at = new Date(now);
    const since = account?.consents?.[kind]?.at ?? at;
    if (ends) await eraseNumber(loaded, now);
    const registration = volunteer?.registeredAt ?? _.exists(false);
    const asRead = { _id: me.accountId, openid: me.openid, 'volunteer.registeredAt': registration };
    const data = {
      [`consents.${kind}`]: _.set(given ? { at } : { at: since, withdrawnAt: at }),
      ...(ends && endedRegistration()),
      ...(!ends && kind === 'guardian' && volunteer && { 'volunteer.guardian': _.remove() }),
    };
    const written = await updateOnce('accounts', asRead, data, receipt(nonce, result));
    if (written === 0) return settleTwin(me.accountId, nonce);
    if (ends) await dropErased(me.accountId);
    return result;
  },
});

/** The same tap, sent twice, has its answer; after any other the registration is not the one that was read. */
async function settleTwin(accountId: string, nonce: string): Promise<Output<'account.consent'>> {
  const [account] = await find('accounts', { _id: accountId }, { limit: 1 });
  const first = receiptFor<Output<'account.consent'>>(account, nonce);
  if (!first) throw new Refused('CONFLICT');
  return first;
}
