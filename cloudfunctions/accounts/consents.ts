import { endsRegistration } from '#domain/accounts/consents';
import { isMinor } from '#domain/accounts/registration';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { dayOf } from '#domain/time';
import { _, remove, update } from '../core/database';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';

/**
 * Consent is taken back as easily as it was given. The ID number goes with its consent, and the
 * registration with it: the hours stay, they are a record of what was done.
 */
export const consent = useCase('account.consent', {
  ask: () => ({}),

  async run({ input, account, settings, me, nonce, now }): Promise<Output<'account.consent'>> {
    const replay = receiptFor<Output<'account.consent'>>(account, nonce);
    if (replay) return replay;
    const { kind, given } = input;
    const volunteer = account?.volunteer;
    // These are given with a registration and not apart from it.
    if (given && kind !== 'location') throw new Refused('REGISTRATION_NEEDED');
    const minor = volunteer !== undefined && isMinor(volunteer.birthDate, dayOf(now), settings.accounts);
    const ends = !given && volunteer !== undefined && endsRegistration(kind, minor);
    const result = { registered: volunteer !== undefined && !ends };
    const at = new Date(now);
    const since = account?.consents?.[kind]?.at ?? at;
    // What is most in need of protection goes first: should this die half-way, it is sent again.
    if (ends) await remove('identities', { accountId: me.accountId });
    await update(
      'accounts',
      { _id: me.accountId },
      {
        [`consents.${kind}`]: _.set(given ? { at } : { at: since, withdrawnAt: at }),
        ...(ends && { volunteer: _.remove() }),
        ...(!ends && kind === 'guardian' && volunteer && { 'volunteer.guardian': _.remove() }),
        receipts: keepReceipt(nonce, result),
      },
    );
    return result;
  },
});
