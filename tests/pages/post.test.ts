import * as v from 'valibot';
import { clockOf, DAY, dayOf, HOUR } from '#domain/time';
import { instantOf } from '#domain/activities/times';
import type { ActivityForm } from '#domain/activities/views';
import { activityInput, changeInput, draftInput, postInput } from '#domain/activities/schemas';
import { draftFrom, emptyDraft, newSlot, type Draft } from '../../miniprogram/packages/leader/post/draft';
import {
  changeInputOf,
  inputOf,
  postInputOf,
  saveInputOf,
} from '../../miniprogram/packages/leader/post/input';
import { copyOf, draftOf, taskOf } from '../../miniprogram/packages/leader/post/open';
import { askedAgain } from '../../miniprogram/packages/leader/post/actions';
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
    ['dangerous work without a word on insurance', { dangerous: true }, 'insurance'],
    [
      'sign-up that opens when all have begun',
      { signupFrom: { day: '2026-11-23', time: '08:30' } },
      'signupFrom',
    ],
    ['a deadline that has passed', { signupUntil: { day: '2026-11-22', time: '09:00' } }, 'signupUntil'],
    [
      'a deadline before sign-up opens',
      {
        signupFrom: { day: '2026-11-22', time: '20:00' },
        signupUntil: { day: '2026-11-22', time: '20:00' },
      },
      'signupUntil',
    ],
    ['fewer places than are held', slotAt({ taken: 12, slotId: 'v-1' }), 'slots.0.capacity'],
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

describe('the form as the calls want it', () => {
  const rich = filled({
    minimumAge: 18,
    skills: ['firstAid'],
    dangerous: true,
    insurance: '意外险',
    mode: 'inOnly',
    repeat: 3,
    signupFrom: { day: '2026-11-22', time: '12:00' },
  });

  test('posting tells all of it, and how often', () => {
    const input = v.parse(postInput, postInputOf(rich));
    expect(input).toMatchObject({
      minimumAge: 18,
      insurance: '意外险',
      mode: 'inOnly',
      repeat: 3,
      signupFrom: at(12),
    });
    expect(v.parse(activityInput, inputOf(filled()))).not.toHaveProperty('mode');
  });

  test('without danger nothing is told about insurance', () => {
    expect(inputOf({ ...rich, dangerous: false }).insurance).toBe('');
  });

  test('anything can be kept, even an empty form', () => {
    for (const draft of [rich, emptyDraft('team1', 'nonce-12345', NOW), filled(ownVenue('', ''))]) {
      expect(v.safeParse(draftInput, saveInputOf(draft).form).success).toBe(true);
    }
    expect(saveInputOf(rich)).not.toHaveProperty('activityId');
    expect(saveInputOf({ ...rich, activityId: 'v1' }).activityId).toBe('v1');
    expect(saveInputOf(filled(slotAt({ from: '' }))).form.slots).toEqual([]);
  });

  test('a change names the slots that are kept and what was seen', () => {
    const draft = filled({ ...slotAt({ slotId: 'v1-1' }), task: 'change', activityId: 'v1', revision: 4 });
    const input = v.parse(changeInput, changeInputOf(draft));
    expect([input.revision, input.slots[0]?.slotId]).toEqual([4, 'v1-1']);
    expect(changeInputOf(filled()).slots[0]).not.toHaveProperty('slotId');
  });
});

/** As the cloud keeps it. */
const stored: ActivityForm = {
  activityId: 'v1',
  teamId: 'team1',
  state: 'published',
  phase: 'coming',
  revision: 2,
  refuseReason: '',
  form: {
    title: '理发',
    category: 'care',
    summary: '剪',
    audience: '',
    bring: '',
    risks: '剪刀',
    contactPhone: '13800000000',
    minimumAge: 16,
    skills: [],
    skillsNeeded: false,
    dangerous: false,
    insurance: '',
    mode: 'auto',
    signupUntil: at(8),
  },
  venue: {
    stationId: 's1',
    name: '湖滨新时代文明实践站',
    address: '',
    place: { longitude: 111, latitude: 34 },
  },
  slots: [
    {
      slotId: 'v1-1',
      kind: 'shift',
      name: '班',
      start: at(9),
      end: at(11),
      capacity: 5,
      taken: 3,
      fixed: null,
    },
    {
      slotId: 'v1-2',
      kind: 'shift',
      name: '班',
      start: at(34),
      end: at(35),
      capacity: 5,
      taken: 0,
      fixed: null,
    },
  ],
};

