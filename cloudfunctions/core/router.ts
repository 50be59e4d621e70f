import * as cloud from 'wx-server-sdk';
import * as v from 'valibot';
import { refusalFor, type Caller, type Rule, type Subject } from '#domain/accounts/access';
import {
  contract,
  envelope,
  isActionName,
  type ActionName,
  type ActionOf,
  type FunctionName,
} from '#domain/contract';
import { defined } from '#domain/defined';
import { Refused, type Envelope, type ErrorCode, type ErrorDetails } from '#domain/errors';
import { mostOf, nonce as nonceField } from '#domain/fields';
import { accountIdOf } from '#domain/ids';
import { isOfficer } from '#domain/teams/membership';
import { writeAudit } from './audit';
import { build } from './build';
import { now } from './clock';
import { log, logFailure } from './log';
import { beginCall } from './patience';
import { pushedCall } from './push';
import { isComplete, ME, type Found, type Wanted } from './loading';
import { ask, type Base } from './question';
import type { Handler, Me, UseCase } from './use-case';
import { countUse, useOf, type Use } from './uses';

/** Nothing where a handler is there for every action of the function; else no list fits, and the compiler says which. */
type Whole<F extends FunctionName, A> = [ActionOf<F>] extends [A]
  ? unknown
  : { readonly missing: Exclude<ActionOf<F>, A> };

/**
 * validate → ask → authorise → use-case → envelope, the same for every action. Nothing here throws: a
 * refusal has its code, anything else becomes INTERNAL with an id that is in the log (I10).
 */
export function createMain<F extends FunctionName, A extends ActionOf<F>>(
  fn: F,
  handlers: readonly Handler<A>[] & Whole<F, A>,
): (event: unknown) => Promise<Envelope<unknown>> {
  const table = new Map<ActionName, Handler>(handlers.map((handler) => [handler.action, handler]));
  return async (event) => {
    beginCall();
    let action = 'unknown';
    try {
      const asked = readEvent(fn, event);
      action = asked.action;
      const handler = table.get(asked.action);
      if (!handler) throw new Refused('UNKNOWN_ACTION');
      return { ok: true, data: await perform(handler, readCall(asked)), now: now(), build };
    } catch (error) {
      if (error instanceof Refused) return refusal(action, error.code, error.details);
      return refusal(action, 'INTERNAL', { failureId: logFailure(action, error) });
    }
  };
}

function refusal(action: string, code: ErrorCode, details: ErrorDetails): Envelope<never> {
  log('refused', { action, code });
  return { ok: false, error: { code, message: `${action}: ${code}`, details }, now: now(), build };
}

/** An action of this function, with what came along unread. */
interface Asked {
  readonly action: ActionName;
  readonly input: unknown;
  readonly nonce: unknown;
  /** It has the form of a message that WeChat pushes; who sent it is another question. */
  readonly pushed: boolean;
}

/** As Asked, checked against the contract. */
interface Call extends Asked {
  readonly nonce: string;
}

function readEvent(fn: FunctionName, event: unknown): Asked {
  // The platform adds its own fields to events (userInfo, tcbContext …): take ours.
  const fields = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  const pushed = pushedCall(fields);
  const name = fields['Type'] === 'Timer' ? actionOfTrigger(fields['TriggerName']) : fields['action'];
  const { input = {}, nonce } = fields;
  const parsed = v.safeParse(envelope, pushed ?? { action: name, input, nonce });
  if (!parsed.success) throw badInput(parsed.issues);
  const { action } = parsed.output;
  if (!isActionName(action) || contract[action].fn !== fn) throw new Refused('UNKNOWN_ACTION');
  return { action, input: parsed.output.input, nonce, pushed: pushed !== null };
}

function readCall({ action, input, nonce, pushed }: Asked): Call {
  const parsed = v.safeParse(contract[action].input, input);
  if (!parsed.success) throw badInput(parsed.issues);
  return { action, input: parsed.output, nonce: readNonce(action, nonce), pushed };
}

