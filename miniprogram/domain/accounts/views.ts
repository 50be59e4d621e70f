import type { Standing } from '../callups/rules';
import type { PlaceInList } from '../fields';
import type { Place } from '../geo';
import type { HoursSummary } from '../hours/views';
import type { Grants } from '../messages/grants';
import type { RequestCategory } from '../request-rules';
import type { AttendanceMode, Choice, MessageKind } from '../settings';
import type { MySignup } from '../signups/views';
import type { Instant } from '../time';
import type { Visit } from '../visits/visit';
import type { ConsentKind, Consent } from './consents';
import type { Sex } from './idnumber';
import type { Guardian } from './registration';

/** A registration as its holder sees it. The ID number is in no view: it was checked, and that is all. */
export interface VolunteerView {
  readonly number: string;
  readonly sex: Sex;
  /** 'YYYY-MM-DD' */
  readonly birthDate: string;
  /** Not of age yet: a guardian agrees for them. */
  readonly minor: boolean;
  readonly skills: readonly string[];
  readonly freeTimes: readonly string[];
  readonly guardian: Guardian | null;
  readonly registeredAt: Instant;
}

export type ConsentsView = Readonly<Partial<Record<ConsentKind, Consent>>>;

/** What is held about the caller. */
export interface AccountView {
  readonly name: string;
  readonly phone: string;
  readonly since: Instant;
  readonly volunteer: VolunteerView | null;
  readonly consents: ConsentsView;
  readonly teams: readonly { id: string; name: string; role: 'leader' | 'deputy' | 'member' }[];
  /** Live ones. */
  readonly signups: number;
  readonly hours: { minutes: number; lines: number };
  /** Relatives without a phone that the caller books for. */
  readonly kept: number;
  /** Why the account cannot be given up now; null when it can. */
  readonly staysFor: 'LEADS_A_TEAM' | 'STILL_PRESENT' | null;
  /** The caller asked that another account be bound to this WeChat. */
  readonly rebinding: { state: 'waiting' | 'refused'; at: Instant; reason: string } | null;
  /** Somebody asked that this account be bound to another WeChat, and staff have yet to decide. */
  readonly wantedElsewhere: boolean;
}

/** All of it, for its holder to keep. */
export interface AccountExport extends Omit<AccountView, 'staysFor' | 'signups'> {
  readonly exportedAt: Instant;
  readonly family: readonly { name: string; phone: string; relation: string }[];
  readonly signups: readonly {
    title: string;
    slot: string;
    start: Instant;
    end: Instant;
    state: string;
    signedUpAt: Instant;
    stays: readonly { in: Instant; out: Instant | null }[];
    /** The home that they come to, for as long as it is kept. */
    visit: Visit | null;
  }[];
  readonly ledger: readonly {
    day: string;
    title: string;
    minutes: number;
    balance: number;
    reason: string;
  }[];
  readonly certificates: readonly { number: string; issuedAt: Instant; minutes: number; revoked: boolean }[];
  /** What was asked about hours, in the asker's words. */
  readonly questions: readonly { at: Instant; words: string }[];
  /** What was asked for, in the asker's words. */
  readonly requests: readonly { at: Instant; words: string }[];
  /** Call-ups, and how the person stood. */
  readonly calls: readonly { at: Instant; title: string; standing: Standing }[];
  /** What shops gave. */
  readonly gifts: readonly { at: Instant; shop: string; title: string }[];
}

/** What there is but once; what grows with the years comes in pages. */
export type ExportFacts = Omit<AccountExport, 'signups' | 'ledger'>;

export type ExportPart = 'signups' | 'ledger';

/** Of one part; the other is empty. */
export interface ExportPage extends Pick<AccountExport, ExportPart> {
  /** Where the next page begins; null after the last. */
  readonly next: PlaceInList | null;
}

/** A relative without a phone. */
export interface KeptPerson {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly relation: string;
}

/** A volunteer without a phone, registered by a leader. */
export interface PaperVolunteer {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly number: string;
  readonly registeredAt: Instant;
  /** Until when a code on paper is good; null when there is none, or none any more. */
  readonly codeUntil: Instant | null;
}

/** Told once, to be written down: the store keeps only its hash. */
export interface ClaimCode {
  readonly personId: string;
  readonly name: string;
  readonly number: string;
  readonly code: string;
  readonly until: Instant;
}

/** Somebody who changed phones, waiting for staff to see them and their card. */
export interface WaitingBinding {
  readonly id: string;
  /** Nobody is registered so: they want to be, with a number that staff are to look at. */
  readonly registers: boolean;
  readonly name: string;
  readonly number: string;
  readonly teams: readonly string[];
  /** When they last signed up for anything; null when never. */
  readonly lastActive: Instant | null;
  readonly at: Instant;
}

/** What is the same for everybody, for months. */
export interface CityView {
  /** Who may register, and until when a guardian agrees. */
  readonly ages: { minimumAge: number; adultAge: number };
  readonly city: { id: string; name: string; short: string; centre: Place };
  readonly choices: {
    activityCategories: readonly Choice[];
    teamCategories: readonly Choice[];
    facilities: readonly Choice[];
    offers: readonly Choice[];
    skills: readonly Choice[];
    shopCategories: readonly Choice[];
  };
  /** What can be asked for. */
  readonly requestCategories: readonly RequestCategory[];
  /** What the form of an activity has to know. */
  readonly posting: { repeatAtMost: number; mode: AttendanceMode };
  /** Subscribe-message template ids by kind. */
  readonly templates: Readonly<Record<MessageKind, string>>;
}

/** What a launch is answered: of the city nothing to a phone that knows this version. */
export interface SessionAnswer extends Omit<SessionView, keyof CityView> {
  readonly ofCity: CityView | null;
}

export interface SessionView extends CityView {
  /** Of what stands here of the city: other where any of it is. */
  readonly version: string;
  readonly accountId: string;
  readonly name: string;
  readonly introduced: boolean;
  /** As a volunteer. */
  readonly registered: boolean;
  /** Has not said no to telling the place of the phone at check-in. */
  readonly tellsPlace: boolean;
  /** Teams this person leads. */
  readonly teams: readonly { id: string; name: string; stationId: string; suspended: boolean }[];
  readonly duties: readonly string[];
  /** How many messages of each kind may still be sent. */
  readonly grants: Grants;
  readonly now: Instant;
}

export interface MeView {
  readonly name: string;
  readonly phone: string;
  readonly introduced: boolean;
  /** As a volunteer; null while not registered. */
  readonly number: string | null;
  readonly coming: readonly MySignup[];
  readonly hours: HoursSummary;
  readonly teams: SessionView['teams'];
  readonly waiting: Waiting;
}

/** How many things wait for the caller's answer, as leader and as staff; COUNTED_AT_MOST stands for more. */
export interface Waiting {
  /** People who ask to be let into a team. */
  readonly applications: number;
  readonly activities: number;
  /** Of what has been. */
  readonly photos: number;
  readonly teams: number;
  /** Questions about hours, and hours entered by hand. */
  readonly cases: number;
  /** Slots whose leader has not confirmed hours in time. */
  readonly overdue: number;
  /** Requests at the caller's desks, and those that a team of theirs is asked to answer. */
  readonly requests: number;
  readonly orders: number;
  /** People with a new phone. */
  readonly bindings: number;
}
