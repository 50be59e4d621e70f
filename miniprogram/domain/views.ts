import type { Flag } from './attendance/rules';
import type { Phase } from './activities/lifecycle';
import type { SlotInput, SlotKind } from './activities/schemas';
import type { PhotoView } from './activities/views';
import type { Place } from './geo';
import type { Countdown } from './hours/calendar';
import type { Level } from './hours/cases';
import type { Stars } from './hours/stars';
import type { Grants } from './messages/grants';
import type { AttendanceMode, Choice, MessageKind } from './settings';
import type { Asked, Booked, SlotStatus } from './signups/views';
import type { OpenState } from './stations/rules';
import type { OpeningHours, Tier } from './stations/types';
import type { Instant, Interval } from './time';

/** What calls answer. Instants are epoch milliseconds, distances metres, places GCJ-02. */

export interface SessionView {
  readonly accountId: string;
  readonly name: string;
  readonly introduced: boolean;
  /** As a volunteer. */
  readonly registered: boolean;
  /** Has not said no to telling the place of the phone at check-in. */
  readonly tellsPlace: boolean;
  /** Who may register, and until when a guardian agrees. */
  readonly ages: { minimumAge: number; adultAge: number };
  /** Teams this person leads. */
  readonly teams: readonly { id: string; name: string; stationId: string; suspended: boolean }[];
  readonly duties: readonly string[];
  readonly city: { name: string; short: string; centre: Place };
  readonly choices: {
    activityCategories: readonly Choice[];
    teamCategories: readonly Choice[];
    facilities: readonly Choice[];
    offers: readonly Choice[];
    skills: readonly Choice[];
    shopCategories: readonly Choice[];
  };
  /** What the form of an activity has to know. */
  readonly posting: { repeatAtMost: number; mode: AttendanceMode };
  /** Subscribe-message template ids by kind. */
  readonly templates: Readonly<Record<MessageKind, string>>;
  /** How many messages of each kind may still be sent. */
  readonly grants: Grants;
  readonly now: Instant;
}

export interface StationCard {
  readonly id: string;
  readonly tier: Tier;
  readonly name: string;
  readonly place: Place;
  /** Metres; null when the caller gave no place. */
  readonly distance: number | null;
  readonly openState: OpenState;
  readonly offers: readonly string[];
  readonly ancestors: readonly string[];
  /** The pin stands for the division, not for the door: distances are rough. */
  readonly approximate: boolean;
  /** Titles of what is on today, at most two. */
  readonly today: readonly string[];
}

export interface StationView extends StationCard {
  readonly address: string;
  readonly phone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly facilities: readonly string[];
  readonly photos: readonly string[];
  readonly path: readonly { id: string; name: string; tier: Tier }[];
  /** What is coming in the next seven days, soonest first. */
  readonly week: readonly ActivityCard[];
}

/** A 中心 or 所 to choose when location is refused. */
export interface Division {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly parentId: string | null;
  readonly place: Place;
}

export interface ActivityCard {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly teamName: string;
  readonly venue: { name: string; address: string; place: Place; stationId: string | null };
  readonly start: Instant;
  readonly end: Instant;
  readonly phase: Phase;
  readonly slots: readonly SlotCard[];
}

export interface SlotCard extends Readonly<SlotInput> {
  readonly id: string;
  /** Places that nobody holds. */
  readonly left: number;
  /** Raised by each change of time or place. */
  readonly revision: number;
}

/** What the caller can do with a slot now. */
export interface SlotOffer extends SlotCard {
  readonly status: SlotStatus;
  /** People on one sign-up. */
  readonly partyAtMost: number;
  readonly waiting: number;
  readonly mine: HeldPlace | null;
  /** Those that the caller has made for others. */
  readonly others: readonly HeldPlace[];
  /** What teammates offer, to teammates: by whom, by name. */
  readonly offers: readonly { readonly signupId: string; readonly from: string }[];
}

export interface ActivityView extends Omit<ActivityCard, 'slots'> {
  readonly teamId: string;
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly contactPhone: string;
  /** In years; 0 asks for none. */
  readonly minimumAge: number;
  readonly skills: readonly string[];
  /** Whether one of them is needed, or only welcome. */
  readonly skillsNeeded: boolean;
  readonly dangerous: boolean;
  readonly insurance: string;
  readonly signupFrom: Instant | null;
  readonly signupUntil: Instant | null;
  readonly mode: AttendanceMode;
  readonly slots: readonly SlotOffer[];
  /** The caller leads the team that runs it. */
  readonly leads: boolean;
  readonly cancelReason: string;
  /** Why a reviewer sent it back. */
  readonly refuseReason: string;
  /** How it went; empty until its leader has told. */
  readonly report: string;
  /** In the order its leader gave them. */
  readonly photos: readonly PhotoView[];
}

export type SignupPlace = 'confirmed' | 'waiting';

/** A live sign-up of the caller, or one that they made, with all that the phone needs to say what to do next. */
export interface MySignup {
  readonly signupId: string;
  readonly slotId: string;
  readonly activityId: string;
  readonly kind: SlotKind;
  readonly title: string;
  readonly slotName: string;
  readonly venue: { name: string; address: string; place: Place };
  readonly start: Instant;
  readonly end: Instant;
  readonly state: SignupPlace;
  readonly activityState: 'published' | 'cancelled';
  readonly presence: Presence;
  /** How attendance is taken there: whether one scans on coming, and on going. */
  readonly mode: AttendanceMode;
  /** Check-in is taken from here on. */
  readonly checkInFrom: Instant;
  readonly cancelUntil: Instant;
  /** The deadline for signing up: the leader counts on who cancels after it. */
  readonly lateFrom: Instant | null;
  /** Whom it is for; null: the caller. */
  readonly person: Booked | null;
  readonly party: number;
  /** The slot's, as it is now. */
  readonly revision: number;
  readonly asked: Asked | null;
  /** To the team, until somebody takes it over. */
  readonly offered: boolean;
  readonly canOffer: boolean;
}

