import * as v from 'valibot';
import { activityInput } from '#domain/activities/schemas';
import { postRefusal } from '#domain/activities/rules';
import { mobile } from '#domain/fields';
import { DAY, HOUR, MINUTE, overlaps, type Instant } from '#domain/time';
import { sanmenxia } from '../../scripts/cities/sanmenxia';
import { personas } from '../../scripts/seed/personas';
import { loadStationRows } from '../../scripts/import-stations';
import { planCity } from '../../scripts/seed/city';
import { Client } from '../../scripts/client';
import { Script } from '../../scripts/seed/happenings';
import { notices } from '../../scripts/seed/notices';
import { holders } from '../../scripts/seed/plan';
import { teams } from '../../scripts/seed/teams';

const rows = loadStationRows('sanmenxia');
const planAt = (now: Instant) => planCity(now, rows, sanmenxia);

/** Any hour, any weekday, over the end of a month and a year, in turn. */
const hours = ['00:05', '06:30', '08:50', '12:00', '19:40', '23:50'];
const days = [
  '2026-11-22',
  '2026-11-25',
  '2026-12-31',
  '2027-02-05',
  '2027-03-01',
  '2028-02-29',
  '2028-01-22',
];
const moments = days.flatMap((day, i) =>
  hours.filter((_, k) => (i + k) % 2 === 0).map((hour) => `${day}T${hour}:00+08:00`),
);

describe.each(moments)('the city planned at %s', (moment) => {
  const now = Date.parse(moment);
  const { calendar, people, month, chance } = planAt(now);

  test('is the same when it is planned again', () => {
    expect(planAt(now).month).toEqual(month);
  });

  test('asks nobody to be in two places at once', () => {
    for (const { openid } of people) {
      const own = month
        .flatMap((a) => a.slots.filter((s) => s.takers.some((t) => t.openid === openid)))
        .sort((a, b) => a.start - b.start);
      own.slice(1).forEach((slot, i) => {
        const before = own[i];
        expect(before && overlaps(before, slot)).toBe(false);
      });
    }
  });

  test('has nobody stay away so often that they could not sign up any more', () => {
    const { count } = sanmenxia.signups.noShows;
    const takers = month.flatMap((a) => a.slots.flatMap((s) => s.takers));
    const absences = takers.flatMap((t) => (t.conduct === 'absent' ? [t.openid] : []));
    expect(absences.length).toBeGreaterThan(10);
    // What happens apart from the month's plan may be one more.
    for (const openid of absences)
      expect(absences.filter((o) => o === openid).length).toBeLessThan(count - 1);
  });

  test('has everything posted in time, and only what may be posted', () => {
    for (const { notice, venue, slots, postDay } of month) {
      const { title, category, summary, audience, bring, risks } = notice;
      const plain = slots.map(({ kind, name, start, end, capacity }) => ({
        kind,
        name,
        start,
        end,
        capacity,
      }));
      const input = v.parse(activityInput, {
        title,
        category,
        summary,
        audience,
        bring,
        risks,
        venue,
        teamId: 't1',
        contactPhone: '13900000001',
        slots: plain,
      });
      expect(postRefusal(input, sanmenxia, calendar.evening(postDay) + MINUTE)).toBeNull();
      expect(calendar.evening(postDay)).toBeLessThan(now);
    }
  });

  test('confirms no hours before everybody has left', () => {
    const script = new Script(new Client(''), calendar, chance, new Map(), new Map());
    for (const activity of month) {
      const confirmed = script.of(activity).flatMap(({ kind, at }) => (kind === 'confirm' ? [at] : []));
      const ends = activity.slots.flatMap(({ kind, end }) => (kind === 'shift' ? [end] : []));
      confirmed.forEach((at, i) => expect(at).toBeGreaterThan((ends[i] ?? at) + 10 * MINUTE));
    }
  });

  test('has something on now and something that opens its door now, at the centre', () => {
    const central = month.filter((a) => 'stationId' in a.venue && a.venue.stationId === sanmenxia.city.id);
    const slots = central.flatMap((a) => a.slots);
    expect(slots.some((s) => s.start <= now && now < s.end)).toBe(true);
    expect(slots.some((s) => now < s.start && s.start - 30 * MINUTE <= now)).toBe(true);
  });

  test('is a month long and full of life', () => {
    expect(month.length).toBeGreaterThanOrEqual(75);
    const starts = month.flatMap((a) => a.slots.map((s) => s.start));
    expect(Math.min(...starts)).toBeLessThan(now - 20 * DAY);
    expect(Math.max(...starts)).toBeGreaterThan(now + 9 * DAY);
    const waiting = month.flatMap((a) => a.slots).filter((s) => s.takers.length > s.capacity);
    expect(waiting.length).toBeGreaterThan(3);
    for (const slot of month.flatMap((a) => a.slots)) {
      expect(holders(slot).length).toBeLessThanOrEqual(slot.capacity);
      expect(slot.end - slot.start).toBeLessThanOrEqual(8 * HOUR);
    }
  });
});

test('people have names of their own and telephones that ring nowhere', () => {
  const { people } = planAt(Date.parse('2026-11-22T12:00:00+08:00'));
  expect(new Set(people.map((p) => p.openid)).size).toBe(people.length);
  expect(new Set(people.map((p) => p.name)).size).toBe(people.length);
  expect(new Set(people.map((p) => p.phone)).size).toBe(people.length);
  for (const { phone } of people) expect(v.is(mobile, phone) && phone.startsWith('1390000')).toBe(true);
  const strangers = personas.filter((p) => !people.some((q) => q.openid === p.openid));
  expect(strangers.map((p) => p.openid)).toEqual(['o-newcomer']);
});

test('every category of team has notices, of categories that the city has', () => {
  for (const { id } of sanmenxia.teamCategories) {
    expect(teams.some((t) => t.category === id)).toBe(true);
    expect(notices.some((n) => n.team === id)).toBe(true);
  }
  const used = new Set(notices.map((n) => n.category));
  expect([...used].sort()).toEqual(sanmenxia.activityCategories.map((c) => c.id).sort());
});
