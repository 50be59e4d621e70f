import { DAY, HOUR, MINUTE } from '#domain/time';
import type { HeldActivity } from '#domain/activities/views';
import { heldRow } from '../../miniprogram/packages/centre/review/model';
import { at } from '../domain/support';

const slot = {
  id: 'v-1',
  kind: 'shift',
  name: '分拣',
  capacity: 9,
  left: 9,
  revision: 0,
  start: at(14),
  end: at(16),
} as const;
const held: HeldActivity = {
  id: 'v',
  title: '寄冬衣',
  category: 'care',
  teamName: '环保队',
  phase: 'submitted',
  venue: {
    name: '三里桥社区新时代文明实践站',
    address: '和平路',
    place: { longitude: 111, latitude: 34 },
    stationId: null,
  },
  start: at(14),
  end: at(16),
  slots: [slot],
  submittedAt: at(8),
  summary: '分拣打包',
  audience: '',
  bring: '',
  risks: '搬运当心',
  dangerous: false,
  insurance: '',
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  revision: 3,
  rowId: null,
  dates: [{ activityId: 'v', start: at(14), end: at(16) }],
};
const row = (now: number, part: Partial<HeldActivity> = {}) => heldRow({ ...held, ...part }, now);

describe('an activity that waits for a reviewer', () => {
  test('says how long it has waited', () => {
    const age = (waited: number) =>
      row(at(8) + waited)
        .age.split('，')
        .pop();
    expect([0, MINUTE, 59 * MINUTE, HOUR, DAY - 1, DAY, 9 * DAY].map(age)).toEqual([
      '刚刚提交',
      '已等 1 分钟',
      '已等 59 分钟',
      '已等 1 小时',
      '已等 23 小时',
      '已等 1 天',
      '已等 9 天',
    ]);
    // A phone whose clock is behind.
    expect(age(-HOUR)).toBe('刚刚提交');
  });

  test('stands out after a day', () => {
    expect([DAY - 1, DAY].map((waited) => row(at(8) + waited).long)).toEqual([false, true]);
  });

  test('cannot be published from its start on', () => {
    expect([at(14) - 1, at(14)].map((now) => row(now).begun)).toEqual([false, true]);
  });

  test('shows all that people would read, and nothing that was left empty', () => {
    expect(row(at(9))).toMatchObject({
      title: '寄冬衣',
      team: '环保队',
      venue: '三里桥社区站',
      time: '今天 14:00–16:00',
      facts: [
        { name: '做什么', text: '分拣打包' },
        { name: '要留意', text: '搬运当心' },
      ],
      slots: [{ text: '志愿岗位“分拣”9 人' }],
    });
  });

  test('warns of dangerous work, and says how it is insured and from what age', () => {
    const part = { dangerous: true, insurance: '意外险', minimumAge: 18 };
    expect(row(at(9)).dangerous).toBe(false);
    const { dangerous, facts, revision } = row(at(9), part);
    expect([dangerous, revision, facts.map((f) => f.text)]).toEqual([
      true,
      3,
      ['分拣打包', '搬运当心', '意外险', '满 18 岁'],
    ]);
  });

  test('names the time of each slot where there are several, and the day where there are several days', () => {
    const texts = (start: number, end: number) =>
      row(at(9), { slots: [{ ...slot, id: 'v-2', start, end }, slot], end }).slots.map(
        (s) => s.text.split('志愿')[0],
      );
    expect(texts(at(16), at(18))).toEqual(['14:00–16:00 ', '16:00–18:00 ']);
    expect(texts(at(38), at(40))).toEqual(['今天 14:00–16:00 ', '明天 14:00–16:00 ']);
  });

  describe('of a weekly row', () => {
    const dates = [0, 1, 2].map((week) => ({
      activityId: `v${week}`,
      start: at(14) + week * 7 * DAY,
      end: at(16) + week * 7 * DAY,
    }));
    const part = { rowId: 'v', dates };

    test('shows all dates as one, and each by itself', () => {
      const one = row(at(9), part);
      expect([one.rowId, one.dates.map((d) => d.id), one.begun, one.rowNote]).toEqual([
        'v',
        ['v0', 'v1', 'v2'],
        false,
        '',
      ]);
      expect(one.time).toBe('每周日 14:00–16:00，共 3 次，11月22日到12月6日');
    });

    test('says how many have begun, until all have', () => {
      const noted = [at(14) - 1, at(14), at(14) + 14 * DAY].map((now) => row(now, part));
      expect(
        noted.map((one) => [one.begun, one.rowNote !== '', one.dates.filter((d) => d.begun).length]),
      ).toEqual([
        [false, false, 0],
        [false, true, 1],
        [true, false, 3],
      ]);
    });

    test('the last one that waits is held like any other', () => {
      const last = row(at(9), { ...part, dates: dates.slice(0, 1) });
      expect([last.rowId, last.dates, last.time]).toEqual(['', [], '今天 14:00–16:00']);
    });
  });
});
