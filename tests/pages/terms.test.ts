import { DAY } from '#domain/time';
import type { ActivityView } from '#domain/activities/page';
import type { LedActivity } from '#domain/activities/views';
import { rowsOf } from '../../miniprogram/packages/leader/components/earlier-picker/model';
import {
  ageOptions,
  modeOptions,
  skillOptions,
  summaryOf,
  type Terms,
} from '../../miniprogram/packages/leader/components/more-terms/model';
import { datesOf } from '../../miniprogram/packages/leader/components/weekly/model';
import { factsOf } from '../../miniprogram/packages/leader/report/model';
import { at } from '../domain/support';
import { aLedActivity } from './views';

const chosen = <T>(options: readonly { value: T; chosen: boolean }[]) =>
  options.filter((o) => o.chosen).map((o) => o.value);

describe('what is asked of who signs up', () => {
  const none: Terms = {
    minimumAge: 0,
    skills: [],
    skillsNeeded: false,
    signupFrom: null,
    signupUntil: null,
    mode: '',
  };
  const skills = [
    { id: 'firstAid', name: '急救' },
    { id: 'driving', name: '开车' },
  ];

  test('one age is chosen, also one that is not among the usual', () => {
    for (const age of [0, 14, 16, 18, 21]) expect(chosen(ageOptions(age))).toEqual([age]);
    expect(ageOptions(18)).toHaveLength(4);
    const values = ageOptions(15).map((o) => o.value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  test('any number of skills is', () => {
    expect(chosen(skillOptions(skills, []))).toEqual([]);
    expect(chosen(skillOptions(skills, ['driving', 'gone']))).toEqual(['driving']);
  });

  test('attendance is taken as in the city, unless another way is chosen', () => {
    expect(chosen(modeOptions('', 'inOnly'))).toEqual(['inOnly']);
    expect(chosen(modeOptions('auto', 'inOnly'))).toEqual(['auto']);
    expect(modeOptions('', 'auto').map((o) => o.value)).toEqual(['auto', 'inOut', 'inOnly']);
  });

  test('in one line: only what is asked', () => {
    expect(summaryOf(none, skills, 'inOut')).toBe('');
    expect(summaryOf({ ...none, mode: 'inOut' }, skills, 'inOut')).toBe('');
    const parts = (terms: Partial<Terms>) =>
      summaryOf({ ...none, ...terms }, skills, 'inOut').split('；').length;
    expect(parts({ minimumAge: 18 })).toBe(1);
    expect(parts({ minimumAge: 18, skills: ['firstAid', 'driving'], mode: 'auto' })).toBe(3);
    const moment = { day: '2026-11-23', time: '08:00' };
    expect(parts({ signupFrom: moment, signupUntil: moment })).toBe(2);
  });
});

test('a weekly row names each of its days', () => {
  expect(datesOf('2026-11-22', 3)).toBe('11月22日、11月29日、12月6日');
});

describe('earlier activities to make another from', () => {
  const led = (id: string, part: Partial<LedActivity>): LedActivity =>
    aLedActivity({ id, title: id, teamId: 't1', phase: 'closed', start: at(8), end: at(10), ...part });
  const ids = (...all: LedActivity[]) => rowsOf(all, 't1', at(12)).map((r) => r.id);

  test('of this team, the latest first, each title once', () => {
    const old = led('old', { title: '理发', start: at(8) - 7 * DAY, end: at(10) - 7 * DAY });
    const fresh = led('fresh', { title: '理发' });
    expect(ids(old, led('b', { start: at(6) }), fresh, led('other', { teamId: 't2' }))).toEqual([
      'fresh',
      'b',
    ]);
  });

  test('what was never sent, or was sent back, is no model', () => {
    expect(
      ids(led('a', { phase: 'draft' }), led('b', { phase: 'refused' }), led('c', { phase: 'cancelled' })),
    ).toEqual(['c']);
  });
});

test('how it went is told once it is over', () => {
  const slot = { capacity: 9, left: 4 };
  const facts = (phase: ActivityView['phase']) =>
    factsOf(
      { title: '理发', phase, start: at(8), end: at(10), slots: [slot, slot] } as unknown as ActivityView,
      at(12),
    );
  expect((['coming', 'running', 'finished', 'closed'] as const).map((p) => facts(p).over)).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(facts('closed').figures).toContain('10');
});
