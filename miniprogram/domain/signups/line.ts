import { DAY, HOUR, MINUTE, startOfDay, type Instant } from '../time';

/** How long a slot's line is, and how small the smallest party in it. */
export interface Line {
  readonly many: number;
  readonly smallest: number | null;
}

export const NOBODY_WAITS: Line = { many: 0, smallest: null };

export interface LineOfSlot extends Line {
  readonly slotId: string;
}

export const lineOf = (lines: readonly LineOfSlot[], slotId: string): Line =>
  lines.find((line) => line.slotId === slotId) ?? NOBODY_WAITS;

/** Who waits for places in a slot. A party comes together or not at all. */
export interface Waiting {
  readonly id: string;
  readonly at: Instant;
  readonly party: number;
}

/**
 * Who gets places that are free: whoever has waited longest of those whose party fits, again and again
 * until nobody fits. A large party is passed over by smaller ones behind it: places are there to be used,
 * and nobody waits while a place that fits them is free. At the same instant the id decides.
 */
export function heirsOf<T extends Waiting>(waiting: readonly T[], free: number): T[] {
  const heirs: T[] = [];
  let left = free;
  for (const next of [...waiting].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    if (next.party > left) continue;
    heirs.push(next);
    left -= next.party;
  }
  return heirs;
}

/** Nobody's time to answer runs at night. */
const WAKES = 8 * HOUR;
const SLEEPS = 21 * HOUR;

/** So many minutes from now, those between evening and morning left out. */
function wakingMinutesFrom(now: Instant, minutes: number): Instant {
  let from = Math.max(now, startOfDay(now) + WAKES);
  let rest = minutes * MINUTE;
  for (;;) {
    const day = startOfDay(from);
    const until = day + SLEEPS;
    if (from + rest <= until) return from + rest;
    rest -= Math.max(0, until - from);
    from = day + DAY + WAKES;
  }
}

/**
 * Until when somebody who moves up confirms that they come; null when they are not asked: by setting, or
 * because the slot begins so soon that whoever came after them would have less time to answer.
 */
export function confirmByOf(now: Instant, start: Instant, minutes: number): Instant | null {
  if (minutes === 0) return null;
  const by = wakingMinutesFrom(now, minutes);
  return by + minutes * MINUTE <= start ? by : null;
}
