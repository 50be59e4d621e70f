import { MINUTE } from '#domain/time';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import { sendMessage } from '../core/wechat';
import type { AccountDocument, OutboxDocument } from '../documents';

const BATCH = 100;
const TRIES = 5;

type Due = OutboxDocument & { account: AccountDocument[] };

/**
 * Sends what is due. A message is claimed before it is sent, by one conditional update, so two runs never
 * send it twice; one that fails comes due again later, a few times.
 */
export const deliver = useCase('jobs.deliver', {
  ask: () => ({}),

  async run({ settings, now }) {
    const due = await aggregate<Due>('outbox', [
      { match: { dueAt: _.lte(new Date(now)) } },
      { limit: BATCH },
      ...stagesOf('account', via('accounts', '_id', 'accountId')),
    ]);
    const report = { sent: 0, refused: 0 };
    for (const message of due) {
      const outcome = await deliverOne(message, settings.messages.templates[message.kind], now);
      if (outcome === 'SENT') report.sent += 1;
      if (outcome === 'NOT_GRANTED') report.refused += 1;
    }
    return report;
  },
});

async function deliverOne(message: Due, templateId: string, now: number) {
  const retryAt = new Date(now + 5 * MINUTE * (message.tries + 1));
  const claim = { _id: message._id, dueAt: message.dueAt, tries: message.tries };
  if ((await update('outbox', claim, { dueAt: retryAt, tries: _.inc(1) })) === 0) return 'TAKEN';
  const openid = message.account[0]?.openid ?? '';
  const outcome = await sendMessage(openid, templateId, message.page, message.values);
  const over = outcome !== 'FAILED' || message.tries + 1 >= TRIES;
  const state = { SENT: 'sent', NOT_GRANTED: 'refused', FAILED: 'failed' }[outcome];
  if (over) await update('outbox', { _id: message._id }, { state, dueAt: _.remove() });
  return outcome;
}
