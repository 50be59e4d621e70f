import type { LedActivity, ProposalLine, ProposalsView } from '#domain/views';
import { ledGroups } from '../../miniprogram/packages/leader/activities/model';
import { changed, confirmInput, confirmModel } from '../../miniprogram/packages/leader/confirm/model';
import { at } from '../domain/support';

const slot = {
  id: 'v-0',
  kind: 'shift',
  name: '班',
  start: at(8),
  end: at(10),
  capacity: 9,
  left: 4,
  revision: 0,
} as const;

const led = (id: string, part: Partial<LedActivity>): LedActivity => ({
  id,
  title: id,
  category: 'care',
  teamName: '队',
  venue: { name: '站', address: '', place: { longitude: 111, latitude: 34 }, stationId: null },
  start: at(8),
  end: at(10),
  phase: 'coming',
  slots: [slot],
  expected: 5,
  here: 0,
  toConfirm: 0,
  refuseReason: '',
  ...part,
});

describe('a leader’s activities', () => {
  const NOW = at(9);
  const groups = (...activities: LedActivity[]) =>
    ledGroups(activities, NOW).map((group) => [group.name, ...group.cards.map((card) => card.id)]);

  test('what is on now comes first, then what waits for hours, what comes, what is over', () => {
    expect(
      groups(
        led('closed', { phase: 'closed' }),
        led('tomorrow', { start: at(32), end: at(34) }),
        led('waits', { phase: 'finished', toConfirm: 2 }),
        led('running', { phase: 'running' }),
        led('tonight', { start: at(18), end: at(20) }),
      ),
    ).toEqual([
      ['today', 'running', 'tonight'],
      ['toConfirm', 'waits'],
      ['coming', 'tomorrow'],
      ['past', 'closed'],
    ]);
  });

  test('of what is over the latest comes first', () => {
    const old = led('old', { phase: 'closed', start: at(-48), end: at(-46) });
    expect(groups(old, led('new', { phase: 'cancelled' }))).toEqual([['past', 'new', 'old']]);
  });

  test('what was sent back is shown with the reason, and can neither be led nor called off', () => {
    const [group] = ledGroups([led('a', { phase: 'refused', refuseReason: '写清楚' })], NOW);
    const [card] = group?.cards ?? [];
    expect(card).toMatchObject({
      state: '没通过审核',
      refuseReason: '写清楚',
      cancellable: false,
      figures: '',
    });
    expect(card?.slots.map((s) => s.action)).toEqual([null]);
  });

  const actionOf = (part: Partial<LedActivity>, now = NOW) =>
    ledGroups([led('a', part)], now)[0]?.cards[0]?.slots[0]?.action;

  test('the desk until a slot’s end, then its hours', () => {
    expect(actionOf({ phase: 'running' }, slot.end - 1)).toBe('desk');
    expect(actionOf({ phase: 'running' }, slot.end)).toBe('confirm');
  });

  test('residents’ slots have no hours; what was called off has nothing to do', () => {
    expect(actionOf({ phase: 'finished', slots: [{ ...slot, kind: 'service' }] })).toBeNull();
    expect(actionOf({ phase: 'cancelled' })).toBeNull();
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
    lines: [done, whole, short],
  };

  test('sends only what waits, changes with their reasons', () => {
    const changes = changed({}, short, { minutes: 60, reason: '忘记签到' });
    expect(confirmInput(view, changes)).toEqual({
      slotId: 'v-0',
      lines: [
        { attendanceId: 'whole', minutes: 120, reason: '' },
        { attendanceId: 'short', minutes: 60, reason: '忘记签到' },
      ],
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
});
