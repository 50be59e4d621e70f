import { caseKinds, caseStates, levels } from '#domain/hours/cases';
import { appendLine, EMPTY, type LedgerLine, type LineContent } from '#domain/hours/ledger';
import type { CaseView, LineView } from '#domain/hours/views';
import type { LedActivity } from '#domain/activities/views';
import {
  emptyWords,
  missingOf,
  personChoices,
  shiftChoices,
  stateOf,
} from '../../miniprogram/packages/leader/makeup/model';
import { hours } from '../../miniprogram/services/format';
import { monthsOf } from '../../miniprogram/packages/volunteer/hours/model';
import { linePage } from '../../miniprogram/packages/volunteer/line/model';
import { shiftRow } from '../../miniprogram/packages/volunteer/questions/model';
import { overdueRow } from '../../miniprogram/packages/centre/hours/model';
import { unseenShifts } from '../../miniprogram/packages/centre/unseen/model';
import { agreeableWith, caseModel, caseModels } from '../../miniprogram/services/cases';
import { stationFlagWords } from '../../miniprogram/services/words';
import { caseState, daysLeft, latelyWords } from '../../miniprogram/services/words/hours';
import { at } from '../domain/support';
import { anUnseenLine, NOW as MORNING } from './views';

const NOW = at(20);

const content = (part: Partial<LineContent> = {}): LineContent => ({
  id: 's-1_a',
  accountId: 'a',
  kind: 'service',
  minutes: 90,
  activityId: 'v',
  slotId: 's-1',
  title: '义剪',
  venue: '文明实践站',
  day: '2026-11-22',
  start: at(8),
  end: at(10),
  teamId: 't',
  teamName: '理发队',
  confirmedBy: 'b',
  reason: '',
  at: at(11),
  ...part,
});
const service = appendLine(EMPTY, content());