/** A sign-up beside its slot, where more than how it stands is known. */
export interface HeldPlace extends MySignup {
  /** As many as could come on it now. */
  readonly partyAtMost: number;
}

export interface Presence {
  readonly state: 'expected' | 'present' | 'left' | 'credited';
  readonly in: Instant | null;
  readonly out: Instant | null;
  readonly flags: readonly Flag[];
}

export interface HoursSummary extends Stars {
  readonly totalMinutes: number;
  readonly lines: number;
}

export interface HomeView {
  /** The caller's most pressing live sign-up. */
  readonly next: MySignup | null;
  /** Soonest first; on today or, when nothing is, in the days to come. */
  readonly nearby: readonly (ActivityCard & { distance: number | null })[];
  readonly month: MonthFigures;
}

/** What the city did this month so far. */
export interface MonthFigures {
  readonly activities: number;
  readonly personTimes: number;
  readonly minutes: number;
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
  /** People with a new phone. */
  readonly bindings: number;
}

export interface SignupResult {
  readonly signupId: string;
  readonly slotId: string;
  readonly state: SignupPlace;
  /** How many wait before this person, when waiting and known. */
  readonly ahead: number | null;
}

export interface ScanResult {
  readonly slotId: string;
  readonly activityId: string;
  readonly title: string;
  /** Whether one has to check out at all. */
  readonly mode: AttendanceMode;
  readonly presence: Presence;
  /** It had been done before: nothing was changed. */
  readonly again: boolean;
}

export interface DeskPerson {
  readonly accountId: string;
  readonly attendanceId: string;
  readonly name: string;
  /** Theirs, or of who signed them up. */
  readonly phone: string;
  /** Those the activity asks for that they say they have. */
  readonly skills: readonly string[];
  /** How many come on this sign-up. */
  readonly party: number;
  /** Has not said yet that they come, after moving up or after a change of time or place. */
  readonly asked: boolean;
  readonly state: SignupPlace;
  /** Named in although every place was taken. */
  readonly unplaced: boolean;
  readonly presence: Presence;
  /** Why a leader noted it, where one did. */
  readonly reasons: readonly string[];
  /** The leader has said that this person was not there. */
  readonly absent: boolean;
  /** Marks that taking back the last change would take back; none when there is nothing to undo. */
  readonly undo: readonly string[];
}

export interface DeskView {
  readonly slot: SlotCard;
  readonly activityId: string;
  readonly title: string;
  readonly phase: Phase;
  readonly mode: AttendanceMode;
  /** Makes the rotating codes; for the leader's phone alone. */
  readonly key: string;
  readonly now: Instant;
  /** From then on the slot is settled, and a phone keeps nothing of it any more. */
  readonly keepUntil: Instant;
  readonly expected: number;
  readonly here: number;
  readonly left: number;
  readonly people: readonly DeskPerson[];
  readonly otherSlots: readonly SlotCard[];
}

export interface LedActivity extends ActivityCard {
  readonly teamId: string;
  readonly expected: number;
  readonly here: number;
  /** Attendances whose hours wait for the leader. */
  readonly toConfirm: number;
  /** Working days until the first of its slots has to be confirmed; null while no hours wait. */
  readonly due: Countdown | null;
  readonly refuseReason: string;
  /** The weekly row that it is one of. */
  readonly rowId: string | null;
  /** How it went has been told. */
  readonly reported: boolean;
}

/** A submitted activity with all that people would read of it. */
export interface HeldActivity extends ActivityCard {
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly dangerous: boolean;
  readonly insurance: string;
  readonly minimumAge: number;
  readonly skills: readonly string[];
  /** Whether one of them is needed, or only welcome. */
  readonly skillsNeeded: boolean;
  /** To be said with the verdict. */
  readonly revision: number;
  readonly submittedAt: Instant;
  /** The weekly row that it stands for, with all its dates that wait as they were posted; null for one by itself. */
  readonly rowId: string | null;
  readonly dates: readonly (Interval & { readonly activityId: string })[];
}

export interface ProposalLine {
  readonly attendanceId: string;
  readonly name: string;
  readonly in: Instant;
  readonly out: Instant;
  readonly present: number;
  readonly minutes: number;
  readonly reason: 'PRESENT' | 'BELOW_SHARE';
  readonly flags: readonly Flag[];
  /** Why the leader noted their coming or going, where that was so. */
  readonly reasons: readonly string[];
  /** Minutes already credited, with their corrections; null while it waits for the leader. */
  readonly credited: number | null;
  /** Of what waits for the leader, how many minutes they can say alone: for more a second person decides. */
  readonly alone: number;
  /** On somebody else's list: more hours in a day than the leader can say, or hours that need a second person. */
  readonly waits: { readonly level: Level; readonly minutes: number } | null;
}

export interface ProposalsView {
  readonly activityId: string;
  readonly title: string;
  readonly slot: SlotCard;
  readonly shiftMinutes: number;
  /** How long there is to confirm; null where there is no deadline. */
  readonly due: Countdown | null;
  /** The caller is staff and does not lead this team. */
  readonly inPlaceOfLeader: boolean;
  readonly lines: readonly ProposalLine[];
}
