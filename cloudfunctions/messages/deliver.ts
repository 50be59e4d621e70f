import type { Settings } from '#domain/settings';
import { DAY, MINUTE } from '#domain/time';
import { _, aggregate, find, remove, update } from '../core/database';
import { Pieces } from '../core/pieces';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import { isUnbound } from '../accounts/fresh';
import { sendMessage } from '../core/wechat';
import type { AccountDocument, OutboxDocument } from '../documents';
import { thing } from './outbox';

const BATCH = 100;
const TRIES = 5;

type Due = OutboxDocument & { account: AccountDocument[]; keeper: AccountDocument[] };

/**
 * Sends what is due. A message is claimed before it is sent, by one conditional update, so two runs never
 * send it twice, and so is the leave to send it; one that fails comes due again later, a few times.
 */
export const deliver = useCase('jobs.deliver', {
  ask: () => ({}),

  async run({ settings, now }) {
    const pieces = new Pieces('jobs.deliver');
    const due = await aggregate<Due>(
      'outbox',
      [{ match: { dueAt: _.lte(new Date(now)) } }, { sort: { dueAt: 1 } }],
      BATCH,
      [
        ...stagesOf('account', via('accounts', '_id', 'accountId', ['receipts'])),
        ...stagesOf('keeper', via('accounts', '_id', 'account.keptBy', ['receipts'])),
      ],
    );
    const leaders = await leadersOf(due);
    const report = { sent: 0, refused: 0 };
    for (const message of due) {
      // Claimed before it is sent, and so put off already.
      await pieces.done(async () => {
        const outcome = await deliverOne(message, recipientOf(message, leaders), settings, now);
        if (outcome === 'SENT') report.sent += 1;
        if (outcome === 'NOT_GRANTED') report.refused += 1;
      });
    }
    return { ...report, failed: pieces.failed };
  },
});

type Leaders = ReadonlyMap<string, AccountDocument>;

/** Of the teams that keep somebody who is to be told. */
async function leadersOf(messages: readonly Due[]): Promise<Leaders> {
  const teamIds = new Set(messages.flatMap(({ account }) => account[0]?.keptByTeam ?? []));
  if (teamIds.size === 0) return new Map();
  const query = { teamId: _.in([...teamIds]), role: 'leader', state: 'active' };
  const memberships = await find('memberships', query, { limit: BATCH });
  const ids = memberships.map(({ accountId }) => accountId);
  const accounts = await find('accounts', { _id: _.in(ids) }, { limit: BATCH });
  const byId = new Map(accounts.map((account) => [account._id, account]));
  return new Map(
    memberships.flatMap(({ teamId, accountId }) => {
      const account = byId.get(accountId);
      return account ? [[teamId, account] as const] : [];
    }),
  );
}

interface Recipient {
  readonly account: AccountDocument;
  /** Whom it is about, where that is not who reads it. */
  readonly about: string;
}

/** Who has no WeChat is told through whoever keeps them: a relative, or the leader of their team. */
function recipientOf({ account: [account], keeper: [keeper] }: Due, leaders: Leaders): Recipient | null {
  if (!account) return null;
  if (!isUnbound(account)) return { account, about: '' };
  const reader = keeper ?? leaders.get(account.keptByTeam ?? '');
  return reader ? { account: reader, about: account.name } : null;
}

type Outcome = 'SENT' | 'NOT_GRANTED' | 'FAILED' | 'TAKEN';

async function deliverOne(
  message: Due,
  recipient: Recipient | null,
  settings: Settings,
  now: number,
): Promise<Outcome> {
  const retryAt = new Date(now + 5 * MINUTE * (message.tries + 1));
  const claim = { _id: message._id, dueAt: message.dueAt, tries: message.tries };
  if ((await update('outbox', claim, { dueAt: retryAt, tries: _.inc(1) })) === 0) return 'TAKEN';
  const outcome = recipient ? await sendTo(recipient, message, settings) : 'NOT_GRANTED';
  const over = outcome !== 'FAILED' || message.tries + 1 >= TRIES;
  const state = { SENT: 'sent', NOT_GRANTED: 'refused', FAILED: 'failed' }[outcome];
  if (over) await update('outbox', { _id: message._id }, { state, dueAt: _.remove(), overAt: new Date(now) });
  return outcome;
}

/** Takes one of the leaves that the reader has given; without one WeChat is not even asked. */
async function sendTo(
  { account, about }: Recipient,
  { kind, page, values }: Due,
  settings: Settings,
): Promise<Exclude<Outcome, 'TAKEN'>> {
  const templateId = settings.messages.templates[kind];
  if (templateId === '') return 'NOT_GRANTED';
  const path = `grants.${kind}`;
  const taken = await update('accounts', { _id: account._id, [path]: _.gt(0) }, { [path]: _.inc(-1) });
  if (taken === 0) return 'NOT_GRANTED';
  const told = about === '' ? values : { ...values, thing1: thing(`${about}：${values['thing1'] ?? ''}`) };
  const outcome = await sendMessage(account.openid, templateId, page, told);
  // Not used up: it is there for the next try.
  if (outcome === 'FAILED') await update('accounts', { _id: account._id }, { [path]: _.inc(1) });
  // The person has taken all leave back in WeChat's own settings.
  if (outcome === 'NOT_GRANTED') await update('accounts', { _id: account._id }, { [path]: 0 });
  return outcome;
}

/** Long enough to answer somebody who asks what they were told. */
const KEPT_DAYS = 30;

/** Lets go of what was told long ago. */
export const purge = useCase('jobs.purge', {
  ask: () => ({}),

  async run({ now }) {
    const messages = await remove('outbox', { overAt: _.lt(new Date(now - KEPT_DAYS * DAY)) });
    return { messages };
  },
});
