import { defined } from '#domain/defined';
import { requestOrderOf } from '#domain/ids';
import { minutesBetween, type PromiseRules } from '#domain/requests/promises';
import { nextLook, queueOf } from '#domain/requests/stepped';
import type { Request } from '#domain/requests/types';
import { urgencies } from '#domain/request-rules';
import { DAY, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, point } from '../core/database';
import type { RequestDocument } from './documents';

const instantOf = (date: Date | undefined): Instant | null => (date ? ms(date) : null);
const dateOf = (at: Instant | null): Date | undefined => (at === null ? undefined : new Date(at));

/** A document as the rules see it. */
export function requestOf(document: RequestDocument): Request {
  const { pause, history, ending = null } = document;
  return {
    id: document._id,
    at: ms(document.at),
    category: document.category,
    urgency: document.urgency,
    origin: document.origin,
    state: document.state,
    ending,
    filedBy: document.filedBy,
    askers: document.askers,
    followers: document.followers,
    areas: document.areas,
    desks: document.desks,
    risen: document.risen,
    keeper: document.keeper,
    dispatcher: document.dispatcher,
    teamId: document.teamId,
    insisted: document.insisted,
    holder: document.holder,
    going: document.going,
    tried: document.tried,
    due: instantOf(document.due),
    pause: pause ? { ...pause, since: ms(pause.since) } : null,
    askedStill: instantOf(document.askedStill),
    late: document.late,
    reopened: document.reopened,
    begunAt: instantOf(document.begunAt),
    doneAt: instantOf(document.doneAt),
    closedAt: instantOf(document.closedAt),
    mergedInto: document.mergedInto,
    history: history.map((entry) => ({ ...entry, at: ms(entry.at) })),
  };
}

/** The fields of a request that steps change, and what it is found by. */
export function stepFields(request: Request, rules: PromiseRules, now: Instant) {
  const { pause, history, state, ending, askers, followers } = request;
  return {
    state,
    ending: ending ?? undefined,
    askers: [...askers],
    followers: [...followers],
    concerns: [...new Set([...askers, ...followers])],
    desks: [...request.desks],
    risen: request.risen,
    keeper: request.keeper,
    dispatcher: request.dispatcher,
    teamId: request.teamId,
    insisted: request.insisted,
    holder: request.holder,
    going: [...request.going],
    tried: [...request.tried],
    due: dateOf(request.due),
    pause: pause ? { ...pause, since: new Date(pause.since) } : undefined,
    askedStill: dateOf(request.askedStill),
    late: request.late,
    reopened: request.reopened,
    begunAt: dateOf(request.begunAt),
    doneAt: dateOf(request.doneAt),
    closedAt: dateOf(request.closedAt),
    mergedInto: request.mergedInto,
    history: history.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    ...foundBy(request, rules, now),
  };
}

/** Until when whoever asked can say that it is not done after all; the contact goes with it. */
const keptUntil = ({ closedAt }: Request, { requests }: PromiseRules): Instant =>
  (closedAt ?? 0) + requests.reopenDays * DAY;

function foundBy(request: Request, rules: PromiseRules, now: Instant) {
  const { state, id, at, due, urgency, teamId, going, category } = request;
  const live = state !== 'closed';
  const queue = queueOf(request);
  const isCommon = rules.requests.categories.some((each) => each.id === category && each.common);
  const done = state === 'closed' && request.ending === 'done' && request.mergedInto === '';
  return {
    listed: requestOrderOf(live ? 1 : 0, at, id),
    liveIn: live ? [...request.areas] : undefined,
    order: live ? requestOrderOf(urgencies.indexOf(urgency), due ?? at, id) : undefined,
    queue: queue.length > 0 ? [...queue] : undefined,
    withTeam: live && teamId !== '' ? teamId : undefined,
    awaits: state === 'dispatched' ? teamId : undefined,
    goers: live && going.length > 0 ? [...going] : undefined,
    offered: state === 'offered' ? [ANY, category] : undefined,
    common: live && isCommon ? category : undefined,
    hadBy: live ? undefined : lastTeam(request),
    took: done
      ? { of: category, minutes: minutesBetween(at, request.doneAt ?? now, urgency, rules) }
      : undefined,
    lookAt: dateOf(nextLook(request, rules, now) ?? keptUntil(request, rules)),
  };
}

/** The team that had it last, and has it, did it or gave it back. */
export const lastTeam = ({ history }: Pick<RequestDocument, 'history'> | Request): string | undefined =>
  [...history].reverse().find(({ teamId }) => teamId !== undefined)?.teamId;

/** Volunteers look for what is offered of every category, or of one. */
export const ANY = 'any';

/** What is new of a document; what it carries no more is removed. */
export function stepUpdate(
  document: RequestDocument,
  after: Request,
  rules: PromiseRules,
  now: Instant,
): Record<string, unknown> {
  const fields: Record<string, unknown> = stepFields(after, rules, now);
  const written = Object.entries(fields).map(([name, value]): [string, unknown] => [name, writtenAs(value)]);
  return {
    ...Object.fromEntries(written),
    version: document.version + 1,
    ...(isNews(document, after) && { tellAt: new Date(now) }),
  };
}

/** There is a step that nobody has been told of. */
const isNews = ({ told }: RequestDocument, { history }: Request): boolean =>
  (history[history.length - 1]?.at ?? 0) > ms(told);

function writtenAs(value: unknown): unknown {
  if (value === undefined) return _.remove();
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? _.set(value) : value;
}

/** As it was when it was read: whoever comes second changes nothing. */
export const asRead = ({ _id, version }: RequestDocument) => ({ _id, version });

/** A request that somebody asks for just now. */
export function freshDocument(
  request: Request,
  facts: Pick<
    RequestDocument,
    'words' | 'stationId' | 'stationName' | 'place' | 'contact' | 'callerKey' | 'wanted'
  >,
  rules: PromiseRules,
  now: Instant,
): RequestDocument {
  const { id, at, category, urgency, origin, filedBy, areas } = request;
  const document = {
    ...facts,
    ...stepFields(request, rules, now),
    _id: id,
    at: new Date(at),
    category,
    urgency,
    origin,
    filedBy,
    areas: [...areas],
    spot: point<NonNullable<RequestDocument['spot']>>(facts.place),
    version: 0,
    receipts: [],
    told: new Date(at - 1),
    tellAt: new Date(now),
  };
  return defined(document);
}
