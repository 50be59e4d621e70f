import fc from 'fast-check';
import { servingKeys, servingKeysFor } from '#domain/activities/serving';
import { DAY, dayOf, HOUR } from '#domain/time';

const NINE = Date.parse('2026-03-05T09:00:00+08:00');
const words = fc.stringMatching(/^[理发量血压义诊剪家电维修a-z0-9 ，]{1,20}$/);
const slot = fc.record({
  kind: fc.constantFrom('shift' as const, 'service' as const),
  name: words,
  days: fc.nat(20),
});
const activities = fc.record({
  title: words,
  venue: fc.record({ name: words }),
  slots: fc.array(
    slot.map(({ kind, name, days }) => {
      const start = NINE + days * DAY;
      return { kind, name, start, end: start + HOUR };
    }),
    { maxLength: 4 },
  ),
});
const found = (keys: readonly string[], text?: string, day?: string): boolean => {
  const asked = servingKeysFor(text, day);
  return asked?.every((key) => keys.includes(key)) ?? false;
};

describe('what serves residents', () => {
  it('is found by every part of what it says, on its days and on no others', () => {
    fc.assert(
      fc.property(activities, fc.nat(19), fc.integer({ min: 1, max: 20 }), (activity, from, length) => {
        const keys = servingKeys(activity);
        const services = activity.slots.filter(({ kind }) => kind === 'service');
        expect(found(keys)).toBe(services.length > 0);
        const days = new Set(services.map(({ start }) => dayOf(start)));
        for (let n = 0; n < 21; n += 1) {
          const day = dayOf(NINE + n * DAY);
          expect(found(keys, undefined, day)).toBe(days.has(day));
        }
        for (const { name, start } of services) {
          const part = name.slice(from, from + length);
          if (servingKeysFor(part, undefined) === null) continue;
          expect(found(keys, part)).toBe(true);
          expect(found(keys, part, dayOf(start))).toBe(true);
        }
      }),
    );
  });

  it('is not found by the names of what only volunteers do there', () => {
    const start = NINE;
    const activity = {
      title: '健康角',
      venue: { name: '西站' },
      slots: [
        { kind: 'service' as const, name: '量血压', start, end: start + HOUR },
        { kind: 'shift' as const, name: '引导员', start, end: start + HOUR },
      ],
    };
    const keys = servingKeys(activity);
    expect(['血压', '健康', '西站'].map((text) => found(keys, text))).toEqual([true, true, true]);
    expect(found(keys, '引导')).toBe(false);
    expect(servingKeysFor('，', undefined)).toBeNull();
  });
});
