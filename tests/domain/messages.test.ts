import fc from 'fast-check';
import {
  GRANTS_AT_MOST,
  KINDS_AT_ONCE,
  kindsToAsk,
  leftOf,
  withGranted,
  type Grants,
} from '#domain/messages/grants';
import { dueReminder, nextReminder } from '#domain/messages/reminders';
import { messageKinds, type MessageKind } from '#domain/settings';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { at, settings } from './support';

const { templates } = settings.messages;
const kinds = fc.uniqueArray(fc.constantFrom(...messageKinds));
const grants: fc.Arbitrary<Grants> = fc.dictionary(
  fc.constantFrom(...messageKinds),
  fc.integer({ min: 0, max: GRANTS_AT_MOST }),
);

describe('which messages a tap asks for', () => {
  test('those that nothing is left of come first, then those that run low, as they are wanted', () => {
    const left: Grants = { promoted: 1, cancelled: 0, reminderSoon: 2 };
    const wanted: MessageKind[] = ['reminderSoon', 'promoted', 'cancelled', 'changed'];
    expect(kindsToAsk(wanted, left, templates)).toEqual(['cancelled', 'changed', 'promoted']);
  });

  test('nobody is asked for what there is enough of, or what has no template, or twice for one template', () => {
    expect(kindsToAsk(['promoted'], { promoted: 3 }, templates)).toEqual([]);
    expect(kindsToAsk(['promoted'], { promoted: 2 }, templates)).toEqual(['promoted']);
    expect(kindsToAsk(['promoted'], {}, { ...templates, promoted: '' })).toEqual([]);
    const shared = { ...templates, promoted: 'one', changed: 'one' };
    expect(kindsToAsk(['promoted', 'changed'], {}, shared)).toEqual(['promoted']);
  });

  test('an answer of an older version, which tells no grants, counts as none left', () => {
    expect(kindsToAsk(['promoted'], undefined, templates)).toEqual(['promoted']);
  });

  test('never more than fit into one question, only what is wanted, and never one that is less needed', () => {
    fc.assert(
      fc.property(kinds, grants, (wanted, left) => {
        const asked = kindsToAsk(wanted, left, templates);
        expect(asked.length).toBeLessThanOrEqual(KINDS_AT_ONCE);
        expect(wanted).toEqual(expect.arrayContaining(asked));
        const leftOut = wanted.filter((kind) => !asked.includes(kind));
        const most = Math.max(-1, ...asked.map((kind) => leftOf(left, kind)));
        if (asked.length === KINDS_AT_ONCE)
          for (const kind of leftOut) expect(leftOf(left, kind)).toBeGreaterThanOrEqual(most);
        else for (const kind of leftOut) expect(leftOf(left, kind)).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});

test('what is accepted counts one each, up to a bound, and nothing else changes', () => {
  fc.assert(
    fc.property(grants, kinds, (before, accepted) => {
      const after = withGranted(before, [...accepted, ...accepted]);
      for (const kind of messageKinds) {
        const more = accepted.includes(kind) ? 1 : 0;
        expect(leftOf(after, kind)).toBe(Math.min(GRANTS_AT_MOST, leftOf(before, kind) + more));
      }
    }),
  );
});

describe('reminders', () => {
  const rules = { reminderDay: 1440, reminderSoon: 120 };
  const start = at(14);

  test.each([
    [start - DAY - 1, null, 'reminderDay'],
    [start - DAY, 'reminderDay', 'reminderSoon'],
    [start - 2 * HOUR - 1, 'reminderDay', 'reminderSoon'],
    [start - 2 * HOUR, 'reminderSoon', null],
    [start, 'reminderSoon', null],
  ])('at %d: due %s, next %s', (now, due, next) => {
    expect(dueReminder(start, rules, now)?.kind ?? null).toBe(due);
    expect(nextReminder(start, rules, now)?.kind ?? null).toBe(next);
  });

  test('what is due lies behind, what comes next ahead, and each is one of the two', () => {
    const before = fc.integer({ min: 1, max: 7 * 24 * 60 });
    const shift = fc.integer({ min: -8 * 24 * 60, max: 60 });
    fc.assert(
      fc.property(before, before, shift, (reminderDay, reminderSoon, minutes) => {
        const own = { reminderDay, reminderSoon };
        const now = start + minutes * MINUTE;
        const moments = [start - reminderDay * MINUTE, start - reminderSoon * MINUTE];
        const due = dueReminder(start, own, now);
        const next = nextReminder(start, own, now);
        expect(due?.at ?? null).toBe(
          moments.some((m) => m <= now) ? Math.max(...moments.filter((m) => m <= now)) : null,
        );
        expect(next?.at ?? null).toBe(
          moments.some((m) => m > now) ? Math.min(...moments.filter((m) => m > now)) : null,
        );
      }),
    );
  });
});
