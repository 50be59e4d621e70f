import { starsOf } from '#domain/hours/stars';
import { HOUR } from '#domain/time';
import type { MeView } from '#domain/accounts/views';
import type { LedActivity } from '#domain/activities/views';
import type { HomeView } from '#domain/home/views';
import type { MySignup } from '#domain/signups/views';
import { rowsOf } from '../../miniprogram/pages/home/model';
import { mePage } from '../../miniprogram/pages/me/model';
import { kindsOf, reminderRows, typeNote } from '../../miniprogram/packages/settings/index/model';
import { desksOf, dueCount, dueRows } from '../../miniprogram/services/work';
import { at, settings } from '../domain/support';
import { aLedActivity, aLedSlot, aSignup } from './views';

const signup = (own: Partial<MySignup> = {}): MySignup => aSignup({ canOffer: false, ...own });

const me = (own: Partial<MeView> = {}): MeView => ({
  name: '王秀英',
  phone: '13900000000',
  introduced: true,
  number: null,
  coming: [],
  teams: [],
  hours: { totalMinutes: 90, lines: 1, ...starsOf(90, settings.hours.stars) },
  waiting: {
    applications: 0,
    activities: 0,
    photos: 0,
    teams: 0,
    cases: 0,
    overdue: 0,
    requests: 0,
    orders: 0,
    bindings: 0,
  },
  ...own,
});

const slot = (id: string, start: number, end: number) => aLedSlot({ id, start, end });

const led = (own: Partial<LedActivity> = {}): LedActivity =>
  aLedActivity({ slots: [slot('v-1', at(9), at(11))], expected: 3, ...own });

const ways = (rows: readonly { way: string }[]): string[] => rows.map(({ way }) => way);

describe('我的', () => {
  test('begins with what can be done now, and leaves the rest for later', () => {
    const soon = signup({ signupId: 'soon', start: at(12), end: at(13), checkInFrom: at(11, 30) });
    const page = mePage(me({ coming: [signup(), soon] }), [], false, at(8, 40));
    expect(page.next).toMatchObject({ signupId: 'v-1_a', action: 'checkIn' });
    expect(page.atDesk).toBe(true);
    expect(page.later.map(({ signupId }) => signupId)).toEqual(['soon']);
  });

  test('leaves nothing that waits for an answer to the end of the page', () => {
    const there = signup({ presence: { state: 'present', in: at(8, 30), out: null, flags: [] } });
    const asked = { question: 'PROMOTED', by: at(10), was: null } as const;
    const promoted = signup({ signupId: 'promoted', start: at(14), end: at(15), asked });
    const page = mePage(me({ coming: [there, promoted] }), [], false, at(8, 40));
    expect(page.next).toMatchObject({ action: 'checkOut' });
    expect(page.asked.map(({ signupId }) => signupId)).toEqual(['promoted']);
    expect(page.later).toEqual([]);
  });

  test('offers one’s own code only where a leader could scan it', () => {
    expect(mePage(me({ coming: [signup()] }), [], false, at(7)).atDesk).toBe(false);
    expect(mePage(me(), [], false, at(7))).toMatchObject({ atDesk: false, next: null, later: [] });
  });

  test('asks those to register who have not, and shows swaps to those who have', () => {
    const stranger = ways(mePage(me(), [], false, at(8)).own);
    const volunteer = ways(mePage(me({ number: '123' }), [], false, at(8)).own);
    expect(stranger[0]).toBe('register');
    expect([stranger.includes('profile'), volunteer.includes('profile')]).toEqual([false, true]);
    expect(stranger).not.toContain('offers');
    expect(volunteer[0]).toBe('hours');
    expect(volunteer).toContain('offers');
    for (const own of [stranger, volunteer])
      expect(own).toEqual(
        expect.arrayContaining(['certificates', 'teams', 'people', 'code', 'benefits', 'settings']),
      );
  });

  test('shows leaders and staff what waits for them, and nobody else anything of it', () => {
    const waiting = {
      applications: 2,
      activities: 3,
      photos: 2,
      teams: 0,
      cases: 1,
      overdue: 4,
      requests: 2,
      orders: 3,
      bindings: 0,
    };
    const teams = [{ id: 't', name: '队', stationId: 's', suspended: false }];
    const nobody = mePage(me({ waiting }), [led({ toConfirm: 5 })], false, at(8));
    expect([nobody.leading, nobody.serving]).toEqual([[], []]);
    const both = mePage(me({ waiting, teams }), [led({ toConfirm: 5 }), led({ toConfirm: 1 })], true, at(8));
    const count = (rows: typeof both.leading, way: string) => rows.find((row) => row.way === way)?.count;
    expect(count(both.leading, 'led')).toBe('6');
    expect(count(both.leading, 'applications')).toBe('2');
    expect(count(both.serving, 'review')).toBe('5');
    expect(count(both.serving, 'heldTeams')).toBe('');
    expect(count(both.serving, 'heldHours')).toBe('5');
    // Counted no further than that, here as in the cloud.
    const many = { ...waiting, applications: 99, activities: 100, cases: 60, overdue: 100 };
    const full = mePage(me({ waiting: many, teams }), [], true, at(8));
    expect(count(full.leading, 'applications')).toBe('99');
    expect(['review', 'heldHours'].map((way) => count(full.serving, way))).toEqual(['99+', '99+']);
  });

  test('says how far the next star is, until there is none', () => {
    const { stars } = settings.hours;
    const figure = (minutes: number) =>
      mePage(
        me({ number: '4112000001', hours: { totalMinutes: minutes, lines: 1, ...starsOf(minutes, stars) } }),
        [],
        false,
        at(8),
      );
    expect(figure(0).stars.filter(Boolean)).toHaveLength(0);
    expect(figure(100 * 60).stars).toEqual([true, false, false, false, false]);
    expect(figure(100 * 60).nextStar).toMatch(/2 星$/);
    expect(figure(2000 * 60).stars.every(Boolean)).toBe(true);
    expect(figure(2000 * 60).nextStar).toBe('');
    const none = { totalMinutes: 0, lines: 0, ...starsOf(0, settings.hours.stars) };
    expect(mePage(me({ number: null, hours: none }), [], false, at(8)).stars).toEqual([]);
    expect(mePage(me({ number: null }), [], false, at(8)).stars).not.toEqual([]);
  });
});

