import fc from 'fast-check';
import { isCrowding, stateAfterCheck } from '#domain/activities/rules';
import { householdRefusal } from '#domain/signups/rules';
import { settings } from './support';

const rules = (householdShare: number, partyAtMost: number) => ({
  ...settings,
  signups: { ...settings.signups, householdShare, partyAtMost },
});
const service = (capacity: number) => ({ kind: 'service' as const, capacity });

test('of a service a household has its share and no more, in whatever order its people come', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 10 }),
      fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 40 }),
      (capacity, share, partyAtMost, parties) => {
        const most = Math.max(partyAtMost, Math.floor(capacity * share));
        let held = 0;
        for (const party of parties.map((size) => Math.min(size, partyAtMost))) {
          const refused = householdRefusal(service(capacity), held, party, rules(share, partyAtMost));
          if (refused) expect(refused).toEqual({ code: 'HOUSEHOLD_FULL', details: { max: most } });
          else held += party;
        }
        expect(held).toBeLessThanOrEqual(most);
        // Nobody is refused what would still fit.
        expect(householdRefusal(service(capacity), held, most - held, rules(share, partyAtMost))).toBeNull();
      },
    ),
  );
});

test('who comes first always has a place; who gives time takes nothing from anybody', () => {
  expect(householdRefusal(service(1), 0, 5, rules(0, 5))).toBeNull();
  expect(householdRefusal({ kind: 'shift', capacity: 1 }, 9, 1, rules(0, 1))).toBeNull();
});

test('so many dates a day go out at once, and those above them to a reviewer, however they are split', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 60 }),
      (postsADay, rows) => {
        const activities = { ...settings.activities, postsADay };
        let posted = 0;
        let published = 0;
        for (const dates of rows) {
          const crowding = isCrowding(posted, dates, activities);
          const state = stateAfterCheck('pass', 'content', { dangerous: false, crowding });
          if (state === 'published') published += dates;
          posted += dates;
        }
        expect(published).toBeLessThanOrEqual(postsADay);
        if (posted <= postsADay) expect(published).toBe(posted);
      },
    ),
  );
});
