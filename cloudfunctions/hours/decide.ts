import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { moved, reaches } from '#domain/hours/cases';
import { decisionRefusal } from '#domain/hours/decisions';
import { auditIdOf } from '#domain/ids';
import { _, update } from '../core/database';
import { following, one } from '../core/loading';
import { useCase, type Context } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import { approvalRefusal, bookApproved, booksFor, levelNow, type Approval } from './approve';
import { aboutCase, moveUpdate, raiseUpdate, tooNearTo, unchanged } from './cases';
import type { Answer, CaseDocument } from './documents';

type Decided = Output<'hours.decide'>;

const aboutDecision = (caseId: string) =>
  following(aboutCase(caseId), ({ hoursCase }) => ({
    /** The line that the approval writes, or has written. */
    written: one('hours', hoursCase.bookAs),
    line: one('hours', hoursCase.lineId),
    person: one('accounts', hoursCase.accountId, ['receipts']),
  }));
type Deciding = Context<'hours.decide', ReturnType<typeof aboutDecision>>;

/**
 * A second person's word. First it is kept who decided what, then the line is written: whoever decides at the
 * same moment finds it decided, and what a crash leaves between the two is finished by a sweep.
 */
export const decideCase = useCase('hours.decide', {
  ask: ({ caseId }) => aboutDecision(caseId),
  subject: ({ hoursCase: { teamId, areas } }) => ({ teamId, areas }),

  async run(context) {
    const { input, loaded, caller, nonce, me } = context;
    const { hoursCase: c, person } = loaded;
    if (c.answers.some((answer) => answer.nonce === nonce)) return finish(context, c);
    refuseIf(decisionRefusal(c, caller, tooNearTo(c, person), input.verdict, input.reason));
    await refuseRisky(input.reason, me.openid, 'post');
    return input.verdict === 'approve' ? approve(context, c) : answer(context, c);
  },
});

const resultOf = ({ _id, state, level }: CaseDocument): Decided => ({ caseId: _id, state, level });

/** Keeps the decision; false when somebody else was quicker. */
async function keep({ input, me, nonce, now, settings, audit }: Deciding, c: CaseDocument): Promise<boolean> {
  const move = moveUpdate(c, input.verdict, settings, now);
  if (!move) throw new Refused('ALREADY_DECIDED');
  const given: Answer = {
    at: new Date(now),
    by: me.accountId,
    verdict: input.verdict,
    words: input.reason,
    nonce,
  };
  const after = { state: move.next.state, verdict: input.verdict };
  await audit({ subject: c._id, before: { state: c.state }, after, reason: input.reason });
  const answers = _.push({ each: [given], slice: -4 });
  const change = { ...move.update, answers, tellAt: new Date(now) };
  return (await update('cases', unchanged(c), change)) === 1;
}

async function answer(context: Deciding, c: CaseDocument): Promise<Decided> {
  if (!(await keep(context, c))) return settleTwin(context);
  const next = moved(c, context.input.verdict);
  return { ...resultOf(c), ...(next && { state: next.state }) };
}

async function approve(context: Deciding, c: CaseDocument): Promise<Decided> {
  const { settings, caller, now } = context;
  const approval = approvalOf(context, c);
  const books = await booksFor(approval);
  refuseIf(approvalRefusal(approval, books));
  // Other hours of the day may have come in since: then it is for somebody higher.
  const level = levelNow(approval, books);
  if (!reaches(level, c, caller)) {
    await update('cases', unchanged(c), raiseUpdate(c, level, settings, now));
    return { ...resultOf(c), level };
  }
  if (!(await keep(context, c))) return settleTwin(context);
  await bookApproved(approval, context.me.accountId, books);
  return { ...resultOf(c), state: 'approved' };
}

function approvalOf({ loaded, settings, nonce, now }: Deciding, c: CaseDocument): Approval {
  const { slot, activity, line } = loaded;
  return { c, slot, activity, settings, nonce, now, line };
}

/** Sent again: the same answer, and what it promised is done. */
async function finish(context: Deciding, c: CaseDocument): Promise<Decided> {
  if (c.state === 'approved' && !context.loaded.written) {
    await bookApproved(approvalOf(context, c), context.me.accountId);
  }
  return resultOf(c);
}

/** Somebody else was quicker: the log must not say that this verdict changed anything. */
async function settleTwin(context: Deciding): Promise<Decided> {
  const { me, nonce, reload } = context;
  const { hoursCase: c } = await reload();
  if (c.answers.some((given) => given.nonce === nonce)) return finish(context, c);
  await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state: c.state }) });
  throw new Refused('ALREADY_DECIDED');
}