test('what can be done now is counted once, whichever page counts it', () => {
  const asked = { question: 'PROMOTED', by: at(10), was: null } as const;
  const mine = me({
    coming: [signup({ asked }), signup({ signupId: 'other' })],
    teams: [{ id: 't', name: '队', stationId: 's', suspended: false }],
    waiting: { ...me().waiting, applications: 3, bindings: 1 },
  });
  const leader = dueRows(mine, [], false);
  const staff = dueRows(mine, [], true);
  expect([ways(leader), ways(staff)]).toEqual([['applications'], ['applications', 'bindings']]);
  expect([dueCount(mine, leader), dueCount(mine, staff), dueCount(me(), dueRows(me(), [], false))]).toEqual([
    2, 3, 0,
  ]);
});

describe('the desks of today', () => {
  test('stand there from an hour before to an hour after, one for each activity, soonest first', () => {
    const two = led({ id: 'w', slots: [slot('w-2', at(10), at(12)), slot('w-1', at(8, 30), at(10))] });
    const desks = (now: number) => desksOf([led(), two], now).map(({ slotId }) => slotId);
    expect(desks(at(7, 30) - 1)).toEqual([]);
    expect(desks(at(7, 30))).toEqual(['w-1']);
    expect(desks(at(8))).toEqual(['w-1', 'v-1']);
    expect(desks(at(11))).toEqual(['v-1', 'w-2']);
    expect(desks(at(12) - 1)).toEqual(['v-1', 'w-2']);
    expect(desks(at(12))).toEqual(['w-2']);
    expect(desks(at(12) + HOUR)).toEqual([]);
  });

  test('are none for what was called off or is not published', () => {
    for (const phase of ['cancelled', 'submitted', 'refused', 'draft'] as const)
      expect(desksOf([led({ phase })], at(9))).toEqual([]);
  });
});

