import type { Settings } from '#domain/settings';
import { HOUR, MINUTE, startOfDayNamed, type Instant, type Interval } from '#domain/time';

/** A Sunday. */
export const DAY_NAME = '2026-11-22';

/** An instant of that day by the city's clock: at(8, 30). */
export const at = (hour: number, minute = 0): Instant =>
  startOfDayNamed(DAY_NAME) + hour * HOUR + minute * MINUTE;

export const span = (start: Instant, end: Instant): Interval => ({ start, end });

export const settings: Settings = {
  city: { id: '4112', name: '三门峡市', short: '三门峡', centre: { longitude: 111.19, latitude: 34.78 } },
  teamCategories: [{ id: 'health', name: '医疗健身' }],
  activityCategories: [{ id: 'care', name: '爱心帮扶' }],
  facilities: [{ id: 'hall', name: '有场所' }],
  offers: [{ id: 'haircut', name: '理发' }],
  skills: [{ id: 'firstAid', name: '急救' }],
  shopCategories: [{ id: 'food', name: '餐饮' }],
  recordingUnit: '测试市文明办',
  accounts: { minimumAge: 14, adultAge: 18, teamsAtMost: 5, keptAtMost: 10 },
  activities: { review: 'content', maxSlotHours: 12, maxDaysAhead: 60, repeatAtMost: 12 },
  signups: {
    overlap: 'refuse',
    rest: 'allow',
    restMinutes: 30,
    waitingLimit: 3,
    confirmPromotionMinutes: 0,
    partyAtMost: 5,
    noShows: { count: 3, withinDays: 60, coolingDays: 14 },
  },
  attendance: {
    opensMinutesBefore: 30,
    closesMinutesAfter: 60,
    fenceMetres: 500,
    maxPairs: 3,
    mode: 'inOut',
    offlineHours: 72,
    samePhoneSeconds: 60,
  },
  hours: {
    minimumShare: 0.6,
    dailyLimitMinutes: 480,
    cityLimitMinutes: 720,
    confirmWithinWorkingDays: 10,
    answerWithinWorkingDays: 5,
    stars: [100, 300, 600, 1000, 1500],
  },
  messages: {
    remindMinutesBefore: { reminderDay: 1440, reminderSoon: 120 },
    templates: {
      signedUp: 't-signedUp',
      promoted: 't-promoted',
      reminderDay: 't-reminderDay',
      reminderSoon: 't-reminderSoon',
      changed: 't-changed',
      cancelled: 't-cancelled',
      offered: 't-offered',
      checkedOut: 't-checkedOut',
      credited: 't-credited',
      answered: 't-answered',
      reviewed: 't-reviewed',
      joined: 't-joined',
      due: 't-due',
    },
  },
  calendar: { holidays: [], workdays: [] },
};
