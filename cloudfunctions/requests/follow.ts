import { Refused } from '#domain/errors';
import { relationOf } from '#domain/requests/reading';
import { _ } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { requestOf } from './record';

/** Of a thing of the place somebody follows what another has asked, instead of asking again. */
export const followRequest = useCase('requests.follow', {
  ask: ({ requestId }) => ({ request: needed(one('requests', requestId, ['lookers'])) }),

  async run({ input: { requestId }, loaded: { request }, caller, me, nonce, reload }) {
    const relation = relationOf(requestOf(request), caller);
    if (request.common === undefined && !relation.follower) throw new Refused('NOT_FOUND');
    const done = { requestId, state: request.state };
    const before = receiptFor<typeof done>(request, nonce);
    if (before) return before;
    const change = {
      followers: _.addToSet(me.accountId),
      concerns: _.addToSet(me.accountId),
      version: _.inc(1),
    };
    const open = { _id: requestId, state: _.neq('closed') };
    if ((await updateOnce('requests', open, change, receipt(nonce, done))) === 1) return done;
    // Another try of this call has done it, or it was closed meanwhile.
    const first = receiptFor<typeof done>((await reload()).request, nonce);
    if (!first) throw new Refused('NOT_IN_THIS_STATE');
    return first;
  },
});
