import type { Refusal } from '../errors';
import { distanceBetween, type Place } from '../geo';
import type { RequestRules } from '../request-rules';
import { categoryRefusal } from '../refusals';
import type { Instant } from '../time';
import type { Origin, RequestState } from './types';

export interface Asked {
  readonly category: string;
  readonly origin: Origin;
  readonly place?: Place | undefined;
  readonly wanted?: { readonly from: Instant; readonly to: Instant } | undefined;
  readonly person?: { readonly agreed: boolean } | undefined;
}

/** Metres from its station within which help is sent: a county is not wider. */
const FARTHEST = 60_000;

/** Null when this may be asked of this station now. */
export function askRefusal(
  asked: Asked,
  station: { readonly closed: boolean; readonly place: Place; readonly serves: boolean },
  rules: RequestRules,
  now: Instant,
): Refusal | null {
  const unknown = categoryRefusal(rules.categories, asked.category);
  if (unknown) return unknown;
  if (station.closed) return { code: 'STATION_CLOSED' };
  if (asked.origin === 'hotline' && !station.serves) return { code: 'NOT_ALLOWED' };
  if (asked.origin !== 'self' && !asked.person) return { code: 'BAD_INPUT', details: { field: 'person' } };
  if (asked.person && !asked.person.agreed) return { code: 'CONSENT_NEEDED', details: { of: 'request' } };
  const { wanted, place } = asked;
  if (wanted && (wanted.from >= wanted.to || wanted.to <= now)) return { code: 'TIME_PASSED' };
  const far = place !== undefined && distanceBetween(place, station.place) > FARTHEST;
  return far ? { code: 'OUTSIDE_AREA', details: { of: 'request' } } : null;
}

/** In which state it begins: words that the check has doubts about wait for a person. */
export const askedState = (suggestion: 'pass' | 'review'): RequestState =>
  suggestion === 'review' ? 'held' : 'submitted';

/** Of these areas, from the city down, those that somebody serves, nearest first; the city where nobody does. */
export function desksAmong(areas: readonly string[], served: readonly string[]): string[] {
  const desks = [...areas].reverse().filter((area) => served.includes(area));
  return desks.length > 0 ? desks : areas.slice(0, 1);
}