describe('a night shift', () => {
  const row = (from: string, to: string) => slotRowsOf(slotAt({ day: '2026-12-31', from, to }).slots, {})[0];

  test('is sent as it was meant, and said before it is sent', () => {
    const draft = filled(slotAt({ day: '2026-11-30', from: '22:00', to: '06:00' }));
    expect(faultsOf(draft, categories, NOW)).toEqual({});
    const [slot] = v.parse(activityInput, inputOf(draft)).slots;
    expect(slot && [dayOf(slot.start), dayOf(slot.end), slot.end - slot.start]).toEqual([
      '2026-11-30',
      '2026-12-01',
      8 * HOUR,
    ]);
    expect(row('22:00', '06:00')?.lasts).toBe('到次日 06:00，共 8 小时');
    expect(row('20:00', '24:00')?.lasts).toBe('到当天半夜 24:00，共 4 小时');
    expect(row('08:30', '10:00')?.lasts).toBe('共 1 小时 30 分');
    expect(row('08:30', '08:30')?.lasts).toBe('');
  });

  test('that ends as it begins is refused in words, in a change too', () => {
    const whole = slotAt({ day: '2026-11-30', from: '00:00', to: '24:00' });
    for (const draft of [filled(whole), filled({ ...whole, task: 'change', activityId: 'v1' })])
      expect(faultsOf(draft, categories, NOW)).toEqual({
        'slots.0.end': expect.stringContaining('24') as string,
      });
  });

  test.each([
    ['22:00', '06:00'],
    ['20:00', '24:00'],
    ['00:00', '08:00'],
  ])('%s–%s comes back into the form as it was, to be changed, gone on with or copied', (from, to) => {
    const draft = filled(slotAt({ day: '2026-12-31', from, to }));
    const slots = v
      .parse(activityInput, inputOf(draft))
      .slots.map((slot) => ({ ...slot, slotId: 'v1-1', taken: 0, fixed: null }));
    const form = { ...stored, slots };
    for (const task of ['change', 'draft'] as const)
      expect(draftOf(form, task, 'n', NOW).slots).toMatchObject([{ day: '2026-12-31', from, to }]);
    expect(copyOf(form, 'n', NOW + 50 * DAY).slots).toMatchObject([{ from, to }]);
    expect(draftFrom(JSON.parse(JSON.stringify(draft)), 'team1')).toEqual(draft);
  });
});

describe('an activity of the cloud in the form', () => {
  const form = stored;

  test('what can be done with it there', () => {
    const task = (state: ActivityForm['state'], ...fixed: ActivityForm['slots'][number]['fixed'][]) =>
      taskOf({ state, slots: form.slots.map((slot, i) => ({ ...slot, fixed: fixed[i] ?? null })) });
    expect([task('draft'), task('submitted', 'begun', 'begun'), task('refused')]).toEqual(
      Array(3).fill('draft'),
    );
    expect([task('published'), task('published', 'begun')]).toEqual(['change', 'change']);
    expect([task('published', 'begun', 'off'), task('cancelled'), task('closed')]).toEqual(
      Array(3).fill(null),
    );
  });

  test('a later day is changed by itself: what has begun or was called off is neither shown nor sent', () => {
    const [first, second] = form.slots;
    const slots = [first, second].flatMap((slot, i) =>
      slot ? [{ ...slot, fixed: i === 0 ? ('begun' as const) : null }] : [],
    );
    const draft = draftOf({ ...form, slots }, 'change', 'n', NOW);
    expect(changeInputOf(draft).slots.map(({ slotId }) => slotId)).toEqual(['v1-2']);
    // What is made from it has all its days.
    expect(copyOf({ ...form, slots }, 'n', NOW).slots).toHaveLength(2);
  });

  test('opened for a change it sends back what it was', () => {
    const draft = draftOf(form, 'change', 'nonce-12345', NOW);
    const { slots, signupUntil, minimumAge, mode } = changeInputOf(draft);
    expect(slots.map((s) => [s.slotId, s.start, s.end])).toEqual(
      form.slots.map((s) => [s.slotId, s.start, s.end]),
    );
    expect([signupUntil, minimumAge, mode, draft.sent]).toEqual([at(8), 16, 'auto', false]);
  });

  test('sent back it is taken back first, and its slots are nobody’s', () => {
    const draft = draftOf({ ...form, state: 'refused' }, 'draft', 'nonce-12345', NOW);
    expect(draft.sent).toBe(true);
    expect(draft.slots.map((s) => [s.slotId, s.taken])).toEqual([
      ['', 0],
      ['', 0],
    ]);
    expect(draftOf({ ...form, state: 'draft' }, 'draft', 'nonce-12345', NOW).sent).toBe(false);
  });

  test('another like it: the same weekdays and times to come, nothing else of its time', () => {
    const copy = copyOf(form, 'nonce-12345', at(9) + 20 * DAY);
    const input = inputOf(copy);
    expect(input.slots.map((s) => s.start - at(9))).toEqual([21 * DAY, 21 * DAY + 25 * HOUR]);
    expect([copy.task, copy.activityId, copy.signupUntil, copy.minimumAge]).toEqual(['new', '', null, 16]);
    expect(copy.slots.every((s) => s.slotId === '' && s.taken === 0)).toBe(true);
  });

  test('whoever holds a place in what moves is asked again', () => {
    const draft = draftOf(form, 'change', 'nonce-12345', NOW);
    const moved = (i: number) => ({
      ...draft,
      slots: draft.slots.map((s, n) => (n === i ? { ...s, to: '23:00' } : s)),
    });
    expect([askedAgain(form, draft), askedAgain(form, moved(0)), askedAgain(form, moved(1))]).toEqual([
      0, 3, 0,
    ]);
    const elsewhere = { ...draft, ...ownVenue('广场', '北门') };
    expect(askedAgain(form, elsewhere)).toBe(3);
    expect(askedAgain(form, { ...draft, title: '修鞋' })).toBe(0);
  });
});
