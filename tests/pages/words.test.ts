import { errorCodes, type ErrorCode } from '#domain/errors';
import { DAY, HOUR, startOfDayNamed } from '#domain/time';
import type { ActivityView, SlotOffer } from '#domain/activities/page';
import type { HeldPlace } from '#domain/signups/views';
import type { StationView } from '#domain/stations/views';
import { firstChoice } from '../../miniprogram/packages/resident/activity/door';
import { activityPage, mainButton } from '../../miniprogram/packages/resident/activity/model';
import { countiesOf, townshipsOf } from '../../miniprogram/packages/settings/place/model';
import { firstShown, onDay } from '../../miniprogram/pages/activities/model';
import { stationPage } from '../../miniprogram/pages/station/model';
import { mineRow } from '../../miniprogram/services/cards';
import { signedModel } from '../../miniprogram/packages/volunteer/signed/model';
import * as format from '../../miniprogram/services/format';
import { reasonOnButton, wordsFor } from '../../miniprogram/services/words';
import { storyClock } from '../support/story-clock';
import { aHeldPlace, anActivity, aSlot } from './views';

/** What people read on the phone: the same wherever the phone thinks it is. */
const midnight = startOfDayNamed('2026-11-22');
const now = midnight + 9 * HOUR;
storyClock(now);

const mine = (over: Partial<HeldPlace> = {}): HeldPlace =>
  aHeldPlace({
    start: now + HOUR,
    end: now + 3 * HOUR,
    checkInFrom: now,
    cancelUntil: now + HOUR,
    venue: { name: '三里桥社区新时代文明实践站', address: '', place: { longitude: 111.2, latitude: 34.8 } },
    ...over,
  });

const FREE = { status: 'FREE', warnings: [] } as const;
const FULL = { status: 'FULL', warnings: [] } as const;
const no = (code: ErrorCode) => ({ status: 'NO', code, details: {} }) as const;

const offer = (id: string, status: SlotOffer['status'], own: HeldPlace | null = null): SlotOffer =>
  aSlot({ id, status, mine: own, start: now + HOUR, end: now + 2 * HOUR });

describe('times', () => {
  it('names near days and gives far ones a date', () => {
    expect(format.moment(midnight + 8.5 * HOUR, now)).toBe('今天 8:30');
    expect(format.moment(midnight + DAY, now)).toBe('明天 0:00');
    expect(format.moment(midnight - 1, now)).toBe('昨天 23:59');
    expect(format.dayName(midnight + 8 * DAY, now)).toBe('11月30日 周一');
  });

  it('says the day of the end only when it is another', () => {
    const start = midnight + 22 * HOUR;
    expect(format.span({ start, end: start + HOUR }, now)).toBe('今天 22:00–23:00');
    expect(format.span({ start, end: start + 2 * HOUR }, now)).toBe('今天 22:00–24:00');
    expect(format.span({ start, end: start + 8 * HOUR }, now)).toBe('今天 22:00–次日 6:00');
    // Two mornings are no night.
    expect(format.span({ start: start - 13 * HOUR, end: start + 13 * HOUR }, now)).toBe(
      '今天 9:00 – 明天 11:00',
    );
    expect(format.span({ start, end: start + 26 * HOUR }, now)).toBe('今天 22:00 – 明天 24:00');
    expect(format.clockSpan({ start, end: start + 8 * HOUR })).toBe('22:00–次日 6:00');
    expect(format.endClock({ start, end: start + HOUR })).toBe('23:00');
  });

  it('shows today from a while ago on, other days and the early morning whole', () => {
    expect(firstShown('2026-11-22', now)?.start).toBe(now - 3 * HOUR);
    expect(firstShown('2026-11-23', now)).toBeUndefined();
    expect(firstShown('2026-11-22', midnight + HOUR)).toBeUndefined();
  });

  it('shows without network nothing of another day than the one chosen', () => {
    const night = { start: midnight + 22 * HOUR, end: midnight + 26 * HOUR };
    const until = { start: midnight - HOUR, end: midnight };
    expect([onDay('2026-11-22', night), onDay('2026-11-23', night)]).toEqual([true, true]);
    expect([onDay('2026-11-21', until), onDay('2026-11-22', until)]).toEqual([true, false]);
  });
});

