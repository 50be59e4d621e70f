import { distanceBetween, type Place } from '../../domain/geo';
import { dayOf, HOUR, type Interval } from '../../domain/time';
import type { ActivityCard } from '../../domain/activities/views';
import { activityRow, type ActivityRow } from '../../services/cards';
import { kindWords } from '../../services/words';

/** What began longer ago than this is most likely over. */
const LONG_AGO = 3 * HOUR;

/** Where the list of a day begins: for today, not with what the morning had. */
export function firstShown(day: string, now: number): { start: number; id: string } | undefined {
  const start = now - LONG_AGO;
  return dayOf(now) === day && dayOf(start) === day ? { start, id: '-' } : undefined;
}

/** What was kept on the phone may be of another day than the one that is asked for. */
export const onDay = (day: string, { start, end }: Interval): boolean =>
  dayOf(start) <= day && day <= dayOf(end - 1);

export const kindChips = (['service', 'shift'] as const).map((kind) => ({
  id: kind,
  name: kindWords[kind].name,
}));

export const rowFor =
  (here: Place | null, now: number) =>
  (card: ActivityCard): ActivityRow =>
    activityRow({ ...card, distance: here && distanceBetween(here, card.venue.place) }, now);
