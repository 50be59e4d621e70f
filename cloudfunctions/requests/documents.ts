import type { Place } from '#domain/geo';
import type { Urgency } from '#domain/request-rules';
import type { Ending, Entry, Origin, Pause, RequestState } from '#domain/requests/types';
import type { Face } from '#domain/signups/thanks';
import type { GeoPoint, Receipt } from '../core/values';

export interface RequestDocument {
  _id: string;
  at: Date;
  category: string;
  urgency: Urgency;
  origin: Origin;
  words: string;
  stationId: string;
  stationName: string;
  /** The station, and all above it, from the city down. */
  areas: string[];
  place: Place;
  wanted?: { from: Date; to: Date };
  /** Name, number and address, sealed, until it can be opened no more. */
  contact?: string;
  /** Of a call: what that number has asked for before is found by its keyed hash, a year long. */
  callerKey?: string;
  state: RequestState;
  ending?: Ending;
  filedBy: string;
  askers: string[];
  followers: string[];
  /** Askers and followers: on whose lists it stands, those that are not over first. */
  concerns: string[];
  listed: string;
  desks: string[];
  risen: number;
  keeper: string;
  dispatcher: string;
  teamId: string;
  insisted: boolean;
  holder: string;
  going: string[];
  tried: string[];
  due?: Date;
  pause?: Omit<Pause, 'since'> & { since: Date };
  askedStill?: Date;
  late: boolean;
  reopened: number;
  begunAt?: Date;
  doneAt?: Date;
  closedAt?: Date;
  mergedInto: string;
  history: (Omit<Entry, 'at'> & { at: Date })[];
  /** How it went, in the words of who asked. */
  said?: { face: Face; words: string };
  /** Raised by whatever writes what steps write, too: who has read another one changes nothing. */
  version: number;
  receipts: Receipt[];
  /** While not over: its areas, and its place among what presses. */
  liveIn?: string[];
  order?: string;
  /** Desks on whose lists it waits. */
  queue?: string[];
  /** The team that is asked or has it, and who goes. */
  withTeam?: string;
  goers?: string[];
  /** The team that has to answer. */
  awaits?: string;
  /** While any volunteer may claim it: all, and its category, each as areas that the map is asked with. */
  offered?: string[];
  /** Of a thing of the place, while it is not over: its category. */
  common?: string;
  spot?: GeoPoint;
  /** Once over: the team that had it last. */
  hadBy?: string;
  /** Once done: how long it took, for what is promised to the next who ask for the like. */
  took?: { of: string; minutes: number };
  /** When time may make something of it. */
  lookAt?: Date;
  /** Until a sweep has told those whom its latest steps concern; they begin at `told`. */
  tellAt?: Date;
  told: Date;
  /** Who of the desk has it open, and since when, latest last. */
  lookers?: { accountId: string; touchedAt: Date }[];
}
