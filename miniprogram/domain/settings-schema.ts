import * as v from 'valibot';
import { day, id, place, text, wholeNumber } from './fields';
import { requestRules } from './request-rules';
import { attendanceModes, messageKinds, type MessageKind, type Settings } from './settings';

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