describe('numbers', () => {
  it.each([
    [0, '10 米'],
    [346, '350 米'],
    [1240, '1.2 公里'],
    [18200, '18 公里'],
  ])('%d m is %s', (metres, words) => expect(format.distance(metres)).toBe(words));

  it.each([
    [45, '45 分钟'],
    [110, '1 小时 50 分'],
    [120, '2 小时'],
    [-30, '−30 分钟'],
  ])('%d min is %s', (total, words) => expect(format.minutes(total)).toBe(words));

  it.each([
    [[1, 2, 3, 4, 5], '周一至周五'],
    [[7, 6], '周六、周日'],
    [[1, 2, 3, 4, 5, 6, 7], '每天'],
    [[1, 3, 5], '周一、周三、周五'],
  ])('weekdays %j are %s', (days, words) => expect(format.weekdays(days)).toBe(words));

  it('hides the middle of a telephone number', () =>
    expect(format.hiddenPhone('13800001234')).toBe('138****1234'));
});

describe('failures', () => {
  it('has words in Chinese for every code, on a button too', () => {
    for (const code of errorCodes) {
      expect(wordsFor(code)).toMatch(/[\u4e00-\u9fff]/);
      expect(reasonOnButton(code)).not.toContain(code);
    }
  });

  it('puts the time of the refusal into the words', () => {
    const at = midnight + 8.5 * HOUR;
    expect(wordsFor('TOO_EARLY', { at })).toContain(format.moment(at, now));
  });
});

describe('the next step of a sign-up', () => {
  const actionOf = (over: Partial<HeldPlace>, at = now): string => mineRow(mine(over), at).action;
  const present = { state: 'present', in: now, out: null, flags: [] } as const;

  it('is to check in only once check-in is taken, and not after the end', () => {
    expect(actionOf({}, now - 1)).toBe('open');
    expect(actionOf({})).toBe('checkIn');
    expect(actionOf({}, now + 3 * HOUR)).toBe('open');
  });

  it('follows the state before the clock', () => {
    expect(actionOf({ presence: present })).toBe('checkOut');
    expect(actionOf({ state: 'waiting' })).toBe('open');
    expect(actionOf({ activityState: 'cancelled' })).toBe('open');
    expect(actionOf({ kind: 'service' })).toBe('lead');
  });

  it('promises nothing that can no longer happen', () => {
    const advice = (over: Partial<HeldPlace>, at: number): string => mineRow(mine(over), at).advice;
    expect(advice({ state: 'waiting' }, now)).toContain('轮到您');
    expect(advice({ state: 'waiting' }, now + HOUR)).toContain('没有轮到您');
    expect(advice({ kind: 'service' }, now)).toContain('准时到');
    expect(advice({ kind: 'service' }, now + 2 * HOUR)).toContain('12:00 结束');
    expect(actionOf({ kind: 'service' }, now + 3 * HOUR)).toBe('open');
  });
});

describe('the button of an activity', () => {
  const action = (slot: SlotOffer | undefined): string => mainButton(slot, now).action;

  it('does what the cloud says can be done', () => {
    expect(action(offer('a', FREE))).toBe('take');
    expect(action(offer('a', FULL))).toBe('wait');
    expect(action(offer('a', no('ALREADY_SIGNED_UP'), mine()))).toBe('checkIn');
    expect(action(undefined)).toBe('none');
  });

  it('says why not', () => {
    const button = mainButton(offer('a', no('OVERLAPS')), now);
    expect(button).toMatchObject({ action: 'none', text: reasonOnButton('OVERLAPS') });
    const late = offer('a', no('DEADLINE_PASSED'));
    expect(mainButton(late, now).text).toBe(reasonOnButton('DEADLINE_PASSED'));
    expect(mainButton(late, late.start).text).toBe('已经开始，不能报名');
    expect(mainButton(late, late.end).text).toBe('这一场已经结束');
  });

  it('begins with one’s own slot, then one that is free, then one to wait for', () => {
    const clash = offer('no', no('OVERLAPS'));
    const full = offer('full', FULL);
    const free = offer('free', FREE);
    const own = offer('own', no('ALREADY_SIGNED_UP'), mine());
    const choose = (...slots: ActivityView['slots']): string => firstChoice(slots);
    expect(choose(clash, full, free, own)).toBe('own');
    expect(choose(clash, full, free)).toBe('free');
    expect(choose(clash, full)).toBe('full');
    expect(choose(clash)).toBe('no');
    expect(choose()).toBe('');
  });
});

