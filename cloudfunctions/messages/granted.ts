import { GRANTS_AT_MOST, leftOf, withGranted } from '#domain/messages/grants';
import type { Output } from '#domain/contract';
import { _, update } from '../core/database';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';

/** Counts what the person accepted on the phone; told twice, it counts once. */
export const countGrants = useCase('messages.granted', {
  ask: () => ({}),

  async run({ input, account, me, nonce }) {
    const replay = receiptFor<Output<'messages.granted'>>(account, nonce);
    if (replay) return replay;
    const grants = withGranted(account?.grants, input.kinds);
    const counted = Object.fromEntries(
      [...new Set(input.kinds)]
        .filter((kind) => leftOf(account?.grants, kind) < GRANTS_AT_MOST)
        .map((kind) => [`grants.${kind}`, _.inc(1)]),
    );
    // Two tries of one report may run at once: the second finds the first's receipt and changes nothing.
    const once = { _id: me.accountId, openid: me.openid, 'receipts.nonce': _.neq(nonce) };
    await update('accounts', once, { ...counted, receipts: keepReceipt(nonce, { grants }) });
    return { grants };
  },
});
