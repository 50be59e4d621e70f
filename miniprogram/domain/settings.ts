import * as v from 'valibot';
import { day, id, place, text, wholeNumber } from './fields';
import type { Place } from './geo';
import { requestRules, type RequestRules } from './request-rules';

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

const choices = v.pipe(v.array(v.strictObject({ id, name: text(20) })), v.minLength(1), v.maxLength(50));
const template = v.pipe(v.string(), v.maxLength(64));
const severity = v.picklist(['refuse', 'warn', 'allow']);
const days = v.pipe(v.array(day), v.maxLength(1000));

/** Checked when a city is founded or changes its rules. */
export const settingsSchema: v.GenericSchema<unknown, Settings> = v.strictObject({
  city: v.strictObject({ id, name: text(20), short: text(20), centre: place }),
  teamCategories: choices,
  activityCategories: choices,
  facilities: choices,
  offers: choices,
  skills: choices,
  shopCategories: choices,
  recordingUnit: text(40),
  accounts: v.strictObject({
    minimumAge: wholeNumber(0, 100),
    adultAge: wholeNumber(0, 100),
    teamsAtMost: wholeNumber(1, 20),
    keptAtMost: wholeNumber(0, 50),
  }),
  activities: v.strictObject({
    review: v.picklist(['content', 'person']),
    maxSlotHours: wholeNumber(1, 24),
    maxDaysAhead: wholeNumber(1, 366),
    repeatAtMost: wholeNumber(1, 52),
    postsADay: wholeNumber(1, 500),
  }),
  signups: v.strictObject({
    overlap: severity,
    rest: severity,
    restMinutes: wholeNumber(0, 24 * 60),
    waitingLimit: wholeNumber(0, 500),
    confirmPromotionMinutes: wholeNumber(0, 7 * 24 * 60),
    partyAtMost: wholeNumber(1, 20),
    householdShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    noShows: v.strictObject({
      count: wholeNumber(1, 100),
      withinDays: wholeNumber(1, 366),
      coolingDays: wholeNumber(0, 366),
    }),
  }),
  attendance: v.strictObject({
    opensMinutesBefore: wholeNumber(0, 24 * 60),
    closesMinutesAfter: wholeNumber(0, 24 * 60),
    fenceMetres: wholeNumber(10, 100_000),
    maxPairs: wholeNumber(1, 20),
    mode: v.picklist(attendanceModes),
    offlineHours: wholeNumber(1, 30 * 24),
    samePhoneSeconds: wholeNumber(0, 3600),
  }),
  hours: v.strictObject({
    minimumShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    dailyLimitMinutes: wholeNumber(1, 24 * 60),
    cityLimitMinutes: wholeNumber(1, 24 * 60),
    confirmWithinWorkingDays: wholeNumber(1, 60),
    answerWithinWorkingDays: wholeNumber(1, 60),
    stars: v.pipe(
      v.array(wholeNumber(1, 100_000)),
      v.minLength(1),
      v.maxLength(10),
      v.check((stars) => stars.every((hours, i) => i === 0 || hours > (stars[i - 1] ?? 0))),
    ),
  }),
  requests: requestRules,
  messages: v.strictObject({
    sentASecond: wholeNumber(1, 1000),
    remindMinutesBefore: v.strictObject({
      reminderDay: wholeNumber(1, 7 * 24 * 60),
      reminderSoon: wholeNumber(1, 7 * 24 * 60),
    }),
    templates: v.strictObject(
      Object.fromEntries(messageKinds.map((kind) => [kind, template])) as Record<
        MessageKind,
        typeof template
      >,
    ),
  }),
  calendar: v.strictObject({ holidays: days, workdays: days }),
});
