import { CONFIRMED_AT_ONCE } from '#domain/hours/claims';
import type { LedActivity } from '#domain/activities/views';
import type { ProposalLine, ProposalsView } from '#domain/hours/views';
import { cancelNote, ledGroups, rowWith } from '../../miniprogram/packages/leader/activities/model';
import {
  changed,
  confirmedWords,
  confirmInputs,
  confirmModel,
  type Changes,
  together,
  withMore,
} from '../../miniprogram/packages/leader/confirm/model';
import { at } from '../domain/support';
import { aLedActivity, aLedSlot } from './views';

const slot = aLedSlot({ id: 'v-0', start: at(8), end: at(10), capacity: 9, left: 4 });

const led = (id: string, part: Partial<LedActivity>): LedActivity => {
  const { start = at(8), end = part.start ?? at(10) } = part;
  return aLedActivity({
    id,
    title: id,
    teamId: 't1',
    start,
    end,
    slots: [{ ...slot, start, end }],
    expected: 5,
    ...part,
  });
};

describe('a leader’s activities', () => {
  const NOW = at(9);
  const groups = (...activities: LedActivity[]) =>
    ledGroups(activities, NOW).map((group) => [group.name, ...group.cards.map((card) => card.id)]);

  test('what is on now comes first, then what a leader owes, what is on its way, what comes, what is over', () => {
    expect(
      groups(
        led('closed', { phase: 'closed' }),
        led('tomorrow', { start: at(32), end: at(34) }),
        led('waits', { phase: 'finished', toConfirm: 2 }),
        led('draft', { phase: 'draft', slots: [] }),
        led('held', { phase: 'submitted', start: at(56), end: at(58) }),
        led('back', { phase: 'refused' }),
        led('running', { phase: 'running' }),
        led('tonight', { start: at(18), end: at(20) }),
      ),
    ).toEqual([
      ['today', 'running', 'tonight'],
      ['toConfirm', 'waits'],
      ['refused', 'back'],
      ['drafts', 'draft'],
      ['submitted', 'held'],
      ['coming', 'tomorrow'],
      ['past', 'closed'],
    ]);
  });

  test('of several days it is today’s on each of them, and waits in between', () => {
    const on = (...hours: number[]) => hours.map((h) => ({ ...slot, start: at(h), end: at(h + 2) }));
    const days = (...hours: number[]) =>
      led('x', { phase: 'running', start: at(-48), end: at(80), slots: on(...hours) });
    expect(groups(days(-40, 14, 60))).toEqual([['today', 'x']]);
    expect(groups(days(-40, 60))).toEqual([['coming', 'x']]);
    expect(groups({ ...days(-40, 60), toConfirm: 3 })).toEqual([['toConfirm', 'x']]);
  });

  test('what can be done with it is what the life of an activity allows', () => {
    const actions = (part: Partial<LedActivity>) =>
      ledGroups([led('a', part)], NOW)[0]?.cards[0]?.actions.map((a) => a.action);
    const later = { start: at(32), end: at(34) };
    expect(actions({ phase: 'draft', slots: [] })).toEqual(['edit', 'discard']);
    expect(actions({ phase: 'refused' })).toEqual(['edit', 'discard']);
    expect(actions({ phase: 'submitted', ...later })).toEqual(['edit', 'cancel', 'copy']);
    expect(actions({ phase: 'coming', ...later })).toEqual(['edit', 'cancel', 'copy']);
    expect(actions({ phase: 'running' })).toEqual(['cancel', 'copy']);
    const over = { start: at(4), end: at(6) };
    expect(actions({ phase: 'finished', ...over })).toEqual(['report', 'said', 'copy']);
    expect(actions({ phase: 'closed', ...over })).toEqual(['report', 'said', 'copy']);
    expect(actions({ phase: 'cancelled' })).toEqual(['copy']);
  });

  test('says until when the hours are to be confirmed, and when that is over', () => {
    const due = (due: LedActivity['due']) =>
      ledGroups([led('a', { phase: 'finished', toConfirm: 2, due })], NOW)[0]?.cards[0];
    const left = [3, 0].map((days) => due({ state: 'LEFT', days }));
    expect(left.map((card) => [card?.late, card?.due !== ''])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(new Set(left.map((card) => card?.due)).size).toBe(2);
    expect(due({ state: 'OVER', days: 1 })?.late).toBe(true);
    expect(due(null)?.due).toBe('');
  });

  test('of what is over the latest comes first', () => {
    const old = led('old', { phase: 'closed', start: at(-48), end: at(-46) });
    expect(groups(old, led('new', { phase: 'cancelled' }))).toEqual([['past', 'new', 'old']]);
  });

  test('what was sent back is shown with the reason, and cannot be led', () => {
    const [group] = ledGroups([led('a', { phase: 'refused', refuseReason: '写清楚' })], NOW);
    const [card] = group?.cards ?? [];
    expect(card).toMatchObject({
      tone: 'now',
      refuseReason: '写清楚',
      figures: '',
    });
    expect(card?.slots.map((s) => s.action)).toEqual([null]);
  });

  test('of a weekly row all that is still to come can be called off with one of its dates', () => {
    const week = (n: number) => ({ rowId: 'w', start: at(8 + n * 168), end: at(10 + n * 168) });
    const row = [0, 1, 2].map((n) => led(`w${n}`, { ...week(n), phase: n === 0 ? 'running' : 'coming' }));
    const rowOf = (id: string, all = row) => rowWith(all, id, NOW);
    expect(['w0', 'w1'].map((id) => rowOf(id))).toEqual(Array(2).fill({ rowId: 'w', dates: 2 }));
    const off = row.map((a) => (a.id === 'w2' ? led('w2', { ...week(2), phase: 'cancelled' }) : a));
    expect([rowOf('w0', off), rowOf('w1', off), rowOf('x', [led('x', {})])]).toEqual([
      { rowId: 'w', dates: 1 },
      null,
      null,
    ]);
  });

  const actionOf = (part: Partial<LedActivity>, now = NOW) =>
    ledGroups([led('a', part)], now)[0]?.cards[0]?.slots[0]?.action;

  test('the desk until a slot’s end, then its hours', () => {
    expect(actionOf({ phase: 'running' }, slot.end - 1)).toBe('desk');
    expect(actionOf({ phase: 'running' }, slot.end)).toBe('confirm');
  });

  test('residents’ slots have no hours; what was called off has nothing to do', () => {
    expect(actionOf({ phase: 'finished', slots: [{ ...slot, kind: 'service' }] })).toBeNull();
    expect(actionOf({ phase: 'cancelled', slots: [{ ...slot, off: '下雨' }] })).toBeNull();
  });

  describe('called off', () => {
    const day = (n: number, off?: string) => ({
      ...slot,
      id: `v-${n}`,
      start: at(8 + n * 24),
      end: at(10 + n * 24),
      ...(off === undefined ? {} : { off }),
    });
    const days = (
      phase: LedActivity['phase'],
      slots: LedActivity['slots'],
      part: Partial<LedActivity> = {},
    ) => led('a', { phase, slots, start: at(8), end: at(58), ...part });
    const card = (activity: LedActivity, now: number) => ledGroups([activity], now)[0]?.cards[0];

    test('the hours of what was held have their button, whatever came after it', () => {
      const over = days('finished', [day(0), day(1, '下雨')], { toConfirm: 1, waiting: ['v-0'] });
      expect(groups(over)).toEqual([['toConfirm', 'a']]);
      expect(card(over, at(40))?.slots.map(({ action }) => action)).toEqual(['confirm', null]);
      // Cancelled while somebody was there: they are credited for that.
      const midway = days('cancelled', [day(0, '下雨'), day(1, '下雨')], { toConfirm: 1, waiting: ['v-0'] });
      expect(groups(midway)).toEqual([['toConfirm', 'a']]);
      expect(card(midway, at(40))?.slots.map(({ action }) => action)).toEqual(['confirm', null]);
    });

    test('a day that is to come is called off by itself, unless it is the last that stands', () => {
      const able = (activity: LedActivity, now: number) =>
        card(activity, now)?.slots.map((row) => row.cancellable);
      const three = days('running', [day(0), day(1), day(2)]);
      expect(able(three, at(7))).toEqual([true, true, true]);
      expect(able(three, at(8))).toEqual([false, true, true]);
      expect(able(days('running', [day(0), day(1, '下雨'), day(2)]), at(11))).toEqual([false, false, true]);
      expect(able(days('coming', [day(0, '下雨'), day(1)]), at(7))).toEqual([false, false]);
      expect(able(days('submitted', [day(0), day(1)]), at(7))).toEqual([false, false]);
    });

    test('the card says which day is off, and is today’s only on days that are held', () => {
      const off = days('running', [day(0, '下雨'), day(1)]);
      expect(card(off, at(9))?.slots.map((row) => row.off !== '')).toEqual([true, false]);
      expect(ledGroups([off], at(9))[0]?.name).toBe('coming');
      expect(ledGroups([off], at(33))[0]?.name).toBe('today');
    });

    test('after a first day the rest can be called off and changed; with nothing to come only called off', () => {
      const actions = (slots: LedActivity['slots'], now: number) =>
        card(days('running', slots), now)?.actions.map(({ action }) => action);
      expect(actions([day(0), day(1)], at(11))).toEqual(['edit', 'cancel', 'copy']);
      expect(actions([day(0), day(1)], at(33))).toEqual(['cancel', 'copy']);
      const names = [at(7), at(11)].map(
        (now) =>
          card(days('running', [day(0), day(1)]), now)?.actions.find(({ action }) => action === 'cancel')
            ?.name,
      );
      expect(new Set(names).size).toBe(2);
      const notes = [
        cancelNote(days('running', [day(0), day(1)]), '', at(7)),
        cancelNote(days('running', [day(0), day(1)]), '', at(11)),
        cancelNote(days('running', [day(0), day(1)]), 'v-1', at(11)),
      ];
      expect(new Set(notes).size).toBe(3);
    });
  });
});

describe('confirming hours', () => {
  const line = (attendanceId: string, part: Partial<ProposalLine> = {}): ProposalLine => ({
    attendanceId,
    name: attendanceId,
    in: at(8),
    out: at(10),
    present: 120,
    minutes: 120,
    reason: 'PRESENT',
    reasons: [],
    flags: [],
    credited: null,
    alone: part.minutes ?? 120,
    waits: null,
    ...part,
  });
  const whole = line('whole');
  const short = line('short', { present: 30, minutes: 0, reason: 'BELOW_SHARE' });
  const done = line('done', { credited: 60 });
  const view: ProposalsView = {
    activityId: 'v',
    title: '理发',
    slot,
    shiftMinutes: 120,
    due: { state: 'LEFT', days: 3 },
    inPlaceOfLeader: false,
    crowd: [],
    lately: { name: '王队长', named: 0, auto: 0 },
    lines: [done, whole, short],
    next: null,
  };

  test('sends only what waits, changes with their reasons', () => {
    const changes = changed({}, short, { minutes: 60, reason: '忘记签到' });
    expect(confirmInputs(view, changes)).toEqual([
      {
        slotId: 'v-0',
        lines: [
          { attendanceId: 'whole', minutes: 120, reason: '' },
          { attendanceId: 'short', minutes: 60, reason: '忘记签到' },
        ],
      },
    ]);
  });

  describe('of a full shift', () => {
    const people = Array.from({ length: 2 * CONFIRMED_AT_ONCE + 1 }, (_, i) => line(`p${i}`));
    const pageOf = (from: number, to: number, next: string | null) => ({
      ...view,
      lines: people.slice(from, to),
      next,
    });

    test('are loaded page after page, everybody once, and as they are now', () => {
      const first = pageOf(0, 100, 'p99');
      expect(confirmModel(first, {}, (flag) => flag, at(11)).more).toBe(true);
      const credited = { ...line('p99'), credited: 60 };
      const more = { ...pageOf(100, people.length, null), lines: [credited, ...people.slice(100)] };
      const all = withMore(first, more);
      expect(all.lines).toHaveLength(people.length);
      expect(new Set(all.lines.map((one) => one.attendanceId)).size).toBe(people.length);
      const model = confirmModel(all, {}, (flag) => flag, at(11));
      expect([model.more, model.waiting, model.creditedCount]).toEqual([false, people.length - 1, 1]);
    });

    test('are confirmed in as few calls as take them, everybody in one of them', () => {
      const calls = confirmInputs(pageOf(0, people.length, null), {});
      expect(calls.map(({ lines }) => lines.length)).toEqual([CONFIRMED_AT_ONCE, CONFIRMED_AT_ONCE, 1]);
      const ids = calls.flatMap(({ lines }) => lines.map((one) => one.attendanceId));
      expect(ids).toEqual(people.map((one) => one.attendanceId));
      expect(confirmInputs({ ...view, lines: [done] }, {})).toEqual([]);
    });

    test('and what the calls did is said as one', () => {
      const did = (credited: number, waiting: number) => ({
        credited,
        minutes: 60 * credited,
        waiting: Array.from({ length: waiting }, (_, i) => ({
          attendanceId: `w${i}`,
          level: 'team' as const,
        })),
      });
      expect(together([did(80, 0), did(79, 1)])).toEqual(did(159, 1));
    });
  });

  test('back to the proposal is no change', () => {
    const changes = changed({}, short, { minutes: 60, reason: '忘记签到' });
    expect(changed(changes, short, { minutes: 0, reason: '' })).toEqual({});
  });

  test('cannot be confirmed before the slot is over', () => {
    expect(confirmModel(view, {}, (flag) => flag, slot.end - 1).early).not.toBe('');
    expect(confirmModel(view, {}, (flag) => flag, slot.end).early).toBe('');
  });

  test('what waits stands before what is credited, and is counted apart', () => {
    const model = confirmModel(view, {}, (flag) => flag, at(11));
    expect(model.rows.map((row) => row.id)).toEqual(['whole', 'short', 'done']);
    expect([model.waiting, model.creditedCount]).toEqual([2, 1]);
  });

  test('the countdown stands there while somebody waits and the slot is over', () => {
    const model = (part: Partial<ProposalsView>, now = at(11)) =>
      confirmModel({ ...view, ...part }, {}, (flag) => flag, now);
    expect([model({}).due !== '', model({}).over]).toEqual([true, false]);
    expect(model({ due: { state: 'OVER', days: 0 } }).over).toBe(true);
    expect(model({ lines: [done] }).due).toBe('');
    expect(model({}, slot.end - 1).due).toBe('');
    expect(model({ due: null }).due).toBe('');
  });

  test('what waits above is neither to be changed nor corrected; what is credited can be corrected', () => {
    const lines = [
      done,
      line('above', { credited: 0, waits: { level: 'city', minutes: 600 } }),
      line('none', { credited: 0 }),
    ];
    const { rows, creditedTotal } = confirmModel({ ...view, lines }, {}, (flag) => flag, at(11));
    expect(rows.map((row) => [row.id, row.credited, row.mayCorrect])).toEqual([
      ['done', true, true],
      ['above', true, false],
      ['none', true, false],
    ]);
    expect(new Set(rows.map((row) => row.note)).size).toBe(3);
    expect(creditedTotal).toContain('1');
  });

  test('says before it is confirmed what needs a second person, and how much of it', () => {
    const late = line('late', { alone: 0 });
    const lines = [whole, late, done];
    const changes = changed({}, whole, { minutes: 110, reason: '早走' });
    const second = (more: Changes) => {
      const model = confirmModel({ ...view, lines }, more, (flag) => flag, at(11));
      return { count: model.second, rows: model.rows.map((row) => row.second !== '') };
    };
    expect(second({})).toEqual({ count: 1, rows: [false, true, false] });
    expect(second(changes)).toEqual({ count: 1, rows: [false, true, false] });
    const less = line('part', { alone: 60 });
    const [row] = confirmModel({ ...view, lines: [less] }, {}, (flag) => flag, at(11)).rows;
    const exact = confirmModel(
      { ...view, lines: [less] },
      changed({}, less, { minutes: 60, reason: '早走' }),
      (flag) => flag,
      at(11),
    );
    expect([row?.second.includes('1 小时'), exact.rows[0]?.second]).toEqual([true, '']);
  });

  test('what is partly credited says so, and is not corrected while the rest waits', () => {
    const lines = [line('part', { credited: 110, waits: { level: 'team', minutes: 10 } })];
    const [row] = confirmModel({ ...view, lines }, {}, (flag) => flag, at(11)).rows;
    expect(row).toMatchObject({ minutes: 110, mayCorrect: false });
    expect(row?.note).toContain('10 分钟');
  });

  test('what a confirmation did is said in one sentence, also when nothing was credited', () => {
    const waiting = [{ attendanceId: 'a', level: 'centre' as const }];
    const second = [{ attendanceId: 'a', level: 'team' as const }];
    const said = [
      confirmedWords({ credited: 2, minutes: 90, waiting: second }, false),
      confirmedWords({ credited: 2, minutes: 90, waiting: [...waiting, ...second] }, false),
      confirmedWords({ credited: 2, minutes: 90, waiting: [] }, false),
      confirmedWords({ credited: 2, minutes: 90, waiting }, false),
      confirmedWords({ credited: 0, minutes: 0, waiting }, false),
      confirmedWords({ credited: 0, minutes: 0, waiting }, true),
      confirmedWords({ credited: 0, minutes: 0, waiting: [] }, false),
    ];
    expect(new Set(said).size).toBe(7);
    expect(said.every((words) => words !== '')).toBe(true);
  });
});