/** Names the field that is wrong and how many characters it may have where it has more, never what was in it. */
function badInput([first]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Refused {
  const characters = mostOf(first);
  return new Refused('BAD_INPUT', { field: v.getDotPath(first) ?? '', ...defined({ characters }) });
}

/** Trigger names allow no dot: the timer 'jobs-tick' calls the action 'jobs.tick'. */
const actionOfTrigger = (trigger: unknown): unknown =>
  typeof trigger === 'string' ? trigger.replace('-', '.') : trigger;

/** The system repeats nothing and has no phone: its calls need no nonce. */
function readNonce(action: ActionName, value: unknown): string {
  const { writes, rule } = contract[action];
  if (!writes || rule === 'system') return '';
  const parsed = v.safeParse(nonceField, value);
  if (!parsed.success) throw new Refused('NONCE_NEEDED');
  return parsed.output;
}

async function perform({ useCase }: Handler, call: Call): Promise<unknown> {
  const who = whoCalls(call.pushed);
  const use = useOf(who.identity, call.action, now());
  if (!('open' in useCase)) return answerTo(useCase, call, who, use);
  allow(contract[call.action].rule, callerOf(who, null), {});
  const told = countUse(use, null, now());
  return besides(told, useCase.open(call.input as never, now()));
}

/** What was counted is told at the same time, and before the process may be put to sleep. */
async function besides<T>(told: Promise<unknown> | null, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } finally {
    await told;
  }
}

async function answerTo(
  useCase: UseCase<ActionName, Wanted>,
  call: Call,
  who: Who,
  use: Use,
): Promise<unknown> {
  // What is checked here has the type that the use-case was made for: see useCase() and direct().
  const question = useCase.ask(call.input as never, { ...who, accountId: ME }, call.nonce, now());
  const reads = !contract[call.action].writes;
  const asking = () => askOrRefuse(who.openid, { useId: use.id, reads }, question);
  const answer = await asking();
  const told = countUse(use, answer.base.used, now());
  return besides(told, decide(useCase, call, who, question, answer, asking));
}

type Answered = { readonly base: Base; readonly loaded: Found<Wanted> };

async function decide(
  useCase: UseCase<ActionName, Wanted>,
  { action, input, nonce }: Call,
  who: Who,
  question: Wanted,
  { base, loaded }: Answered,
  asking: () => Promise<Answered>,
): Promise<unknown> {
  const checked = input as never;
  const caller = callerOf(who, base);
  const me: Me = { ...who, accountId: base.account?._id ?? '' };
  const complete = isComplete(question, loaded);
  allow(contract[action].rule, caller, (complete && useCase.subject?.(loaded, checked)) || {});
  if (!complete) throw new Refused('NOT_FOUND');
  const at = now();
  return useCase.run({
    input: checked,
    loaded,
    settings: base.settings,
    caller,
    account: base.account,
    me,
    nonce,
    now: at,
    reload: () => loadAgain(question, asking),
    audit: (line) => writeAudit(me, nonce, action, at, line),
  });
}

async function askOrRefuse<W extends Wanted>(openid: string, by: Parameters<typeof ask>[1], wanted: W) {
  const answer = await ask(openid, by, wanted);
  if (!answer) throw new Refused('NOT_CONFIGURED');
  return answer;
}

/** What is needed may be gone by now. */
async function loadAgain(question: Wanted, asking: () => Promise<Answered>): Promise<Found<Wanted>> {
  const { loaded } = await asking();
  if (!isComplete(question, loaded)) throw new Refused('NOT_FOUND');
  return loaded;
}

function allow(rule: Rule, caller: Caller, subject: Subject): void {
  const refused = refusalFor(rule, caller, subject);
  if (refused) throw new Refused(refused.code, refused.details);
}

type Who = Omit<Me, 'accountId'>;

/** Sources of calls that people make: from a phone, from the developer tools. */
const BY_HAND = /wx_(client|devtools|localdebug)/;

/**
 * Told by WeChat for this very call; nothing that a client sends can change it. What WeChat pushes may carry the
 * openid of whom it is about, who has not sent it: that is the system. A phone that sends the same stays itself: its
 * calls, through whatever functions, are marked as a client's.
 */
function whoCalls(pushed: boolean): Who {
  const { OPENID = '', SOURCE = '' } = cloud.getWXContext() as { OPENID?: string; SOURCE?: string };
  const openid = pushed && !BY_HAND.test(SOURCE) ? '' : OPENID;
  return { openid, identity: openid === '' ? '' : accountIdOf(openid) };
}

function callerOf(who: Who, base: Base | null): Caller {
  const account = base?.account ?? null;
  const active = base?.memberships.filter((m) => m.state === 'active') ?? [];
  return {
    accountId: who.openid === '' ? null : (account?._id ?? ''),
    known: account !== null,
    introduced: account !== null && account.name !== '' && account.phone !== '',
    registered: account?.volunteer !== undefined,
    teams: active.map((m) => m.teamId),
    leads: active.filter(isOfficer).map((m) => m.teamId),
    heads: active.filter((m) => m.role === 'leader').map((m) => m.teamId),
    duties: account?.duties ?? [],
  };
}