describe('the home page', () => {
  const card = (id: string): HomeView['nearby'][number] => ({
    id,
    title: '义诊',
    category: 'care',
    teamName: '队',
    phase: 'coming',
    distance: 100,
    venue: { name: '站', address: '', place: { longitude: 111, latitude: 34 }, stationId: null },
    start: at(9),
    end: at(11),
    slots: [],
  });
  const month = { month: '2026-11', activities: 0, personTimes: 0, minutes: 0 };
  const home = (next: MySignup | null): HomeView => ({
    calls: [],
    next,
    nearby: ['a', 'b', 'c'].map(card),
    month,
  });

  test('suggests the nearest where nothing of one’s own is coming, and lists it once', () => {
    const rows = rowsOf(home(null), at(8), false);
    expect([rows.suggested?.id, rows.nearby.map(({ id }) => id)]).toEqual(['a', ['b', 'c']]);
  });

  test('puts call-ups before all else, and an exercise says that it is one', () => {
    const called = {
      id: 'e1',
      title: '防汛',
      drill: true,
      stationName: '中心',
      state: 'open' as const,
      at: at(8),
    };
    const view = { ...home(null), calls: [{ ...called, standing: 'silent' as const }] };
    expect(rowsOf(view, at(8), true).calls).toMatchObject([{ id: 'e1', drill: true }]);
  });

  test('suggests nothing that has begun or is full while there is something else', () => {
    const places = (left: number, start: number) => [{ ...slot('x', start, at(11)), left }];
    const nearby = [
      { ...card('begun'), slots: places(5, at(8)) },
      { ...card('full'), slots: places(0, at(9)) },
      { ...card('open'), slots: places(1, at(9)) },
    ];
    const rows = rowsOf({ ...home(null), nearby }, at(8), false);
    expect([rows.suggested?.id, rows.nearby.map(({ id }) => id)]).toEqual(['open', ['begun', 'full']]);
    expect(rowsOf({ ...home(null), nearby }, at(8), true)).toMatchObject({
      suggested: { id: 'open' },
      nearby: [],
    });
  });

  test('in large type is short: my next thing or one that could be, and no list', () => {
    expect(rowsOf(home(null), at(8), true)).toMatchObject({ suggested: { id: 'a' }, nearby: [] });
    expect(rowsOf(home(signup()), at(8), true)).toMatchObject({
      next: { slotId: 'v-1' },
      suggested: null,
      nearby: [],
    });
    expect(rowsOf(home(signup()), at(8), false).nearby).toHaveLength(3);
  });
});

describe('settings', () => {
  const { city } = settings;
  const known = { templates: settings.messages.templates, grants: {}, teams: [], duties: ['s1'], city };

  test('show what is left of each kind of reminder, and ask only where something is wanting', () => {
    const rows = reminderRows({ ...known, grants: { reminderDay: 3, reminderSoon: 4, changed: 1 } });
    expect(rows.find(({ id }) => id === 'before')).toMatchObject({ none: false, askable: false });
    expect(rows.find(({ id }) => id === 'changes')).toMatchObject({ none: false, askable: true });
    expect(rows.find(({ id }) => id === 'hours')).toMatchObject({ none: true, askable: true });
  });

  test('leave out what only leaders are told, and what the city has no template of', () => {
    const leader = { ...known, teams: [{ id: 't', name: '队', stationId: 's', suspended: false }] };
    expect(reminderRows(known).map(({ id }) => id)).not.toContain('leading');
    expect(reminderRows(leader).map(({ id }) => id)).toContain('leading');
    const office = { ...known, duties: ['s1', city.id] };
    expect(reminderRows(known).map(({ id }) => id)).not.toContain('sealing');
    expect(reminderRows(office).map(({ id }) => id)).toContain('sealing');
    const templates = { ...known.templates, joined: '' };
    expect(reminderRows({ ...known, templates }).map(({ id }) => id)).not.toContain('teams');
  });

  test('every kind that WeChat may send is in one of the groups', () => {
    const groups = [
      'before',
      'changes',
      'places',
      'callups',
      'hours',
      'requests',
      'teams',
      'leading',
      'sealing',
    ];
    expect(groups.flatMap(kindsOf).sort()).toEqual(Object.keys(settings.messages.templates).sort());
    expect(kindsOf('nothing of the kind')).toEqual([]);
  });

  test('say where the size of the text comes from', () => {
    expect(typeNote(false, 1.5)).not.toBe(typeNote(false, 1));
    expect(typeNote(true, 1.5)).toBe(typeNote(false, 1));
  });
});
