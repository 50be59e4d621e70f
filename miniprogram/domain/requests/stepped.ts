import { promiseIn, paused, resumed, dueAfter, type PromiseRules } from './promises';
import { moves } from './moves';
import type { Actor } from './rules';
import type { Step } from './steps';
import { DAY, type Instant } from '../time';
import type { Ending, Entry, Request, RequestState } from './types';

type Change = Partial<Omit<Request, 'id' | 'history'>>;

interface Made {
  readonly request: Request;
  readonly actor: Actor;
  readonly rules: PromiseRules;
  readonly now: Instant;
}

/** What a request is after a step that nothing refuses (`stepRefusal`). */
export function stepped(
  request: Request,
  step: Step,
  actor: Actor,
  rules: PromiseRules,
  now: Instant,
): Request {
  const made = { request, actor, rules, now };
  const to = stateAfter(request, step);
  const change = { ...(to !== request.state && entered(made, to)), ...changeOf(made, step) };
  const after = { ...request, ...change };
  return { ...after, history: [...request.history, entryOf(made, step, after.state)].slice(-KEPT) };
}

/** Lines of a timeline; of one that is longer the earliest are let go. */
const KEPT = 60;

function stateAfter(request: Request, step: Step): RequestState {
  if (step.kind === 'judge') return step.verdict === 'agree' ? 'submitted' : 'dispatched';
  if (step.kind === 'cancel') return request.askers.length > 1 ? request.state : 'closed';
  if (step.kind === 'strand') return step.who === 'asker' ? 'closed' : 'submitted';
  return moves[step.kind].to ?? request.state;
}

/** What is new in whatever state a request enters. */
function entered({ request, rules, now }: Made, state: RequestState): Change {
  const due = promiseIn(state, request.urgency, rules, now);
  const fresh: Change = { state, due, pause: null, askedStill: null, late: false };
  if (state === 'closed') return { ...fresh, closedAt: now };
  if (state === 'done') return { ...fresh, doneAt: now };
  if (state === 'underway') return { ...fresh, begunAt: now };
  return state === 'submitted' ? { ...fresh, ...withNobody } : fresh;
}

/** Nobody has it but its desk. */
const withNobody = {
  teamId: '',
  insisted: false,
  holder: '',
  going: [],
  begunAt: null,
  doneAt: null,
} as const;

/** Who gives it back, or lets it go, does not get it again by itself. */
const triedBy = ({ tried }: Request, ...who: readonly string[]): readonly string[] => [
  ...new Set([...tried, ...who.filter((each) => each !== '')]),
];

function changeOf(made: Made, step: Step): Change {
  const { request, actor, rules, now } = made;
  const { tried, teamId, holder, going, keeper, pause } = request;
  const me = actor.accountId;
  switch (step.kind) {
    case 'takeIn':
      return { keeper: me };
    case 'handOver':
      return { keeper: '' };
    case 'dispatch':
      return { keeper: me, dispatcher: me, teamId: step.teamId, insisted: false };
    case 'offer':
    case 'pass':
      return { keeper: me };
    case 'refuse':
      return { keeper: me, ending: step.ending };
    case 'judge':
      return step.verdict === 'agree' ? { tried: triedBy(request, teamId) } : { insisted: true };
    case 'merge':
      return { ending: 'double', mergedInto: step.withId };
    case 'question':
      return { pause: paused(request, me, step.words, rules, now), due: null };
    case 'answer':
    case 'unanswered':
      return pause ? { pause: null, due: resumed(pause, request.urgency, rules, now) } : {};
    case 'extend':
      return { due: step.until, askedStill: null };
    case 'accept':
    case 'name':
      return { going: [...step.going] };
    case 'decline':
    case 'timeOut':
      return { tried: triedBy(request, teamId) };
    case 'release':
      return { tried: triedBy(request, holder === '' ? teamId : holder) };
    case 'letGo':
    case 'takeBack':
      return { tried: triedBy(request, teamId, holder) };
    case 'claim':
      return { holder: me, going: [me] };
    case 'still':
      return { askedStill: null, due: promiseIn('accepted', request.urgency, rules, now) };
    case 'askStill':
      return { askedStill: now, due: dueAfter(now, rules.requests.stillMinutes, request.urgency, rules) };
    case 'cancel':
      return cancelled(request, me);
    case 'confirm':
    case 'autoClose':
      return { ending: 'done' };
    case 'notDone':
      return reopened(request, [teamId, holder, ...going, keeper], tried);
    case 'rise':
      return {
        risen: request.risen + 1,
        keeper: '',
        due: promiseIn(request.state, request.urgency, rules, now),
      };
    case 'late':
      return { late: true };
    case 'strand':
      return stranded(step.who);
    case 'object':
    case 'begin':
    case 'finish':
      return {};
  }
}

