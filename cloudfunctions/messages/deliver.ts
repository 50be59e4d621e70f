import type { Urgency } from '#domain/messages/urgency';
import type { Settings } from '#domain/settings';
import { DAY, MINUTE, SECOND } from '#domain/time';
import { isUnbound } from '../accounts/fresh';
import { elapsed } from '../core/clock';
import { _, remove, update } from '../core/database';
import { earliest, findWith, following, one, only } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE_AT_WECHAT, type Slices, type Sweep, type Work } from '../core/sweep';
import { sendMessage } from '../core/wechat';
import type { AccountDocument } from '../documents';
import { thing } from './outbox';

const BATCH = 50;
const TRIES = 5;

/** What is known of people here: accounts carry a history that is no part of a message. */
const PERSON = ['_id', 'openid', 'name', 'keptByTeam'] as const;
type Account = Pick<AccountDocument, (typeof PERSON)[number]>;

/**
 * Sends what is due, the urgent first, and no faster than the city's settings say. A message is claimed before it is
 * sent, by one conditional update, so two runs never send it twice, and so is the leave to send it; one that fails comes
 * due again later, a few times.
 */
export const deliver: Sweep = {
  on: earliest('outbox', 'dueAt'),

  async *slices(work) {
    for (const which of [{ urgent: 'now' }, { urgent: 'soon' }, {}] as const)
      yield* paced(deliverThose(which, work), work);
  },
};

type Which = { readonly urgent?: Urgency };

function deliverThose(which: Which, work: Work): Slices {
  const { settings, now } = work;
  let leaders: Leaders = new Map();
  const load = async () => {
    const due = await messagesDue(which, now);
    leaders = await leadersOf(due);
    return due;
  };
  const send = (message: DueMessage) => {
    // Claimed before it is sent, and so put off already: unless it fails before that.
    const putOff = () => update('outbox', { _id: message._id, dueAt: message.dueAt }, { dueAt: later(now) });
    return work.done(async () => {
      const outcome = await deliverOne(message, recipientOf(message, leaders), settings, now);
      if (outcome === 'SENT') work.count('sent', 1);
      if (outcome === 'NOT_GRANTED') work.count('refused', 1);
    }, putOff);
  };
  return inSlices(BATCH, load, send, SIDE_BY_SIDE_AT_WECHAT);
}

/** After each slice waits as long as what was sent in it should have taken; what needed no sending takes no time. */
async function* paced(slices: Slices, work: Work): Slices {
  const { sentASecond } = work.settings.messages;
  const sent = () => work.counts['sent'] ?? 0;
  for (;;) {
    const [began, before] = [elapsed(), sent()];
    if ((await slices.next()).done) return;
    yield;
    const left = began + ((sent() - before) / sentASecond) * SECOND - elapsed();
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
}

const messagesDue = (which: Which, now: number) =>
  findWith(
    'outbox',
    [{ match: { ...which, dueAt: _.lte(new Date(now)) } }, { sort: { dueAt: 1 } }],
    BATCH,
    ({ accountId }) =>
      following({ account: only(one('accounts', accountId), [...PERSON, 'keptBy']) }, ({ account }) => ({
        keeper: only(one('accounts', account.keptBy), PERSON),
      })),
    ['_id', 'kind', 'accountId', 'page', 'values', 'state', 'tries', 'dueAt'],
  );
type DueMessage = Awaited<ReturnType<typeof messagesDue>>[number];

type Leaders = ReadonlyMap<string, Account>;

/** Of the teams that keep somebody who is to be told. */
async function leadersOf(messages: readonly DueMessage[]): Promise<Leaders> {
  const teamIds = new Set(messages.flatMap(({ account }) => account?.keptByTeam ?? []));
  if (teamIds.size === 0) return new Map();
  const leaders = await findWith(
    'memberships',
    [{ match: { teamId: _.in([...teamIds]), role: 'leader', state: 'active' } }],
    BATCH,
    ({ accountId }) => ({ account: only(one('accounts', accountId), PERSON) }),
    ['teamId', 'accountId'],
  );
  return new Map(leaders.flatMap(({ teamId, account }) => (account ? [[teamId, account] as const] : [])));
}

interface Recipient {
  readonly account: Account;
  /** Whom it is about, where that is not who reads it. */
  readonly about: string;
}

/** Who has no WeChat is told through whoever keeps them: a relative, or the leader of their team. */
function recipientOf({ account, keeper }: DueMessage, leaders: Leaders): Recipient | null {
  if (!account) return null;
  if (!isUnbound(account)) return { account, about: '' };
  const reader = keeper ?? leaders.get(account.keptByTeam ?? '');
  return reader ? { account: reader, about: account.name } : null;
}

type Outcome = 'SENT' | 'NOT_GRANTED' | 'FAILED' | 'TAKEN';

async function deliverOne(
  message: DueMessage,
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
  { kind, page, values }: DueMessage,
  settings: Settings,
): Promise<Exclude<Outcome, 'TAKEN'>> {
  const templateId = settings.messages.templates[kind];
  if (templateId === '') return 'NOT_GRANTED';
  const path = `grants.${kind}`;
  const taken = await update(
    'accounts',
    { _id: account._id, openid: account.openid, [path]: _.gt(0) },
    { [path]: _.inc(-1) },
  );
  if (taken === 0) return 'NOT_GRANTED';
  const told = about === '' ? values : { ...values, thing1: thing(`${about}：${values['thing1'] ?? ''}`) };
  const outcome = await sendMessage(account.openid, templateId, page, told);
  // Not used up: it is there for the next try.
  if (outcome === 'FAILED')
    await update('accounts', { _id: account._id, openid: account.openid }, { [path]: _.inc(1) });
  // The person has taken all leave back in WeChat's own settings.
  if (outcome === 'NOT_GRANTED')
    await update('accounts', { _id: account._id, openid: account.openid }, { [path]: 0 });
  return outcome;
}

/** Long enough to answer somebody who asks what they were told. */
const KEPT = 30 * DAY;

/** Lets go of what was told long ago, a day's worth at a time. */
export const purge: Sweep = {
  on: earliest('outbox', 'overAt'),
  after: () => KEPT + DAY,

  async *slices(work) {
    work.count('messages', await remove('outbox', { overAt: _.lt(new Date(work.now - KEPT)) }));
    yield;
  },
};
