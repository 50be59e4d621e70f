import { _, update } from '../core/database';
import { needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';

/** Whoever else of the desk has it open is told apart for so many. */
const LOOKERS_AT_MOST = 5;

/** Says that somebody of the desk has it open; nothing follows from it. */
export const lookAtRequest = useCase('requests.looking', {
  ask: ({ requestId }) => ({ request: needed(only(one('requests', requestId), ['areas', 'lookers'])) }),
  subject: ({ request: { areas } }) => ({ areas }),

  async run({ input: { requestId }, loaded, me, now }) {
    const others = (loaded.request.lookers ?? []).filter(({ accountId }) => accountId !== me.accountId);
    const mine = { accountId: me.accountId, touchedAt: new Date(now) };
    const lookers = [...others, mine].slice(-LOOKERS_AT_MOST);
    await update('requests', { _id: requestId }, { lookers: _.set(lookers) });
    return { requestId };
  },
});
