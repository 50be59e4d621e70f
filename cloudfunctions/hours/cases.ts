import { defined } from '#domain/defined';
import { canRise, moved, openFor, type Case, type Level, type Move, type Reach } from '#domain/hours/cases';
import { deadlineAfter } from '#domain/hours/calendar';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { _ } from '../core/database';
import { following, many, needed, one, type Paths } from '../core/loading';
import { dropKey } from '../core/unique';
import type { AccountDocument, SlotDocument, StationDocument } from '../documents';
import type { TeamDocument } from '../teams/documents';
import { WHOLE_CITY } from '../city/statistics';
import type { CaseDocument } from './documents';

const STATION_BULK = ['grams', 'photos', 'openingHours', 'location', 'offers', 'facilities'] as const;

/** The team that a slot belongs to, and the stations above it: to whom a case of it goes. */
export const teamAbove = (slot: Paths<SlotDocument>) =>
  following({ team: one('teams', slot.teamId, ['grams']) }, ({ team }) => ({
    stations: many('stations', '_id', team.areas, STATION_BULK),
  }));

export function reachOf(team: TeamDocument, stations: readonly StationDocument[], settings: Settings): Reach {
  const areas = team.areas.filter((area) => area !== WHOLE_CITY);
  const centres = stations.filter((s) => s.tier === 'centre').map((s) => s._id);
  return { teamId: team._id, areas, centres, cityId: settings.city.id };
}

/** Whoever has had a say in it: on whose word it rests, who answered before, who keeps the person. */
export const tooNearTo = (c: CaseDocument, person: AccountDocument | undefined): string[] => [
  ...[...c.asked, ...c.answers].map(({ by }) => by),
  ...(person?.keptBy === undefined ? [] : [person.keptBy]),
];

/** A case, and the shift that it is about. */
export const aboutCase = (caseId: string) =>
  following({ hoursCase: needed(one('cases', caseId)) }, ({ hoursCase }) => ({
    slot: needed(one('slots', hoursCase.slotId, SLOT_SECRETS)),
    activity: needed(one('activities', hoursCase.activityId, ACTIVITY_BULK)),
  }));

/** Whose list an open case stands on, and until when it may stand there; both taken away when it is not open. */
export function listed(c: Case, settings: Settings, now: Instant) {
  const open = openFor(c);
  const { answerWithinWorkingDays } = settings.hours;
  const risesAt = canRise(c) ? deadlineAfter(now, answerWithinWorkingDays, settings.calendar) : null;
  return defined({
    openFor: open.length > 0 ? open : undefined,
    risesAt: risesAt === null ? undefined : new Date(risesAt),
  });
}

/** The update that makes a move of a case; null when the move is not to be made. */
export function moveUpdate(c: Case, move: Move, settings: Settings, now: Instant) {
  const next = moved(c, move);
  return next && { next, update: stateUpdate({ ...c, ...next }, settings, now) };
}

function stateUpdate(c: Case, settings: Settings, now: Instant): Record<string, unknown> {
  const { state, level, risen, further } = c;
  const lists = listed(c, settings, now);
  return defined({
    state,
    level,
    risen,
    further,
    openFor: lists.openFor ? _.set(lists.openFor) : _.remove(),
    risesAt: lists.risesAt ?? _.remove(),
    openKey: state === 'open' ? undefined : dropKey(),
  });
}

/** A case that turns out to be for somebody higher than the one who looked at it. */
export const raiseUpdate = (c: Case, level: Level, settings: Settings, now: Instant) =>
  stateUpdate({ ...c, level, risen: 0 }, settings, now);

/** As it was when it was read: whoever comes second changes nothing. */
export const unchanged = ({ _id, state, level, risen, further }: CaseDocument) => ({
  _id,
  state,
  level,
  risen,
  further,
});
