import { clockOf, DAY, dayOf } from '#domain/time';
import {
  draftFrom,
  emptyDraft,
  inputOf,
  instantOf,
  newSlot,
  type Draft,
} from '../../miniprogram/packages/leader/post/draft';
import { faultsOf, refusedField, slotRowsOf } from '../../miniprogram/packages/leader/post/faults';
import { at, settings } from '../domain/support';

const NOW = at(9);
const categories = settings.activityCategories;

const filled = (part: Partial<Draft> = {}): Draft => ({
  ...emptyDraft('team1', 'nonce-12345', NOW),
  title: '给老人理发',
  category: 'care',
  summary: '在站里给老人理发',
  risks: '注意剪刀',
  contactPhone: '13800000000',
  venue: { stationId: 's1', name: '湖滨站', address: '', place: { longitude: 111, latitude: 34 } },
  ...part,
});

const ownVenue = (name: string, address: string): Pick<Draft, 'venue'> => ({
  venue: { stationId: null, name, address, place: { longitude: 111, latitude: 34 } },
});

const slotAt = (part: object): Pick<Draft, 'slots'> => ({
  slots: [{ ...newSlot('shift', undefined, NOW), ...part }],
});

describe('the draft of an activity', () => {
  test('begins with one shift tomorrow morning', () => {
    const [slot] = inputOf(emptyDraft('team1', 'n', NOW)).slots;
    expect(slot && dayOf(slot.start)).toBe(dayOf(NOW + DAY));
    expect(slot && [clockOf(slot.start), clockOf(slot.end)]).toEqual(['08:30', '10:30']);
  });

  test('a further slot stands at the time of the one before it', () => {
    const before = { ...newSlot('shift', undefined, NOW), day: '2026-12-01', from: '14:00', to: '16:00' };
    expect(newSlot('service', before, NOW)).toMatchObject({ day: '2026-12-01', from: '14:00', to: '16:00' });
  });

  test('a clock time is read in the zone of the city', () => {
    expect(instantOf('2026-11-22', '09:00')).toBe(NOW);
  });

  test.each(['24:00', '9:00', '', '08:60'])('%s is no clock time', (time) => {
    expect(instantOf('2026-11-22', time)).toBeNull();
  });

  test('comes back from storage as it was, but not for another team and not in another shape', () => {
    const draft = filled();
    const stored: unknown = JSON.parse(JSON.stringify(draft));
    expect(draftFrom(stored, 'team1')).toEqual(draft);
    expect(draftFrom(stored, 'team2')).toBeNull();
    expect(draftFrom({ ...draft, slots: 'none' }, 'team1')).toBeNull();
    expect(draftFrom('', 'team1')).toBeNull();
  });
});

describe('faults beside the fields', () => {
  const fields = (draft: Draft): string[] => Object.keys(faultsOf(draft, categories, NOW)).sort();

  test('a filled form has none', () => {
    expect(fields(filled())).toEqual([]);
    expect(fields(filled(ownVenue('广场', '北门')))).toEqual([]);
  });

  test('an empty form names everything that is needed', () => {
    expect(fields(emptyDraft('team1', 'nonce-12345', NOW))).toEqual(
      ['category', 'contactPhone', 'risks', 'summary', 'title', 'venue'].sort(),
    );
  });

  test.each([
    ['a title too long', { title: '长'.repeat(41) }, 'title'],
    ['a category that the city does not have', { category: 'gone' }, 'category'],
    ['a telephone number that is none', { contactPhone: '123' }, 'contactPhone'],
    ['an own place without a name', ownVenue(' ', '北门'), 'venue.name'],
    ['an own place without an address', ownVenue('广场', ''), 'venue.address'],
    ['a slot that ends as it starts', slotAt({ from: '08:30', to: '08:30' }), 'slots.0.end'],
    ['a slot that has begun', slotAt({ day: '2026-11-22', from: '09:00', to: '10:00' }), 'slots.0.start'],
    ['a slot without a name', slotAt({ name: '' }), 'slots.0.name'],
    ['a slot for nobody', slotAt({ capacity: 0 }), 'slots.0.capacity'],
    ['no slot', { slots: [] }, 'slots'],
  ])('%s', (_, part: Partial<Draft>, field) => {
    expect(fields(filled(part))).toEqual([field]);
  });

  test('a slot that begins one minute from now is not late', () => {
    expect(fields(filled(slotAt({ day: '2026-11-22', from: '09:01', to: '10:00' })))).toEqual([]);
  });

  test('the cloud’s refusal goes to the field that it names', () => {
    expect(Object.keys(refusedField('TIME_PASSED', { field: 'slots.1.start' }) ?? {})).toEqual([
      'slots.1.start',
    ]);
    expect(refusedField('CONTENT_REFUSED', {})).toBeNull();
  });

  test('each slot gets its own', () => {
    const slot = newSlot('shift', undefined, NOW);
    const [first, second] = slotRowsOf([slot, slot], { 'slots.1.end': '晚一点' });
    expect(first?.faults.end).toBe('');
    expect(second?.faults.end).toBe('晚一点');
  });
});
