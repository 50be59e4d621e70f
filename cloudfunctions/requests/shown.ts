import type { Caller } from '#domain/accounts/access';
import { distanceBetween, type Place } from '#domain/geo';
import { mostlyWithin } from '#domain/requests/promises';
import {
  isInside,
  mayOf,
  readsContact,
  readsWords,
  relationOf,
  type Relation,
} from '#domain/requests/reading';
import type { Request } from '#domain/requests/types';
import type { EntryView, RequestCard, RequestView } from '#domain/requests/views';
import type { RequestRules } from '#domain/request-rules';
import { masked, titleOf } from '#domain/requests/words';
import { ms } from '../core/clock';
import type { FieldOf } from '../core/loading';
import type { AccountDocument, TeamDocument } from '../documents';
import { openContact } from './contact';
import type { RequestDocument } from './documents';
import { requestOf } from './record';

/** What a line of a list needs of it. */
export const CARD_FIELDS = [
  '_id',
  'words',
  'category',
  'urgency',
  'state',
  'ending',
  'at',
  'stationName',
  'due',
  'pause',
  'late',
  'reopened',
  'place',
  'order',
  'listed',
  'closedAt',
] as const satisfies readonly FieldOf<RequestDocument>[];
export type CardDocument = Pick<RequestDocument, (typeof CARD_FIELDS)[number]>;

const isConfidential = (category: string, { categories }: RequestRules): boolean =>
  categories.some((each) => each.id === category && each.confidential);

/** @param reads the reader may read the words of a dispute, too */
export function requestCard(
  document: CardDocument,
  rules: RequestRules,
  from: Place | null,
  reads = false,
): RequestCard {
  const { category, words, due, place, ending = null } = document;
  const kept = isConfidential(category, rules) && !reads;
  return {
    id: document._id,
    title: kept ? '' : titleOf(words),
    category,
    urgency: document.urgency,
    state: document.state,
    ending,
    at: ms(document.at),
    stationName: document.stationName,
    due: due ? ms(due) : null,
    paused: document.pause !== undefined,
    late: document.late,
    reopened: document.reopened,
    distance: from ? roughly(distanceBetween(from, place)) : null,
  };
}

/** To a hundred metres: a list says how far it is, not in which house. */
const roughly = (metres: number): number => Math.max(100, Math.ceil(metres / 100) * 100);

/** Whom its page names: who goes, who keeps it, who did something about it. */
export interface Beside {
  readonly people: readonly Pick<AccountDocument, '_id' | 'name'>[];
  readonly teams: readonly Pick<TeamDocument, '_id' | 'name' | 'phone'>[];
  readonly lately: readonly { readonly minutes: number }[];
}

export function requestView(
  document: RequestDocument,
  beside: Beside,
  caller: Caller,
  rules: RequestRules,
  now: number,
): RequestView {
  const request = requestOf(document);
  const me = caller.accountId ?? '';
  const relation = relationOf(request, caller);
  const confidential = isConfidential(document.category, rules);
  const readable = readsWords(request, relation, confidential, me);
  const near = readsContact(request, relation, me);
  const nameOf = (id: string) => beside.people.find(({ _id }) => _id === id)?.name ?? '';
  const team = beside.teams.find(({ _id }) => _id === request.teamId);
  return {
    ...requestCard(document, rules, null, readable),
    origin: request.origin,
    words: readable ? (near ? document.words : masked(document.words)) : '',
    confidential: !readable,
    place: near ? document.place : blurred(document.place),
    wanted: document.wanted ? { from: ms(document.wanted.from), to: ms(document.wanted.to) } : null,
    contact: near && document.contact !== undefined ? openContact(document.contact, document._id) : null,
    team: team ? { id: team._id, name: team.name, phone: team.phone } : null,
    going: request.going.map((id) => ({ id, name: nameOf(id) })),
    keeper: request.keeper === '' ? '' : nameOf(request.keeper),
    keptByMe: request.keeper !== '' && request.keeper === me,
    timeline: timelineOf(request, relation, me, beside, near),
    question: request.pause ? masked(request.pause.words) : '',
    askedStill: request.askedStill !== null,
    said: document.said ? { face: document.said.face, words: masked(document.said.words) } : null,
    mergedInto: request.mergedInto,
    mostly: mostlyWithin(beside.lately.map(({ minutes }) => minutes)),
    lookedAtBy: relation.desk ? lookersOf(document, me, now).map(nameOf) : [],
    may: mayOf(request, relation, me),
  };
}

/** About a kilometre: the quarter, not the house. */
const blurred = ({ longitude, latitude }: Place): Place => ({
  longitude: Math.round(longitude * 100) / 100,
  latitude: Math.round(latitude * 100) / 100,
});

/** Longer ago than this, whoever had it open has put it away. */
const LOOKS_FOR = 60_000;

function lookersOf({ lookers = [] }: RequestDocument, me: string, now: number): string[] {
  return lookers
    .filter(({ accountId, touchedAt }) => accountId !== me && now - ms(touchedAt) < LOOKS_FOR)
    .map(({ accountId }) => accountId);
}

function timelineOf(
  request: Request,
  relation: Relation,
  me: string,
  { people, teams }: Beside,
  near: boolean,
): EntryView[] {
  const inside = relation.desk || relation.team || relation.goer;
  return request.history
    .filter(({ kind }) => inside || !isInside(kind))
    .map(({ at, by, kind, state, words, teamId }) => ({
      at,
      kind,
      state,
      words: near ? words : masked(words),
      part: partOf(request, by),
      name: by === me || !inside ? '' : (people.find(({ _id }) => _id === by)?.name ?? ''),
      teamName: teams.find(({ _id }) => _id === teamId)?.name ?? '',
      mine: by === me,
    }));
}

/** What somebody was to it when they did something about it. */
function partOf({ askers, history }: Request, by: string): EntryView['part'] {
  if (by === '') return null;
  if (askers.includes(by) || history[0]?.by === by) return 'asker';
  const entry = history.find((each) => each.by === by);
  const kind = entry?.kind ?? 'takeIn';
  if (OF_TEAM.has(kind)) return 'team';
  return OF_GOER.has(kind) ? 'goer' : 'desk';
}

const OF_TEAM: ReadonlySet<string> = new Set(['accept', 'decline', 'object', 'name']);
const OF_GOER: ReadonlySet<string> = new Set(['claim', 'still', 'begin', 'finish']);
