import { GRANTS_AT_MOST, leftOf, withGranted } from '#domain/messages/grants';
import type { Output } from '#domain/contract';
import { _ } from '../core/database';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
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
    const mine = { _id: me.accountId, openid: me.openid };
    await updateOnce('accounts', mine, counted, receipt(nonce, { grants }));
    return { grants };
  },
});
