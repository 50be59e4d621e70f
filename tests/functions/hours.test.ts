import type { Input } from '#domain/contract';
import { ledgerFault } from '#domain/hours/ledger';
import { confirmCaseIdOf } from '#domain/ids';
import { HOUR, MINUTE } from '#domain/time';
import { settings, startWorld } from '../../harness/small-city';
import { serving } from '../../harness/teams';
import { MORNING, newNonce, type World } from '../../harness/world';

/** One person, several shifts whose times overlap: what each may be credited (I5). */
describe('hours of shifts that overlap', () => {
  let world: World;
  let day = 0;
  let who = '';

  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
  });
  afterAll(() => world.close({ raced: true }));
  beforeEach(async () => {
    await world.at(MORNING);
    who = `volunteer${day}`;
    await world.person(who);
    day += 1;
  });

  /** Shifts of this person, present in each from its start to its end, in one go of the clock. */
  async function served(...spans: (readonly [from: number, to: number])[]): Promise<string[]> {
    const slots = [];
    for (const [from, to] of spans) {
      const [start, end] = [
        MORNING + day * 48 * HOUR + from * MINUTE,
        MORNING + day * 48 * HOUR + to * MINUTE,
      ];
      const { slotId } = await world.post([{ start, end }]);
      await world.did(who, 'signups.take', { slotId, wait: false });
      slots.push({ slotId, start, end });
    }
    const steps = slots.flatMap((s) => [
      { at: s.start, action: 'attendance.checkIn' as const, slotId: s.slotId },
      { at: s.end, action: 'attendance.checkOut' as const, slotId: s.slotId },
    ]);
    for (const { at, action, slotId } of steps.sort((a, b) => a.at - b.at)) {
      await world.at(at);
      await world.did(who, action, { code: await world.screenCode(slotId) });
    }
    return slots.map((s) => s.slotId);
  }
  async function proposal(slotId: string): Promise<Input<'hours.confirm'>> {
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    return {
      slotId,
      lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes, reason: '' })),
    };
  }
  async function total(): Promise<number> {
    const { summary, lines } = await world.did(who, 'hours.list', {});
    expect(ledgerFault([...lines].reverse())).toBeNull();
    return summary.totalMinutes;
  }

  it('credits what overlaps once, and no more even for a reason', async () => {
    const [first = '', second = ''] = await served([0, 120], [60, 180]);
    await world.did('leader', 'hours.confirm', await proposal(first));
    const rest = await proposal(second);
    expect(rest.lines.map((l) => Math.abs(l.minutes - 60) <= 1)).toEqual([true]);
    const more = rest.lines.map((l) => ({ ...l, minutes: 62, reason: '一直都在' }));
    expect(await world.code('leader', 'hours.confirm', { slotId: second, lines: more })).toBe('ABOVE_SHIFT');
    await world.did('leader', 'hours.confirm', rest);
    expect(await total()).toBeLessThanOrEqual(180);
  });

  it('over midnight, where the two belong to different days', async () => {
    const midnight = 16 * 60;
    const [late = '', early = ''] = await served(
      [midnight - 120, midnight + 120],
      [midnight + 30, midnight + 150],
    );
    await world.did('leader', 'hours.confirm', await proposal(late));
    await world.did('leader', 'hours.confirm', await proposal(early));
    const { lines } = await world.did(who, 'hours.list', {});
    expect(new Set(lines.map((l) => l.day)).size).toBe(2);
    expect(await total()).toBeLessThanOrEqual(270);
  });

  it('when both are confirmed at the same moment', async () => {
    const slots = await served([0, 120], [0, 120]);
    const inputs = await Promise.all(slots.map(proposal));
    const codes = await Promise.all(inputs.map((input) => world.code('leader', 'hours.confirm', input)));
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(await total()).toBeLessThanOrEqual(120);
  });

  it('leaves shifts that only touch alone', async () => {
    const [first = '', second = ''] = await served([0, 60], [60, 120]);
    await world.did('leader', 'hours.confirm', await proposal(first));
    const [line] = (await proposal(second)).lines;
    expect(line?.minutes).toBeGreaterThanOrEqual(59);
  });

  it('tells of hours that a confirmation which died had written, and answers them all', async () => {
    const [slotId = ''] = await served([0, 60]);
    const input = await proposal(slotId);
    const nonce = newNonce();
    const first = await world.did('leader', 'hours.confirm', input, nonce);
    const [line] = await world.documents('hours', { slotId });
    // As the crash leaves it: the ledger's line, the attendance still waiting.
    const update = { $set: { credited: false, toConfirm: slotId } };
    await world.jobs.escalate();
    await world.alter('attendances', { _id: line?._id }, update);
    expect(await world.did('leader', 'hours.confirm', input, nonce)).toEqual(first);
    await world.jobs.escalate();
    expect(await world.documents('outbox', { _id: `credited_${String(line?._id)}` })).toHaveLength(1);
    expect(await world.documents('hours', { slotId })).toHaveLength(1);
    expect(world.emulator.metrics().unindexedQueries).toEqual([]);
    expect(world.emulator.metrics().actions['hours.confirm']?.roundTrips.max).toBeLessThanOrEqual(5);
  });

  it('lets who is there check out of what is called off, and credits what they gave', async () => {
    const start = MORNING + day * 48 * HOUR;
    const { slotId, activityId, end } = await world.post([{ start, end: start + HOUR }]);
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.at(start + 40 * MINUTE);
    await world.did('leader', 'activities.cancel', { activityId, reason: '大雨' });
    const code = await world.screenCode(slotId);
    await world.did(who, 'attendance.checkOut', { code });
    expect(await world.code(who, 'attendance.checkIn', { code })).toBe('CANCELLED');
    await world.at(end);
    await world.did('leader', 'hours.confirm', await proposal(slotId));
    expect([39, 40]).toContain(await total());
  });

  it('closes a stay that was credited before anybody ended it', async () => {
    const start = MORNING + day * 48 * HOUR;
    const { slotId, end } = await world.post([{ start, end: start + HOUR }]);
    await world.did(who, 'signups.take', { slotId, wait: false });
    await world.at(start);
    await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    await world.at(end);
    await world.did('leader', 'hours.confirm', await proposal(slotId));
    await world.at(end + 61 * MINUTE);
    await world.jobs.close();
    const [attendance] = await world.documents('attendances', { slotId });
    expect(attendance).toMatchObject({ credited: true, flags: ['NO_LOCATION', 'CLOSED_BY_SYSTEM'] });
    expect(attendance?.['pairs']).toHaveLength(1);
    expect(attendance?.['openSince']).toBeUndefined();
  });

  it.each([
    ['auto', 120],
    ['inOnly', 90],
  ] as const)('proposes by the activity’s mode, as soon as it is over: %s', async (mode, minutes) => {
    const start = MORNING + day * 48 * HOUR;
    const end = start + 2 * HOUR;
    const { activityId } = await world.did('leader', 'activities.post', {
      teamId: world.leaderTeam,
      title: '巡河',
      category: 'care',
      summary: '捡垃圾',
      risks: '当心水',
      mode,
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [{ kind: 'shift', name: '班', start, end, capacity: 5 }],
    });
    const slotId = `${activityId}-1`;
    await world.did(who, 'signups.take', { slotId, wait: false });
    if (mode === 'inOnly') {
      await world.at(start + 30 * MINUTE);
      await world.did(who, 'attendance.checkIn', { code: await world.screenCode(slotId) });
    }
    await world.at(end);
    await world.jobs.close();
    const [line] = (await proposal(slotId)).lines;
    expect(line?.minutes).toBeGreaterThanOrEqual(minutes - 1);
    expect(line?.minutes).toBeLessThanOrEqual(minutes);
    const { waiting } = await world.did('leader', 'hours.confirm', await proposal(slotId));
    expect(waiting).toHaveLength(mode === 'auto' ? 1 : 0);
    if (waiting.length > 0) await serving(world, 'local', 's1');
    for (const { attendanceId } of waiting) {
      const approve = { caseId: confirmCaseIdOf(attendanceId), verdict: 'approve' } as const;
      await world.did('local', 'hours.decide', approve);
    }
    expect(await total()).toBe(line?.minutes);
  });
});
