import type { Place } from '#domain/geo';
import type { TeamState } from '#domain/teams/lifecycle';
import type { MembershipState, Role } from '#domain/teams/membership';
import type { UniqueKey } from '#domain/unique';
import type { GeoPoint, Receipt } from '../core/values';

/** What a team says of itself, for everyone to read. */
export interface TeamWords {
  name: string;
  about: string;
  /** Who may join. */
  joining: string;
  phone: string;
}

export interface TeamDocument extends TeamWords {
  _id: string;
  category: string;
  /** Its home station. */
  stationId: string;
  stationName: string;
  place: Place;
  /** The home station and all above it. */
  areas: string[];
  state: TeamState;
  /** Of the present state. */
  since: Date;
  /** Why it was refused or suspended, or its last change was. */
  reason: string;
  createdAt: Date;
  founderId: string;
  /** The truth about who leads it; the roles of memberships follow. Empty until it is approved. */
  leaderId: string;
  /** Who handed it over, and when; latest last. */
  formerLeaders: { accountId: string; until: Date }[];
  /** Of a 分队. */
  parentTeamId?: string;
  receipts: Receipt[];
  /** While active: where it is found on the map, and by name. */
  spot?: GeoPoint;
  grams?: string[];
  /** Its areas, while it or a change of it waits for staff, and since when. */
  heldFor?: string[];
  heldSince?: Date;
  /** New words that wait for staff, while the old ones stand. */
  change?: TeamWords;
  /** Its founder, until it is approved. */
  pendingOf?: string;
  /** As long `<account>_<n>`, n from 1 to the teams that one person may be in: nobody founds more at once. */
  pendingSeat: UniqueKey;
  /** Its areas, while suspended. */
  suspendedIn?: string[];
  /** How often the keys of its check-in codes were renewed, and when the last rounds ended. */
  codes?: { round: number; ended: Date[] };
  /** Since when it is dissolved, until a sweep has seen everybody out of it. */
  partingAt?: Date;
}

export interface MembershipDocument {
  _id: string;
  teamId: string;
  accountId: string;
  role: Role;
  state: MembershipState;
  /** Of the present state. */
  since: Date;
  /** While active `<account>_<n>`, n from 1 to the teams that one person may be in. */
  seat: UniqueKey;
  /** The team, while active. */
  memberOf?: string;
  /** While active: its place in the list of the team, and what its person's name is found by. */
  order?: string;
  grams?: string[];
  /** The team, while it has not answered yet. */
  askedOf?: string;
  /** What the person wrote when asking. */
  words?: string;
  /** Why they were refused or removed, or the team dissolved. */
  reason?: string;
  /** Until the message that it was dissolved is put out. */
  tellAt?: Date;
  /** From when they come or go until a sweep has counted it. */
  countAt?: Date;
  /** They are counted among the members. */
  counted?: true;
  /** Since when they have the leader's role, until a sweep has seen that the team says so. */
  leading?: Leading;
  receipts?: Receipt[];
}

interface Leading {
  at: Date;
  /** What they were before; null: not in the team. */
  before: Role | null;
  /** Of a hand-over: by whom, and by which call. */
  from?: string;
  cause?: string;
}
