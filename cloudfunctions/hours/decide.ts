import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { deciderRefusal, moved, reaches } from '#domain/hours/cases';
import { auditIdOf } from '#domain/ids';
import { _, update } from '../core/database';
import { via } from '../core/question';
import { useCase, type Context } from '../core/use-case';
import { bookApproved, booksFor, levelNow, refusalOf, type Approval } from './approve';
import { caseQuestion, moveUpdate, raiseUpdate, tooNearTo, unchanged } from './cases';
import type { Answer, CaseDocument } from './documents';
import { checkWords } from './words';

type Decided = Output<'hours.decide'>;

const question = (caseId: string) => ({
  ...caseQuestion(caseId),
  /** The line that the approval writes, or has written. */
  written: via('hours', '_id', 'cases.bookAs'),
  line: via('hours', '_id', 'cases.lineId'),
  attendance: via('attendances', '_id', 'cases.bookAs', ['receipts']),
  person: via('accounts', '_id', 'cases.accountId', ['receipts']),
});
type Ctx = Context<'hours.decide', ReturnType<typeof question>>;

/**
 * A second person's word. First it is kept who decided what, then the line is written: whoever decides at the
 * same moment finds it decided, and what a crash leaves between the two is finished by a sweep.
 */
export const decide = useCase('hours.decide', {
  ask: ({ caseId }) => question(caseId),
  subject: ({ cases: [c] }) => (c ? { teamId: c.teamId, areas: c.areas } : {}),

  async run(context) {
    const { input, loaded, caller, nonce, me } = context;
    const [c] = loaded.cases;
    if (!c) throw new Refused('NOT_FOUND');
    const given = c.answers.find((answer) => answer.nonce === nonce);
    if (given) return finish(context, c);
    if (c.state !== 'open') throw new Refused('ALREADY_DECIDED');
    const refused = deciderRefusal(c, caller, tooNearTo(c, loaded.person[0]));
    if (refused) throw new Refused(refused.code, refused.details);
    if (!moved(c, input.verdict)) throw new Refused('BAD_INPUT', { field: 'verdict' });
    if (input.verdict !== 'approve' && input.reason === '') throw new Refused('REASON_NEEDED');
    await checkWords(input.reason, me);
    return input.verdict === 'approve' ? approve(context, c) : say(context, c);
  },
});

const resultOf = ({ _id, state, level }: CaseDocument): Decided => ({ caseId: _id, state, level });

/** Keeps the decision; false when somebody else was quicker. */
async function keep({ input, me, nonce, now, settings, audit }: Ctx, c: CaseDocument): Promise<boolean> {
  const move = moveUpdate(c, input.verdict, settings, now);
  if (!move) throw new Refused('ALREADY_DECIDED');
  const answer: Answer = {
    at: new Date(now),
    by: me.accountId,
    verdict: input.verdict,
    words: input.reason,
    nonce,
  };
  const after = { state: move.next.state, verdict: input.verdict };
  await audit({ subject: c._id, before: { state: c.state }, after, reason: input.reason });
  const answers = _.push({ each: [answer], slice: -4 });
  const change = { ...move.update, answers, tellAt: new Date(now) };
  return (await update('cases', unchanged(c), change)) === 1;
}

async function say(context: Ctx, c: CaseDocument): Promise<Decided> {
  if (!(await keep(context, c))) return second(context);
  const next = moved(c, context.input.verdict);
  return { ...resultOf(c), ...(next && { state: next.state }) };
}

async function approve(context: Ctx, c: CaseDocument): Promise<Decided> {
  const { settings, caller, now } = context;
  const approval = approvalOf(context, c);
  const books = await booksFor(approval);
  const refused = refusalOf(approval, books);
  if (refused) throw new Refused(refused.code, refused.details);
  // Other hours of the day may have come in since: then it is for somebody higher.
  const level = levelNow(approval, books);
  if (!reaches(level, c, caller)) {
    await update('cases', unchanged(c), raiseUpdate(c, level, settings, now));
    return { ...resultOf(c), level };
  }
  if (!(await keep(context, c))) return second(context);
  await bookApproved(approval, context.me.accountId, books);
  return { ...resultOf(c), state: 'approved' };
}

function approvalOf({ loaded, settings, nonce, now }: Ctx, c: CaseDocument): Approval {
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!slot || !activity) throw new Refused('NOT_FOUND');
  return { c, slot, activity, settings, nonce, now, line: loaded.line[0] };
}

/** Sent again: the same answer, and what it promised is done. */
async function finish(context: Ctx, c: CaseDocument): Promise<Decided> {
  if (c.state === 'approved' && context.loaded.written.length === 0) {
    await bookApproved(approvalOf(context, c), context.me.accountId);
  }
  return resultOf(c);
}

/** Somebody else was quicker: the log must not say that this verdict changed anything. */
async function second(context: Ctx): Promise<Decided> {
  const { me, nonce, reload } = context;
  const [c] = (await reload()).cases;
  if (c?.answers.some((answer) => answer.nonce === nonce)) return finish({ ...context }, c);
  await update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set({ state: c?.state ?? '' }) });
  throw new Refused('ALREADY_DECIDED');
}