describe('a case as people read it', () => {
  const view = (part: Partial<CaseView> = {}): CaseView => ({
    id: 'm1',
    kind: 'MAKE_UP',
    state: 'open',
    level: 'team',
    risen: 0,
    person: { id: 'a', name: '陈晓雨' },
    activityId: 'v',
    slotId: 's-1',
    lineId: null,
    title: '义剪',
    teamName: '理发队',
    start: at(8),
    end: at(10),
    minutes: 60,
    net: null,
    filedAt: at(11),
    asked: [{ at: at(11), name: '王队长', words: '没带手机' }],
    answers: [],
    may: [],
    own: false,
    mayGoFurther: false,
    reasons: null,
    ...part,
  });

  test('every state of every kind has words of its own', () => {
    const said = caseKinds.flatMap((kind) =>
      caseStates.flatMap((state) => levels.map((level) => caseState({ kind, state, level }))),
    );
    expect(said.every((words) => words !== '')).toBe(true);
    const open = levels.map((level) => caseState({ kind: 'CONTEST', state: 'open', level }));
    expect(new Set(open).size).toBe(levels.length);
  });

  test('of one shift that one may agree to stand together, offered once, and no others with them', () => {
    const may = ['approve', 'refuse'] as const;
    const cases = [
      view({ id: 'a', slotId: 's', may: [...may] }),
      view({ id: 'b', slotId: 'other', may: [...may] }),
      view({ id: 'c', slotId: 's', may: [...may] }),
      view({ id: 'd', slotId: 's', may: [] }),
    ];
    expect(caseModels(cases, NOW).map(({ together }) => together)).toEqual([2, 0, 0, 0]);
    expect(agreeableWith(cases, 'a').map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('says what there is to look at while it waits, and nothing of what is not so', () => {
    const reasons = {
      flags: ['BY_LEADER', 'OWN'] as const,
      crowd: [{ sign: 'UNSCANNED', count: 3, of: 4 }] as const,
      lately: { name: '王队长', named: 90, auto: 0 },
      mutual: [{ name: '李副队', times: 3 }],
    };
    const { look } = caseModel(view({ reasons }), NOW);
    expect(look).toHaveLength(5);
    expect(look.join()).toMatch(/王队长.*1 小时 30 分/);
    expect(look.join()).toContain('李副队');
    expect(look.join()).not.toContain('您');
    expect(caseModel(view({ reasons, state: 'approved' }), NOW).look).toEqual([]);
    expect(caseModel(view(), NOW).look).toEqual([]);
    expect(latelyWords({ name: '王队长', named: 0, auto: 0 })).toEqual([]);
    expect(latelyWords({ name: '王队长', named: 60, auto: 30 })).toHaveLength(2);
  });

  test('offers what may be done, and says that it needs another person', () => {
    const staff = caseModel(view({ may: ['approve', 'refuse'] }), NOW);
    expect([staff.approve, staff.refuse, staff.explain, staff.fix, staff.note]).toEqual([
      true,
      true,
      false,
      '',
      '',
    ]);
    const own = caseModel(view({ own: true }), NOW);
    expect([own.approve, own.refuse, own.note !== '']).toEqual([false, false, true]);
    expect(caseModel(view({ own: true, state: 'approved' }), NOW).note).toBe('');
  });

  test('a question about a line is corrected, one about no line is made up for', () => {
    const fix = (net: number | null, may: CaseView['may'] = ['explain']) =>
      caseModel(view({ kind: 'CONTEST', net, may }), NOW).fix;
    expect([fix(60), fix(null), fix(60, [])]).toEqual(['correct', 'makeUp', '']);
  });

  test('what was said stands in the order in which it was said; an answer without words too', () => {
    const c = view({
      kind: 'CONTEST',
      asked: [
        { at: at(11), name: '陈', words: '少了' },
        { at: at(15), name: '陈', words: '还是少了' },
      ],
      answers: [
        { at: at(13), name: '王', verdict: 'explain', words: '没有' },
        { at: at(16), name: '李', verdict: 'approve', words: '' },
      ],
    });
    expect(caseModel(c, NOW).said.map((s) => [s.words, s.answer])).toEqual([
      ['少了', false],
      ['没有', true],
      ['还是少了', false],
      ['', true],
    ]);
    expect(caseModel(view({ asked: [{ at: at(11), name: '王', words: '' }] }), NOW).said).toEqual([]);
  });

  test('age stands on what is open, and stands out after three days', () => {
    const DAY = 24 * 3_600_000;
    const age = (days: number, state: CaseView['state'] = 'open') =>
      caseModel(view({ filedAt: NOW - days * DAY, state }), NOW);
    expect([age(2).long, age(3).long]).toEqual([false, true]);
    expect([age(3).age !== '', age(3, 'approved').age]).toEqual([true, '']);
  });
});

describe('hours', () => {
  const line = (day: string, minutes: number): LedgerLine => ({ ...service, day, minutes });

  test('by month: the last six that are loaded whole, the longest bar for the most', () => {
    const lines = [
      line('2026-11-20', 60),
      line('2026-11-02', 60),
      line('2026-10-05', 240),
      line('2026-08-05', 30),
    ];
    expect(monthsOf(lines, false).map((m) => [m.id, m.percent])).toEqual([
      ['2026-08', 13],
      ['2026-10', 100],
      ['2026-11', 50],
    ]);
    expect(monthsOf(lines, true).map((m) => m.id)).toEqual(['2026-10', '2026-11']);
    const year = Array.from({ length: 12 }, (_, i) => line(`2026-${String(12 - i).padStart(2, '0')}-01`, 60));
    expect(monthsOf(year, false).map((m) => m.id)[0]).toBe('2026-07');
    expect(monthsOf([], false)).toEqual([]);
  });

  test('a month that corrections brought below nothing has no bar', () => {
    expect(monthsOf([line('2026-11-02', -60), line('2026-10-05', 60)], false).map((m) => m.percent)).toEqual([
      100, 0,
    ]);
  });

  const view: LineView = {
    line: service,
    net: 90,
    shiftMinutes: 120,
    slotName: '班',
    pairs: [{ in: at(8), out: at(10) }],
    flags: [],
    confirmedByName: '王队长',
    corrections: [],
    of: 1,
    contestId: null,
  };

  test('a line says how it came about', () => {
    const how = (part: Partial<LineView>) => linePage({ ...view, ...part }, (flag) => flag, NOW).how;
    const said = [
      how({}),
      how({ line: appendLine(EMPTY, content({ reason: '早退' })) }),
      how({ line: appendLine(EMPTY, content({ kind: 'makeup' })), pairs: [] }),
      how({ line: appendLine(EMPTY, content({ kind: 'correction', corrects: 's-1_a', minutes: -10 })) }),
      how({ pairs: [] }),
    ];
    expect(new Set(said).size).toBe(5);
  });

  test('facts that there are none of take no room; corrections and what they come to stand there', () => {
    const names = (v: LineView) => linePage(v, (flag) => flag, NOW).facts.map((f) => f.name);
    expect(names(view)).not.toContain('标记');
    expect(names({ ...view, flags: ['FAR_AWAY'] })).toContain('标记');
    const correction = appendLine(
      service,
      content({ id: 'm1', kind: 'correction', corrects: 's-1_a', minutes: -30 }),
    );
    const corrected = linePage({ ...view, corrections: [correction], net: 60 }, (flag) => flag, NOW);
    expect(corrected.corrections.map((c) => c.id)).toEqual(['m1']);
    expect(corrected.net).not.toBe('');
    expect(linePage(view, (flag) => flag, NOW).net).toBe('');
  });
});

test('a shift without hours can be asked about once nobody confirms it any more, and once only', () => {
  const shift = {
    slotId: 's',
    activityId: 'v',
    title: '义剪',
    teamName: '队',
    start: at(8),
    end: at(10),
    contestId: null,
  };
  expect(shiftRow({ ...shift, state: 'none' }, NOW).mayAsk).toBe(true);
  expect(shiftRow({ ...shift, state: 'confirming' }, NOW).mayAsk).toBe(false);
  expect(shiftRow({ ...shift, state: 'none', contestId: 'q' }, NOW).mayAsk).toBe(false);
});

test('made up for are shifts that are over, latest first; what is missing is said', () => {
  const slot = (id: string, end: number, kind: 'shift' | 'service' = 'shift') => ({
    id,
    kind,
    name: '班',
    start: end - 60,
    end,
    capacity: 1,
    left: 0,
  });
  const led = (phase: LedActivity['phase'], slots: object[]) =>
    ({ title: '义剪', phase, slots }) as unknown as LedActivity;
  const choices = shiftChoices(
    [
      led('closed', [slot('old', at(8)), slot('served', at(9), 'service')]),
      led('finished', [slot('new', at(19)), slot('later', NOW + 1)]),
      led('cancelled', [slot('off', at(9))]),
    ],
    NOW,
  );
  expect(choices.map((c) => c.slotId)).toEqual(['new', 'old']);
  const people = personChoices({
    people: [
      { accountId: 'a', name: '甲', signedUp: true },
      { accountId: 'b', name: '乙', signedUp: false },
    ],
  });
  expect(people[0]?.note).not.toBe(people[1]?.note);
  expect([stateOf(people, null), stateOf([], 'later'), stateOf([], null)]).toEqual([
    'ready',
    'loading',
    'empty',
  ]);
  expect(emptyWords(undefined)).not.toBe(emptyWords('甲'));
  const whole = { slotId: 's', accountId: 'a', minutes: 60, reason: '忘了' };
  expect(missingOf(whole)).toBe('');
  const missing = [{ slotId: '' }, { accountId: '' }, { minutes: 0 }, { reason: ' ' }].map((part) =>
    missingOf({ ...whole, ...part }),
  );
  expect(new Set(missing).size).toBe(4);
});

test('days left and days over are told apart', () => {
  const said = [
    daysLeft({ state: 'LEFT', days: 3 }),
    daysLeft({ state: 'LEFT', days: 0 }),
    daysLeft({ state: 'OVER', days: 0 }),
    daysLeft({ state: 'OVER', days: 3 }),
  ];
  expect(new Set(said).size).toBe(4);
  const row = overdueRow(
    {
      slotId: 's',
      activityId: 'v',
      title: '义剪',
      teamName: '队',
      start: at(8),
      end: at(10),
      confirmBy: at(20),
      workingDaysOver: 3,
      people: 2,
    },
    NOW,
  );
  expect(row.over).toBe(said[3]);
});

describe('hours that nobody has looked at', () => {
  const shifts = (lines: Parameters<typeof unseenShifts>[0]) =>
    unseenShifts(lines, stationFlagWords, MORNING);

  test('stand together by shift, as they were confirmed', () => {
    const found = shifts([
      anUnseenLine({ lineId: 'a' }),
      anUnseenLine({ lineId: 'b', name: '李四', flags: ['FAR_AWAY', 'BY_LEADER'] }),
      anUnseenLine({ lineId: 'c', slotId: 'other' }),
      anUnseenLine({ lineId: 'd' }),
    ]);
    expect(found.map(({ id, people }) => [id, people.length])).toEqual([
      ['a', 2],
      ['c', 1],
      ['d', 1],
    ]);
    expect(found[0]?.people[1]).toMatchObject({ who: '李四', minutes: '2 小时' });
    expect(found[0]?.people[1]?.flags).toHaveLength(2);
    expect(found[0]?.confirmed).toContain('王队长');
  });

  test('can be looked at where one of them is for this person to look at', () => {
    const note = (...may: boolean[]) =>
      shifts(may.map((mayLook, i) => anUnseenLine({ lineId: `l${i}`, mayLook })))[0]?.note;
    expect(note(true, false)).toBe('');
    expect(note(false)).not.toBe('');
  });

  test('of an account that is gone they have no name', () => {
    expect(shifts([anUnseenLine({ name: '' })])[0]?.people[0]?.who).not.toBe('');
  });
});

test('hours are never more than were given', () => {
  expect([59, 60, 65, 66, 117, 119, 120, -59].map(hours)).toEqual([
    '0.9',
    '1',
    '1',
    '1.1',
    '1.9',
    '1.9',
    '2',
    '-0.9',
  ]);
});
