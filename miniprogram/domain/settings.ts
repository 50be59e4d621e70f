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
  readonly messages: { readonly templates: Readonly<Record<MessageKind, string>> };
}

export const messageKinds = ['signedUp', 'promoted', 'reminder', 'cancelled', 'credited'] as const;
export type MessageKind = (typeof messageKinds)[number];
