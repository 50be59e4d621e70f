import type { Place } from './geo';
import type { RequestRules } from './request-rules';

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** What another city would change. Kept in settings/city; nothing of it is in the code. */
export interface Settings {
  readonly city: {
    readonly id: string;
    readonly name: string;
    readonly short: string;
    readonly centre: Place;
  };
  /** 「11+N」team categories. */
  readonly teamCategories: readonly Choice[];
  readonly activityCategories: readonly Choice[];
  /** 六有 */
  readonly facilities: readonly Choice[];
  /** What a station offers to residents. */
  readonly offers: readonly Choice[];
  /** What volunteers can do, and activities ask for. */
  readonly skills: readonly Choice[];
  /** Kinds of shop in the 爱心商家联盟. */
  readonly shopCategories: readonly Choice[];
  /** Stands on certificates as who keeps the record (令67 art. 13). */
  readonly recordingUnit: string;
  readonly accounts: {
    /** In years: nobody younger can register as a volunteer; below adultAge with a guardian's consent. */
    readonly minimumAge: number;
    readonly adultAge: number;
    readonly teamsAtMost: number;
    /** Relatives without a phone that one person books for. */
    readonly keptAtMost: number;
  };
  readonly activities: {
    /** 'content': published when the content check passes; 'person': always to a reviewer. */
    readonly review: 'content' | 'person';
    readonly maxSlotHours: number;
    readonly maxDaysAhead: number;
    /** Weeks that one posting can be repeated for. */
    readonly repeatAtMost: number;
    /** Dates that a team posts in a day before a reviewer looks at each further posting. */
    readonly postsADay: number;
  };
  readonly signups: {
    readonly overlap: 'refuse' | 'warn' | 'allow';
    /** What is said of two shifts of a person with less than restMinutes between them. */
    readonly rest: 'refuse' | 'warn' | 'allow';
    readonly restMinutes: number;
    /** How many may wait for one slot. */
    readonly waitingLimit: number;
    /** Who moves up from the waiting list confirms within so long; 0: nobody is asked. */
    readonly confirmPromotionMinutes: number;
    /** People on one booking of a service. */
    readonly partyAtMost: number;
    /** Of the places of one service, those of one household together, 0 to 1; one booking may always be had. */
    readonly householdShare: number;
    /** So many no-shows within so many days: for coolingDays one live sign-up at a time. */
    readonly noShows: { readonly count: number; readonly withinDays: number; readonly coolingDays: number };
  };
  readonly attendance: {
    readonly opensMinutesBefore: number;
    /** After the shift's end, check-out is still taken for so long; then the system closes. */
    readonly closesMinutesAfter: number;
    /** Beyond this distance a scan is flagged, never refused. */
    readonly fenceMetres: number;
    /** In and out, a person, activity and day. */
    readonly maxPairs: number;
    /** How attendance is taken where an activity says nothing. */
    readonly mode: AttendanceMode;
    /** A scan without network is taken for so long after it was made. */
    readonly offlineHours: number;
    /** Two people from one phone within so many seconds are flagged. */
    readonly samePhoneSeconds: number;
  };
  readonly hours: {
    /** Credited only if present for this share of the shift. */
    readonly minimumShare: number;
    /** Above this many minutes a day the centre must agree, above cityLimitMinutes the city. */
    readonly dailyLimitMinutes: number;
    readonly cityLimitMinutes: number;
    /** 令67: recorded within so many working days of the activity. */
    readonly confirmWithinWorkingDays: number;
    /** What waits for a decision or an answer rises to the next above after so many working days. */
    readonly answerWithinWorkingDays: number;
    /** Hours at which each star is reached, rising. */
    readonly stars: readonly number[];
  };
  readonly requests: RequestRules;
  readonly messages: {
    readonly templates: Readonly<Record<MessageKind, string>>;
    /** How many go out in a second at most. */
    readonly sentASecond: number;
    /** How long before a slot begins its people are reminded: a day ahead, and shortly before. */
    readonly remindMinutesBefore: { readonly reminderDay: number; readonly reminderSoon: number };
  };
  /** Where the working-day calendar departs from Monday to Friday, by decree of the State Council. */
  readonly calendar: {
    /** 'YYYY-MM-DD': weekdays on which nobody works. */
    readonly holidays: readonly string[];
    /** Saturdays and Sundays on which people work. */
    readonly workdays: readonly string[];
  };
}

/** inOut: scans on coming and going · inOnly: on coming, until the shift's end · auto: who holds a place was there. */
export const attendanceModes = ['inOut', 'inOnly', 'auto'] as const;
export type AttendanceMode = (typeof attendanceModes)[number];

export const messageKinds = [
  'signedUp',
  'promoted',
  'reminderDay',
  'reminderSoon',
  'changed',
  'cancelled',
  'offered',
  'checkedOut',
  'credited',
  'answered',
  'reviewed',
  'joined',
  'due',
  'sealed',
  'request',
  'calledUp',
] as const;
export type MessageKind = (typeof messageKinds)[number];
