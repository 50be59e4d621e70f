import type { Refusal } from '../errors';
import { lettersOf } from '../names';
import { minuteOfDay, weekdayOf, type Instant } from '../time';
import type { OpeningHours } from './types';

function minutes(clock: string): number {
  const [h = '0', m = '0'] = clock.split(':');
  return Number(h) * 60 + Number(m);
}

export interface OpenState {
  readonly open: boolean;
  /** '17:30' when open; when closed, when it opens next today, if it does. */
  readonly until: string | null;
  readonly opensAt: string | null;
}

/** Whether people find the door open now, and until when. */
export function openState(openingHours: readonly OpeningHours[], closed: boolean, now: Instant): OpenState {
  if (closed) return { open: false, until: null, opensAt: null };
  const today = openingHours
    .filter((h) => h.weekdays.includes(weekdayOf(now)))
    .sort((a, b) => minutes(a.open) - minutes(b.open));
  const minute = minuteOfDay(now);
  const current = today.find((h) => minutes(h.open) <= minute && minute < minutes(h.close));
  if (current) return { open: true, until: current.close, opensAt: null };
  const later = today.find((h) => minute < minutes(h.open));
  return { open: false, until: null, opensAt: later ? later.open : null };
}

/** Null when something new can be at home there. */
export const stationRefusal = ({ closed = false }: { readonly closed?: boolean }): Refusal | null =>
  closed ? { code: 'STATION_CLOSED' } : null;

/**
 * What a name is found by: every single character and every pair of neighbours, so that any part of
 * a name finds it through an index. Letters fold to lower case; spaces and punctuation are left out.
 */
export function grams(text: string): string[] {
  const letters = lettersOf(text);
  const found = new Set<string>(letters);
  letters.forEach((c, i) => {
    const next = letters[i + 1];
    if (next !== undefined) found.add(c + next);
  });
  return [...found];
}

/** The network's name, which every station carries and nobody says. */
const NETWORK = /新时代文明实践(?=所|站|点)|新时代文明(?=实践中心)/;

/**
 * What people call a station: 南沟村站 for 南沟村新时代文明实践站. A centre keeps the word that tells it from the middle of
 * the town: 三门峡市实践中心.
 */
export const spokenName = (name: string): string => name.replace(NETWORK, '');

/** What a station is found by: its whole name and what people call it. */
export const nameGrams = (name: string): string[] => [
  ...new Set([...grams(name), ...grams(spokenName(name))]),
];

/** What to ask the index for: the pairs, which tell most; the character itself when there is only one. */
export function searchGrams(text: string): string[] {
  const all = grams(text);
  const pairs = all.filter((g) => [...g].length === 2);
  return pairs.length > 0 ? pairs : all;
}
