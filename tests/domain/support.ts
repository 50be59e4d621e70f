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
  activities: { review: 'content', maxSlotHours: 12, maxDaysAhead: 60 },
  signups: { overlap: 'refuse', waitingLimit: 3 },
  attendance: { opensMinutesBefore: 30, closesMinutesAfter: 60, fenceMetres: 500, maxPairs: 3 },
  hours: { minimumShare: 0.6, dailyLimitMinutes: 480, stars: [100, 300, 600, 1000, 1500] },
  messages: {
    remindMinutesBefore: 120,
    templates: { promoted: '', reminder: '', cancelled: '', credited: '', reviewed: '' },
  },
};