describe('places to choose', () => {
  const place = { longitude: 0, latitude: 0 };
  const city = { id: 'c', name: '甲市新时代文明实践中心', tier: 'centre', parentId: null, place } as const;
  const county = { ...city, id: 'x', name: '乙县新时代文明实践中心', parentId: 'c' } as const;
  const town = { ...city, id: 't', name: '丙镇新时代文明实践所', tier: 'institute', parentId: 'x' } as const;

  it('offers counties, then the townships below', () => {
    expect(countiesOf([city, county, town])).toEqual([{ id: 'x', name: '乙县' }]);
    expect(townshipsOf([city, county, town], 'x')).toEqual([{ id: 't', name: '丙镇' }]);
  });

  it('offers the one centre of a city without counties', () =>
    expect(countiesOf([city])).toEqual([{ id: 'c', name: '甲市' }]));
});

describe('what became of a sign-up', () => {
  const view = (over: Partial<ActivityView> = {}): ActivityView =>
    anActivity({ start: now + HOUR, end: now + 3 * HOUR, ...over });
  const seen = (own: HeldPlace | null, activity = view(), at = now, cancelled = false) =>
    signedModel(
      activity,
      own && { signup: own, slot: offer('a', FREE, own) },
      { ahead: null, cancelled },
      at,
    );

  it('says what to do while it is to come', () =>
    expect(seen(mine())).toMatchObject({ state: 'confirmed', heading: '报名成功', cancelText: '取消报名' }));

  it('offers no places of what was cancelled', () => {
    const slots = [offer('a', FREE)];
    const places = (phase: ActivityView['phase']) =>
      activityPage(view({ phase, slots }), now).groups[0]?.slots[0]?.places;
    expect(places('coming')).toContain('还剩 2 个');
    expect(places('cancelled')).toBe('');
  });

  it('says which day is off, and sends nobody to it', () => {
    const off = { ...offer('a', { status: 'NO', code: 'CANCELLED', details: {} }), off: '大风' };
    const rows = activityPage(view({ slots: [off, offer('b', FREE)] }), now).groups[0]?.slots ?? [];
    expect(rows.map((row) => [row.off !== '', row.places !== ''])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(rows[0]?.off).toContain('大风');
    const own = { ...off, mine: mine({ activityState: 'cancelled' }) };
    const model = signedModel(
      view({ slots: [own] }),
      { signup: own.mine, slot: own },
      { ahead: null, cancelled: false },
      now,
    );
    expect(model).toMatchObject({ state: 'gone', lead: '大风', steps: [] });
    expect(model.heading).not.toBe('活动取消了');
  });

  it('calls a booking a booking', () => expect(seen(mine({ kind: 'service' })).cancelText).toBe('取消预约'));

  it('does not send anybody to what was cancelled', () => {
    const cancelled = view({ phase: 'cancelled', cancelReason: '大风' });
    const signup = mine({ activityState: 'cancelled' });
    const model = seen(signup, cancelled);
    expect(model).toMatchObject({ state: 'gone', heading: '活动取消了', lead: '大风', steps: [] });
  });

  it('does not tell a stranger that a sign-up was cancelled', () => {
    expect(seen(null).heading).toBe('这一场没有您的报名');
    expect(seen(null, view(), now, true).heading).toBe('已经取消了');
  });

  it('does not promise a place once it has begun', () => {
    const waiting = mine({ state: 'waiting' });
    expect(seen(waiting).lead).toContain('轮到您');
    expect(seen(waiting, view(), now + HOUR)).toMatchObject({
      lead: '已经开始了，这次没有轮到您',
      steps: [],
    });
  });
});

describe('how far a station is', () => {
  const station: StationView = {
    id: 'x',
    tier: 'station',
    name: '站',
    place: { longitude: 111, latitude: 34 },
    distance: 350,
    openState: { open: false, until: null, opensAt: null },
    offers: [],
    ancestors: [],
    today: [],
    approximate: false,
    address: '',
    phone: '',
    openingHours: [],
    facilities: [],
    photos: [],
    path: [],
    week: [],
    weekNext: null,
  };

  it('is said from where it was measured', () => {
    expect(stationPage(station, '我', now).distance).toBe('离我 350 米');
    expect(stationPage(station, '故县镇', now).distance).toBe('离故县镇 350 米');
  });

  it('is said to be rough where the position is', () =>
    expect(stationPage({ ...station, approximate: true }, '我', now).distance).toBe('离我大约 350 米'));
});
