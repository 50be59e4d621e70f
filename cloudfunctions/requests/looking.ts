import { madeAt } from '#domain/nonces';
import { _, update } from '../core/database';
import { needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';

/** Whoever else of the desk has it open is told apart for so many. */
const LOOKERS_AT_MOST = 5;

/** Says that somebody of the desk has it open; nothing follows from it. */
export const lookAtRequest = useCase('requests.looking', {
  ask: ({ requestId }) => ({ request: needed(only(one('requests', requestId), ['areas', 'lookers'])) }),
  subject: ({ request: { areas } }) => ({ areas }),

  async run({ input: { requestId }, loaded, me, nonce, now }) {
    const { lookers: before = [] } = loaded.request;
    // A call that comes late was made before one that has come already.
    const at = new Date(Math.min(madeAt(nonce) ?? now, now));
    if (before.some((each) => each.accountId === me.accountId && each.at >= at)) return { requestId };
    const others = before.filter(({ accountId }) => accountId !== me.accountId);
    const lookers = [...others, { accountId: me.accountId, at }].slice(-LOOKERS_AT_MOST);
    await update('requests', { _id: requestId }, { lookers: _.set(lookers) });
    return { requestId };
  },
});
