import * as v from 'valibot';
import { id, place, text, wholeNumber } from './fields';
import type { Place } from './geo';

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
  readonly activities: {
    /** 'content': published when the content check passes; 'person': always to a reviewer. */
    readonly review: 'content' | 'person';
    readonly maxSlotHours: number;
    readonly maxDaysAhead: number;
  };
  readonly signups: {
    readonly overlap: 'refuse' | 'allow';
    /** How many may wait for one slot. */
    readonly waitingLimit: number;
  };
  readonly attendance: {
    readonly opensMinutesBefore: number;
    /** After the shift's end, check-out is still taken for so long; then the system closes. */
    readonly closesMinutesAfter: number;
    /** Beyond this distance a scan is flagged, never refused. */
    readonly fenceMetres: number;
    readonly maxPairs: number;
  };
  readonly hours: {
    /** Credited only if present for this share of the shift. */
    readonly minimumShare: number;
    /** Above this many minutes a day the centre must agree. */
    readonly dailyLimitMinutes: number;
    /** Hours at which each star is reached, rising. */
    readonly stars: readonly number[];
  };
  readonly messages: {
    readonly templates: Readonly<Record<MessageKind, string>>;
    /** How long before a slot begins its people are reminded. */
    readonly remindMinutesBefore: number;
  };
}

export const messageKinds = ['promoted', 'reminder', 'cancelled', 'credited', 'reviewed'] as const;
export type MessageKind = (typeof messageKinds)[number];

const choices = v.pipe(v.array(v.strictObject({ id, name: text(20) })), v.minLength(1), v.maxLength(50));
const template = v.pipe(v.string(), v.maxLength(64));

/** Checked when a city is founded or changes its rules. */
export const settingsSchema: v.GenericSchema<unknown, Settings> = v.strictObject({
  city: v.strictObject({ id, name: text(20), short: text(20), centre: place }),
  teamCategories: choices,
  activityCategories: choices,
  facilities: choices,
  offers: choices,
  activities: v.strictObject({
    review: v.picklist(['content', 'person']),
    maxSlotHours: wholeNumber(1, 24),
    maxDaysAhead: wholeNumber(1, 366),
  }),
  signups: v.strictObject({ overlap: v.picklist(['refuse', 'allow']), waitingLimit: wholeNumber(0, 500) }),
  attendance: v.strictObject({
    opensMinutesBefore: wholeNumber(0, 24 * 60),
    closesMinutesAfter: wholeNumber(0, 24 * 60),
    fenceMetres: wholeNumber(10, 100_000),
    maxPairs: wholeNumber(1, 20),
  }),
  hours: v.strictObject({
    minimumShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    dailyLimitMinutes: wholeNumber(1, 24 * 60),
    stars: v.pipe(
      v.array(wholeNumber(1, 100_000)),
      v.minLength(1),
      v.maxLength(10),
      v.check((stars) => stars.every((hours, i) => i === 0 || hours > (stars[i - 1] ?? 0))),
    ),
  }),
  messages: v.strictObject({
    remindMinutesBefore: wholeNumber(1, 7 * 24 * 60),
    templates: v.strictObject({
      promoted: template,
      reminder: template,
      cancelled: template,
      credited: template,
      reviewed: template,
    }),
  }),
});
