import type { ServiceCard, SlotCard } from '../../../domain/activities/views';
import { spokenName } from '../../../domain/stations/rules';
import { daysFrom, type DayTab } from '../../../services/days';
import { clockSpan, distance, placesLeft, span } from '../../../services/format';
import { onOneDay } from '../../../domain/activities/times';

/** One service that can be booked, or that one can go to. */
export interface ServiceLine {
  readonly slotId: string;
  readonly name: string;
  /** Where it differs from that of the activity. */
  readonly time: string;
  readonly places: string;
  /** What its button says; empty where it has begun. */
  readonly action: string;
}

export interface ServiceRow {
  readonly id: string;
  readonly title: string;
  readonly time: string;
  readonly venue: string;
  readonly distance: string;
  readonly lines: readonly ServiceLine[];
  /** Other dates of the same weekly row, behind this one; empty once they are unfolded, and where there are none. */
  readonly more: string;
  readonly rowId: string;
}

/**
 * Dates of one weekly row as one, the first of them: whoever looks for a haircut looks for a place, and then for a day.
 * @param unfolded weekly rows of which every date is shown
 */
export function serviceRows(
  services: readonly ServiceCard[],
  unfolded: readonly string[],
  now: number,
): ServiceRow[] {
  const isFolded = ({ rowId }: ServiceCard): boolean => rowId !== null && !unfolded.includes(rowId);
  const firsts = services.filter(
    (card, i) => !isFolded(card) || services.findIndex(({ rowId }) => rowId === card.rowId) === i,
  );
  return firsts.map((card) => {
    const dates = services.filter(({ rowId }) => rowId !== null && rowId === card.rowId).length;
    return serviceRow(card, isFolded(card) ? dates - 1 : 0, now);
  });
}

function serviceRow(card: ServiceCard, others: number, now: number): ServiceRow {
  const { id, title, venue, rowId } = card;
  const services = card.slots.filter(
    ({ kind, end, off }) => kind === 'service' && off === undefined && now < end,
  );
  const sorted = withTurnsAsOne(
    [...services].sort((a, b) => a.start - b.start),
    now,
  );
  const together = onOneDay(sorted);
  return {
    id,
    title,
    time: span(card, now),
    venue: spokenName(venue.name),
    distance: distance(card.distance),
    lines: sorted.map((slot) => serviceLine(slot, together, now)),
    more: others > 0 ? `还有 ${others} 个日期` : '',
    rowId: rowId ?? '',
  };
}

/** Of services that differ in their time alone the first with a place, with the places of all. */
function withTurnsAsOne(sorted: readonly SlotCard[], now: number): SlotCard[] {
  const names = [...new Set(sorted.map(({ name }) => name))];
  return names.flatMap((name) => {
    const alike = sorted.filter((slot) => slot.name === name);
    const ahead = alike.filter(({ start }) => now < start);
    const first = ahead.find(({ left }) => left > 0) ?? ahead[0] ?? alike[0];
    const last = alike[alike.length - 1];
    if (first === undefined || last === undefined || alike.length < 3) return alike;
    const left = ahead.reduce((sum, slot) => sum + slot.left, 0);
    return [{ ...first, end: last.end, left }];
  });
}

function serviceLine(slot: SlotCard, together: boolean, now: number): ServiceLine {
  const begun = now >= slot.start;
  return {
    slotId: slot.id,
    name: slot.home && !slot.name.includes('上门') ? `${slot.name}（上门）` : slot.name,
    time: together ? clockSpan(slot) : span(slot, now),
    places: begun ? '正在进行，可以直接去看看' : placesLeft(slot.left),
    action: begun ? '' : slot.left > 0 ? '预约' : '候补',
  };
}

/** All days, and then each, with a dot where something is on. */
export function dayTabs(marked: readonly string[], now: number): DayTab[] {
  const every: DayTab = { id: '', name: '哪天', number: '都行', label: '所有日子' };
  return [every, ...daysFrom(now).map((day) => ({ ...day, marked: marked.includes(day.id) }))];
}