/** Others have asked for the same: it goes on for them. */
const cancelled = ({ askers }: Request, me: string): Change =>
  askers.length > 1 ? { askers: askers.filter((each) => each !== me) } : { ending: 'unneeded' };

/** It goes to other people than those who had it, and a desk further up sees it, too. */
function reopened(request: Request, by: readonly string[], tried: readonly string[]): Change {
  return {
    ending: null,
    closedAt: null,
    keeper: '',
    reopened: request.reopened + 1,
    risen: Math.min(request.risen + 1, Math.max(0, request.desks.length - 1)),
    tried: [...new Set([...tried, ...by.filter((each) => each !== '')])],
  };
}

const stranded = (who: 'team' | 'holder' | 'asker'): Change =>
  who === 'asker' ? { ending: 'unneeded' satisfies Ending } : {};

function entryOf({ request, actor, now }: Made, step: Step, state: RequestState): Entry {
  const words = 'words' in step ? step.words : '';
  const entry = { at: now, by: actor.accountId, kind: step.kind, state, words };
  if (step.kind === 'dispatch') return { ...entry, teamId: step.teamId };
  const had = request.going.length > 0 && state === 'submitted' ? { ...entry, whom: request.going } : entry;
  return request.teamId === '' ? had : { ...had, teamId: request.teamId };
}

/** Which step time makes of it by now; null while none is due. */
export function dueStep(
  request: Request,
  alive: { readonly team: boolean; readonly holder: boolean; readonly asker: boolean },
  rules: PromiseRules,
  now: Instant,
): Step | null {
  const { state, due, pause, doneAt, askedStill, risen, desks, late } = request;
  if (state === 'closed') return null;
  if (!alive.asker) return { kind: 'strand', who: 'asker' };
  if (request.teamId !== '' && !alive.team) return { kind: 'strand', who: 'team' };
  if (request.holder !== '' && !alive.holder) return { kind: 'strand', who: 'holder' };
  if (pause) return now >= pause.since + rules.requests.confirmDays * DAY ? { kind: 'unanswered' } : null;
  if (state === 'done') {
    return now >= (doneAt ?? now) + rules.requests.confirmDays * DAY ? { kind: 'autoClose' } : null;
  }
  if (due === null || now < due) return null;
  switch (state) {
    case 'offered':
    case 'dispatched':
      return { kind: 'timeOut' };
    case 'accepted':
      return { kind: askedStill === null ? 'askStill' : 'letGo' };
    case 'underway':
      return late ? null : { kind: 'late' };
    case 'held':
    case 'submitted':
    case 'objected':
      return risen < desks.length - 1 ? { kind: 'rise' } : null;
  }
}

/** When it is to be looked at again, whatever happens; at the latest in a day, as those who have it may be gone. */
export function nextLook(
  { state, due, pause, doneAt }: Request,
  rules: PromiseRules,
  now: Instant,
): Instant | null {
  if (state === 'closed') return null;
  const { confirmDays } = rules.requests;
  const moments = [
    due,
    pause && pause.since + confirmDays * DAY,
    state === 'done' ? (doneAt ?? now) + confirmDays * DAY : null,
  ];
  const ahead = moments.filter((each): each is Instant => each !== null && each > now);
  return Math.min(now + DAY, ...ahead);
}

/** The desks on whose lists it stands: where it waits for them, and where it is late. */
export function queueOf({ state, late, desks, risen }: Request): readonly string[] {
  const waits =
    state === 'held' || state === 'submitted' || state === 'objected' || (state === 'underway' && late);
  return waits ? desks.slice(0, risen + 1) : [];
}
