import { HOUR } from '#domain/time';
import type { PastSignup } from '#domain/signups/views';
import { saidPage } from '../../miniprogram/packages/leader/said/model';
import { pastRow } from '../../miniprogram/packages/resident/history/model';
import { dayTabs, serviceRows } from '../../miniprogram/packages/resident/services/model';
import { storyClock } from '../support/story-clock';
import { NOW } from './views';

storyClock(NOW);
const DAY = 24 * HOUR;

const past = (over: Partial<PastSignup> = {}): PastSignup => ({
  signupId: 's',
  activityId: 'v',
  kind: 'service',
  title: '剪头发',
  slotName: '理发',
  venueName: '南沟村新时代文明实践站',
  start: NOW - 3 * HOUR,
  end: NOW - HOUR,
  outcome: 'past',
  face: null,
  canThank: true,
  ...over,
});

describe('what is over', () => {
  test('says what it was and how it came out, and asks only who can still say something', () => {
    expect(pastRow(NOW)(past())).toMatchObject({
      venue: '南沟村站',
      outcome: '已结束',
      face: '',
      thanks: true,
    });
    expect(pastRow(NOW)(past({ outcome: 'calledOff', canThank: false })).thanks).toBe(false);
    expect(pastRow(NOW)(past({ face: 'good' })).face).toBe('good');
  });

  test('what people said is counted, and of nobody it is nothing', () => {
    const counts = { good: 3, fair: 1, poor: 0 };
    const page = saidPage({ counts, words: [{ face: 'fair', words: '等得久', at: NOW - DAY }] }, NOW);
    expect(page.bars.map(({ count, percent }) => [count, percent])).toEqual([
      [3, 75],
      [1, 25],
      [0, 0],
    ]);
    expect(page.words).toMatchObject([{ words: '等得久', day: '昨天' }]);
    expect(saidPage({ counts: { good: 0, fair: 0, poor: 0 }, words: [] }, NOW).all).toBe(0);
  });
});

describe('services to book', () => {
  const slot = { kind: 'service' as const, capacity: 5, left: 2, revision: 0 };
  const card = (id: string, rowId: string | null, days: number) => {
    const start = NOW + days * DAY;
    const end = start + HOUR;
    return {
      id,
      title: id,
      category: 'health',
      teamName: '',
      venue: { name: '西站', address: '', place: { longitude: 0, latitude: 0 }, stationId: null },
      start,
      end,
      phase: 'coming' as const,
      distance: 350,
      rowId,
      slots: [
        { ...slot, id: `${id}-1`, name: '理发', start, end },
        { ...slot, id: `${id}-2`, name: '满了', left: 0, start, end },
        { ...slot, id: `${id}-3`, name: '岗位', kind: 'shift' as const, start, end },
        { ...slot, id: `${id}-4`, name: '取消了', off: '下雨', start, end },
      ],
    };
  };

  test('are what serves and stands; what is full can be waited for, what has begun is only said', () => {
    const [row] = serviceRows([card('a', null, 1)], [], NOW);
    expect(row?.lines.map(({ name, action }) => [name, action])).toEqual([
      ['理发', '预约'],
      ['满了', '候补'],
    ]);
    const [running] = serviceRows([card('a', null, 0)], [], NOW + 60_000);
    expect(running?.lines.map(({ action }) => action)).toEqual(['', '']);
  });

  test('a weekly row is one until it is unfolded', () => {
    const row = [card('a', 'a', 1), card('b', 'a', 8), card('x', null, 2), card('c', 'a', 15)];
    const folded = serviceRows(row, [], NOW);
    expect(folded.map(({ id, more }) => [id, more])).toEqual([
      ['a', '还有 2 个日期'],
      ['x', ''],
    ]);
    expect(serviceRows(row, ['a'], NOW).map(({ id, more }) => [id, more])).toEqual([
      ['a', ''],
      ['b', ''],
      ['x', ''],
      ['c', ''],
    ]);
  });

  test('days that have something are marked, and all days come first', () => {
    const [every, today, tomorrow] = dayTabs([dayTabs([], NOW)[2]?.id ?? ''], NOW);
    expect([every?.id, today?.marked, tomorrow?.marked]).toEqual(['', false, true]);
  });
});
