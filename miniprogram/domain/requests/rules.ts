import type { Refusal } from '../errors';
import { DAY, type Instant } from '../time';
import { moves, type Part } from './moves';
import type { PromiseRules } from './promises';
import type { Step } from './steps';
import type { Request } from './types';

/** Who does something about it, and as what. */
export interface Actor {
  readonly accountId: string;
  readonly part: Part;
}

/** What a step has to know beside the request. */
export interface Facts {
  /** The team that it is sent to. */
  readonly team?: {
    readonly active: boolean;
    readonly areas: readonly string[];
    /** Who sends it leads it, too. */
    readonly mine: boolean;
  };
  /** Who is in the team. */
  readonly members?: readonly string[];
  /** How many that are not done yet they have claimed. */
  readonly claims?: number;
  /** The one that it is said to be the same as. */
  readonly other?: Request;
}

/** Null when this person may make this step of it now. */
export function stepRefusal(
  request: Request,
  step: Step,
  actor: Actor,
  facts: Facts,
  rules: PromiseRules,
  now: Instant,
): Refusal | null {
  const { by, from } = moves[step.kind];
  if (!by.includes(actor.part)) return { code: 'NOT_ALLOWED' };
  if (!from.includes(request.state)) return stateRefusal(request, step);
  if (step.kind === 'accept' || step.kind === 'name') return namedRefusal(step, facts);
  const kept = actor.part === 'desk' ? keptRefusal(request, step, actor) : null;
  if (kept) return kept;
  if (step.kind === 'extend') return extendRefusal(request, step.until, actor, now);
  if (step.kind === 'answer') return request.pause ? null : { code: 'NOT_IN_THIS_STATE' };
  if (step.kind === 'question') return questionRefusal(request, actor);
  if (step.kind === 'notDone') return reopenRefusal(request, rules, now);
  if (actor.part === 'goer') return goingRefusal(request, step, actor, facts, rules);
  return actor.part === 'desk' ? deskRefusal(request, step, actor, facts) : null;
}

/** Somebody was quicker, or what it is about is over. */
function stateRefusal(request: Request, step: Step): Refusal {
  const taken = request.state === 'accepted' || request.state === 'underway';
  if (taken && (step.kind === 'claim' || step.kind === 'accept')) return { code: 'ALREADY_TAKEN' };
  return { code: 'NOT_IN_THIS_STATE' };
}

function goingRefusal(
  request: Request,
  step: Step,
  actor: Actor,
  facts: Facts,
  { requests }: PromiseRules,
): Refusal | null {
  if (step.kind === 'claim') {
    // Who gave it back, or said done when it was not, leaves it to others.
    if (request.tried.includes(actor.accountId)) return { code: 'GIVEN_BACK' };
    const most = requests.claimsAtMost;
    return (facts.claims ?? 0) >= most ? { code: 'TOO_MANY_CLAIMS', details: { max: most } } : null;
  }
  return request.going.includes(actor.accountId) ? null : { code: 'NOT_ALLOWED' };
}

/** Nobody is sent who is not in the team. */
const namedRefusal = (
  step: { readonly going: readonly string[] },
  { members = [] }: Facts,
): Refusal | null => (step.going.every((each) => members.includes(each)) ? null : { code: 'NOT_A_MEMBER' });

/** How much longer it may be promised for at once. */
const EXTENDED_AT_MOST = 60 * DAY;

/** A longer time is asked for before the promise is broken, and is longer. */
function extendRefusal(
  { due, pause, going }: Request,
  until: Instant,
  actor: Actor,
  now: Instant,
): Refusal | null {
  if (actor.part === 'goer' && !going.includes(actor.accountId)) return { code: 'NOT_ALLOWED' };
  if (pause) return { code: 'NOT_IN_THIS_STATE' };
  if (due === null || due <= now) return { code: 'TIME_PASSED' };
  return until <= due || until > now + EXTENDED_AT_MOST
    ? { code: 'BAD_INPUT', details: { field: 'until' } }
    : null;
}

function questionRefusal({ pause, going }: Request, actor: Actor): Refusal | null {
  if (actor.part === 'goer' && !going.includes(actor.accountId)) return { code: 'NOT_ALLOWED' };
  return pause ? { code: 'ALREADY_ASKED', details: { of: 'request' } } : null;
}

/** What was closed by who asked, or as another's double, is over for good. */
const REOPENED = ['done', 'impossible', 'notOurs'] as const;

function reopenRefusal(
  { state, ending, closedAt }: Request,
  { requests }: PromiseRules,
  now: Instant,
): Refusal | null {
  if (state === 'done') return null;
  if (!(REOPENED as readonly unknown[]).includes(ending)) return { code: 'NOT_IN_THIS_STATE' };
  return now >= (closedAt ?? 0) + requests.reopenDays * DAY ? { code: 'TIME_PASSED' } : null;
}

/** Who takes it in first keeps it until it is handed over; who closed it leaves it to another, where there is one. */
function keptRefusal({ keeper, tried, desks }: Request, step: Step, { accountId }: Actor): Refusal | null {
  const closedByThem = tried.includes(accountId) && desks.length > 1;
  if (closedByThem && step.kind !== 'handOver') return { code: 'SAME_PERSON' };
  const keptByOther = keeper !== '' && keeper !== accountId;
  return keptByOther && step.kind !== 'takeIn' && step.kind !== 'judge' ? { code: 'KEPT_BY_OTHER' } : null;
}

function deskRefusal(request: Request, step: Step, actor: Actor, facts: Facts): Refusal | null {
  if (step.kind === 'dispatch') return dispatchRefusal(request, step.teamId, facts);
  if (step.kind === 'judge') return request.dispatcher === actor.accountId ? { code: 'SAME_PERSON' } : null;
  return step.kind === 'merge' ? mergeRefusal(request, facts.other) : null;
}

/** A team serves its county; a team of the city serves all of it. */
export function reachesCounty(ofTeam: readonly string[], ofRequest: readonly string[]): boolean {
  const [city = '', county = city] = ofRequest;
  return ofTeam.includes(county) || ofTeam[ofTeam.length - 1] === city;
}

/** A team of the county that it belongs to, or of the city itself; never one's own, nor one that gave it back. */
function dispatchRefusal(request: Request, teamId: string, { team }: Facts): Refusal | null {
  if (!team?.active) return { code: 'TEAM_NOT_ACTIVE' };
  if (!reachesCounty(team.areas, request.areas)) return { code: 'OUTSIDE_AREA', details: { of: 'request' } };
  if (team.mine) return { code: 'SAME_PERSON' };
  return request.tried.includes(teamId) ? { code: 'GIVEN_BACK' } : null;
}

/** Whichever way round two people merge, the later follows the earlier: so of two merges under way one is the other. */
export const isEarlier = (a: Pick<Request, 'at' | 'id'>, b: Pick<Request, 'at' | 'id'>): boolean =>
  a.at < b.at || (a.at === b.at && a.id < b.id);

function mergeRefusal(request: Request, other: Request | undefined): Refusal | null {
  if (!other || other.id === request.id) return { code: 'NOT_FOUND' };
  return other.state === 'closed' || other.state === 'done' ? { code: 'NOT_IN_THIS_STATE' } : null;
}
