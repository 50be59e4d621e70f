import { makeCode, makePersonalCode, STEP } from '#domain/attendance/code';
import type { Flag } from '#domain/attendance/rules';
import type { Output } from '#domain/contract';
import { accountIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/time';
import { activeMembership } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

const HERE = { longitude: 111.21, latitude: 34.78 };
const device = 'ab'.repeat(8);

/** Checking in and out, by whatever code, live or late, by one's own phone or the leader's. */
describe('attendance', () => {
  let world: World;
  let start = MORNING;
  let end = MORNING;
  let slotId = '';
  let key = '';

  beforeAll(async () => {
    world = await startWorld();
    for (const p of ['a', 'b', 'c', 'outsider']) await world.person(p);
    await member('c');
  });
  afterAll(() => world.close());

  /** A fresh shift two hours ahead, with a and b signed up; the clock stands at its start. */
  async function shift(more: Parameters<World['post']>[0] = [{}]): Promise<void> {
    await world.at(MORNING);
    start = MORNING + 2 * HOUR;
    end = start + 2 * HOUR;
    ({ slotId } = await world.post(more.map((slot) => ({ start, end, ...slot }))));
    for (const p of ['a', 'b']) await world.did(p, 'signups.take', { slotId, wait: false });
    key = (await world.did('leader', 'desk.view', { slotId })).key;
    await world.at(start);
  }
  afterEach(async () => {
    // Shifts of different tests lie at the same time: nobody may hold places in two of them.
    await world.at(MORNING);
    for (const p of ['a', 'b', 'c']) {
      const { coming } = await world.did(p, 'me.view', {});
      for (const { signupId } of coming) await world.call(p, 'signups.cancel', { signupId });
    }
    const ended = { $unset: { liveFor: true } };
    for (const name of ['signups', 'attendances']) await world.alter(name, {}, ended);
  });

  /** Teams have their own tests: here membership is a fact. */
  async function member(openid: string): Promise<void> {
    const membership = activeMembership(world.leaderTeam, accountIdOf(openid), openid);
    await world.emulator.store.insert('memberships', [membership]);
  }

  const code = (at: number) => makeCode(key, slotId, at);
  const scanIn = (person: string, more: object = {}) =>
    world.did(person, 'attendance.checkIn', { code: code(start), place: HERE, ...more });
  const personal = async (openid: string, at: number) => {
    const mine = await world.did(openid, 'code.mine', {});
    return makePersonalCode(mine.key, mine.accountId, at);
  };
  const of = async (openid: string) => {
    const desk = await world.did('leader', 'desk.view', { slotId });
    return desk.people.find((p) => p.accountId === accountIdOf(openid));
  };
  const flagsOf = async (openid: string): Promise<readonly Flag[]> =>
    (await of(openid))?.presence.flags ?? [];

  const confirmAll = async () => {
    await world.jobs.close();
    const { lines } = await world.did('leader', 'hours.proposals', { slotId });
    const minutes = lines.map((l) => ({ attendanceId: l.attendanceId, minutes: l.minutes }));
    await world.did('leader', 'hours.confirm', { slotId, lines: minutes });
  };

  describe('told at once', () => {
    beforeEach(() => shift());

    it('is noted once, however many phones and taps tell it', async () => {
      const nonce = newNonce();
      const input = { code: code(start), place: HERE };
      const first = await world.did('a', 'attendance.checkIn', input, nonce);
      expect(await world.did('a', 'attendance.checkIn', input, nonce)).toEqual(first);
      const again = await world.did('a', 'attendance.checkIn', input);
      expect(again).toMatchObject({ again: true, presence: { state: 'present', in: first.presence.in } });
      const scanned = { slotId, code: await personal('a', start), move: 'in' as const };
      expect(await world.did('leader', 'attendance.record', scanned)).toMatchObject({ again: true });
      expect(await world.documents('attendances', { slotId })).toHaveLength(1);
      expect((await of('a'))?.presence).toMatchObject({ state: 'present', in: first.presence.in });
    });

    it('raises flags for the leader, and refuses nobody for them', async () => {
      await world.did('a', 'attendance.checkIn', { code: code(start) });
      expect(await flagsOf('a')).toEqual(['NO_LOCATION']);
      await world.did('b', 'attendance.checkIn', { code: code(start), place: { ...HERE, latitude: 34.9 } });
      expect(await flagsOf('b')).toEqual(['FAR_AWAY']);
    });

    it('flags both who came from one phone within a minute, and nobody after it', async () => {
      await scanIn('a', { device });
      await world.at(start + 50 * SECOND);
      await world.did('b', 'attendance.checkIn', { code: code(start + 50 * SECOND), place: HERE, device });
      expect([await flagsOf('a'), await flagsOf('b')]).toEqual([['SAME_PHONE'], ['SAME_PHONE']]);
    });

    it('flags nobody for the same kind of phone two minutes later, or for another phone', async () => {
      await scanIn('a', { device });
      await world.did('b', 'attendance.checkIn', { code: code(start), place: HERE, device: 'cd'.repeat(8) });
      await world.at(start + 2 * MINUTE);
      const late = { code: code(start + 2 * MINUTE), place: HERE, device };
      await world.did('b', 'attendance.checkOut', late);
      expect([await flagsOf('a'), await flagsOf('b')]).toEqual([[], []]);
    });

    it('forgets phones when the slot is over', async () => {
      await scanIn('a', { device });
      expect((await world.documents('attendances', { slotId }))[0]).toHaveProperty('phone');
      await world.at(end + HOUR);
      await world.jobs.close();
      expect((await world.documents('attendances', { slotId }))[0]).not.toHaveProperty('phone');
    });

    it('takes the printed code, and says so', async () => {
      const printed = await world.printedCode(slotId);
      await world.did('a', 'attendance.checkIn', { code: printed, place: HERE });
      expect(await flagsOf('a')).toEqual(['PRINTED']);
      const forged = `${printed.slice(0, -1)}${printed.endsWith('0') ? '1' : '0'}`;
      expect(await world.code('b', 'attendance.checkIn', { code: forged })).toBe('CODE_INVALID');
    });

    it('gives the leader a picture of it', async () => {
      const { picture } = await world.did('leader', 'attendance.poster', { slotId });
      expect(Buffer.from(picture ?? '', 'base64').toString('latin1', 1, 4)).toBe('PNG');
    });
  });

  it('counts stays over all slots of an activity and day', async () => {
    await shift([{}, { start: MORNING + 5 * HOUR, end: MORNING + 6 * HOUR, name: '下午班' }]);
    const second = slotId.replace(/-1$/, '-2');
    await world.did('a', 'signups.take', { slotId: second, wait: false });
    for (let i = 0; i < 3; i += 1) {
      await world.at(start + i * MINUTE);
      await world.did('a', 'attendance.checkIn', { code: code(start + i * MINUTE) });
      await world.did('a', 'attendance.checkOut', { code: code(start + i * MINUTE) });
    }
    expect(await world.code('a', 'attendance.checkIn', { code: code(start + 2 * MINUTE) })).toBe(
      'TOO_MANY_PAIRS',
    );
    await world.at(MORNING + 5 * HOUR);
    const other = await world.did('leader', 'desk.view', { slotId: second });
    const there = makeCode(other.key, second, MORNING + 5 * HOUR);
    expect(await world.code('a', 'attendance.checkIn', { code: there })).toBe('TOO_MANY_PAIRS');
  });

  describe('told late', () => {
    beforeEach(() => shift());
    const late = (at: number, more: object = {}) => ({ code: code(at), place: HERE, takenAt: at, ...more });

    it('counts from when it was, and says so', async () => {
      await world.at(start + HOUR);
      const told = await world.did('a', 'attendance.checkIn', late(start + 3 * SECOND));
      expect(told.presence).toMatchObject({ state: 'present', in: start + 3 * SECOND, flags: ['OFFLINE'] });
    });

    it('goes by the code where the phone’s clock is wrong', async () => {
      await world.at(start + HOUR);
      const wrong = { ...late(start), takenAt: start + 7 * HOUR, sentAt: start + 8 * HOUR };
      const { presence } = await world.did('a', 'attendance.checkIn', wrong);
      expect(Math.abs((presence.in ?? 0) - start)).toBeLessThanOrEqual(STEP / 2);
      expect(presence.flags).toEqual(['OFFLINE', 'CLOCK_WRONG']);
    });

    it('is judged as it was then: too early and too late, whenever it is told', async () => {
      await world.at(end + 2 * HOUR);
      expect(await world.code('a', 'attendance.checkIn', late(start - 31 * MINUTE))).toBe('TOO_EARLY');
      expect(await world.code('a', 'attendance.checkIn', late(end + MINUTE))).toBe('TOO_LATE');
      expect(await world.code('a', 'attendance.checkIn', late(start))).toBe('OK');
    });

    it('is not taken after the hours that the city sets', async () => {
      const { offlineHours } = settings.attendance;
      await world.at(start + offlineHours * HOUR + MINUTE);
      expect(await world.code('a', 'attendance.checkIn', late(start))).toBe('TOO_OLD');
      expect(await world.code('a', 'attendance.checkOut', late(start))).toBe('TOO_OLD');
    });

    it('cannot be forged by moving the time of a code', async () => {
      await world.at(start + HOUR);
      const [version, slot, , mac] = code(start).split('.');
      const step = Math.floor(start / STEP + 60).toString(36);
      const moved = { ...late(start + 10 * MINUTE), code: [version, slot, step, mac].join('.') };
      expect(await world.code('a', 'attendance.checkIn', moved)).toBe('CODE_INVALID');
      expect(await world.code('a', 'attendance.checkIn', { code: code(start) })).toBe('CODE_EXPIRED');
    });

    it('in any order, from both phones, more than once: one stay', async () => {
      await world.at(end);
      const out = late(end - MINUTE);
      const scanned = {
        slotId,
        code: await personal('a', start + MINUTE),
        takenAt: start + MINUTE,
        move: 'in' as const,
      };
      const nonces = [newNonce(), newNonce(), newNonce()] as const;
      const tell = [
        () => world.did('a', 'attendance.checkOut', out, nonces[0]),
        () => world.did('leader', 'attendance.record', scanned, nonces[1]),
        () => world.did('a', 'attendance.checkIn', late(start), nonces[2]),
      ];
      for (const one of [...tell, ...tell]) await one();
      await Promise.all([...tell, ...tell].map((one) => one()));
      const [attendance] = await world.documents('attendances', { slotId });
      expect(attendance?.['pairs']).toEqual([{ in: new Date(start), out: new Date(end - MINUTE) }]);
      expect(attendance?.['marks']).toHaveLength(3);
    });

    it('corrects what the system had closed', async () => {
      await scanIn('a');
      await world.at(end + 2 * HOUR);
      await world.jobs.close();
      expect((await of('a'))?.presence).toMatchObject({ out: end, flags: ['CLOSED_BY_SYSTEM'] });
      const told = await world.did('a', 'attendance.checkOut', late(start + HOUR));
      expect(told.presence).toMatchObject({ out: start + HOUR, flags: ['OFFLINE', 'LATE'] });
    });

    it('after others were confirmed still waits for the leader', async () => {
      await scanIn('b');
      await world.at(end + 2 * HOUR);
      await confirmAll();
      await world.did('a', 'attendance.checkIn', late(start));
      const [line] = (await world.did('leader', 'hours.proposals', { slotId })).lines.filter(
        (l) => l.credited === null,
      );
      expect(line?.attendanceId).toBe(signupIdOf(slotId, accountIdOf('a')));
    });

    it('after one’s own hours were credited is kept and changes nothing', async () => {
      await scanIn('a');
      await world.at(end + 2 * HOUR);
      await confirmAll();
      const told = await world.did('a', 'attendance.checkOut', late(start + HOUR));
      expect(told.presence).toMatchObject({ state: 'credited', out: end });
      expect(await flagsOf('a')).toContain('LATE');
      const [attendance] = await world.documents('attendances', { slotId });
      expect(attendance?.['pairs']).toMatchObject([{ out: new Date(end) }]);
      expect(attendance?.['marks']).toHaveLength(2);
    });
  });

  describe('by the leader', () => {
    beforeEach(() => shift());
    const named = (openid: string, move: 'in' | 'out' | 'absent', reason = '没带手机') => ({
      slotId,
      personId: accountIdOf(openid),
      move,
      reason,
    });
    const record = (input: ReturnType<typeof named>) => world.did('leader', 'attendance.record', input);
    const refused = (input: object) =>
      world.code('leader', 'attendance.record', { ...named('a', 'in'), ...input });
    const places = async () => (await world.documents('slots', { _id: slotId }))[0]?.['taken'];

    it('scans a personal code, which says who it is and when', async () => {
      const scanned = { slotId, code: await personal('a', start), move: 'in' as const };
      const told = await world.did('leader', 'attendance.record', scanned);
      expect(told).toMatchObject({ personId: accountIdOf('a'), presence: { flags: ['BY_LEADER'] } });
      await world.at(start + MINUTE);
      expect(await world.code('leader', 'attendance.record', scanned)).toBe('CODE_EXPIRED');
      const forged = { ...scanned, code: makePersonalCode('k', accountIdOf('a'), start + MINUTE) };
      expect(await world.code('leader', 'attendance.record', forged)).toBe('CODE_INVALID');
    });

    it('names somebody in with a reason that is kept', async () => {
      expect(await refused({ reason: '' })).toBe('REASON_NEEDED');
      expect(await refused({ reason: '测试违规' })).toBe('CONTENT_REFUSED');
      await record(named('a', 'in'));
      expect(await of('a')).toMatchObject({
        reasons: ['没带手机'],
        presence: { state: 'present' },
      });
    });

    it('names a member in who had not signed up: with a place where one is free', async () => {
      const { candidates } = await world.did('leader', 'attendance.candidates', { slotId });
      expect(candidates).toContainEqual({ personId: accountIdOf('c'), name: 'c' });
      await record(named('c', 'in'));
      expect(await places()).toBe(3);
      expect(await of('c')).toMatchObject({
        unplaced: false,
        state: 'confirmed',
        presence: { state: 'present' },
      });
      const out = await world.did('c', 'attendance.checkOut', { code: code(start) });
      expect(out.presence.state).toBe('left');
    });

    it('takes the place back with the naming', async () => {
      const { undo } = await record(named('c', 'in'));
      await world.did('leader', 'attendance.undo', { slotId, personId: accountIdOf('c'), marks: [...undo] });
      expect(await places()).toBe(2);
      expect(await of('c')).toBeUndefined();
      expect((await world.documents('attendances', { slotId }))[0]).toMatchObject({ pairs: [] });
    });

    it('may name only whom the list, the team or its keeping knows', async () => {
      expect(await refused(named('outsider', 'in'))).toBe('NOT_FOUND');
      expect(await refused(named('nobody', 'in'))).toBe('NOT_FOUND');
      expect(await world.code('a', 'attendance.record', named('a', 'in'))).toBe('NOT_ALLOWED');
      expect(await world.code('a', 'attendance.candidates', { slotId })).toBe('NOT_ALLOWED');
      expect(await world.code('a', 'attendance.poster', { slotId })).toBe('NOT_ALLOWED');
    });

    it('refuses out before in, when told at once', async () => {
      expect(await refused(named('a', 'out'))).toBe('NOT_CHECKED_IN');
      await world.at(start - 31 * MINUTE);
      expect(await refused({})).toBe('TOO_EARLY');
      await world.at(end);
      expect(await refused({})).toBe('TOO_LATE');
    });

    it('says that somebody was not there, and takes it back', async () => {
      await scanIn('a');
      const { undo } = await record(named('a', 'absent', '没有来，别人代扫的'));
      expect(await of('a')).toMatchObject({ absent: true, presence: { state: 'expected' } });
      await world.did('leader', 'attendance.undo', { slotId, personId: accountIdOf('a'), marks: [...undo] });
      expect(await of('a')).toMatchObject({ absent: false, presence: { state: 'present' } });
    });

    describe('undo', () => {
      const undo = (marks: readonly string[], more: object = {}) => ({
        slotId,
        personId: accountIdOf('a'),
        marks: [...marks],
        ...more,
      });
      const marksOf = async () => (await of('a'))?.undo ?? [];

      it('takes back the last out, then the in, and keeps who did', async () => {
        await scanIn('a');
        await world.at(start + HOUR);
        await world.did('a', 'attendance.checkOut', { code: code(start + HOUR) });
        await world.did('leader', 'attendance.undo', undo(await marksOf()));
        expect((await of('a'))?.presence).toMatchObject({ state: 'present', out: null });
        await world.did('leader', 'attendance.undo', undo(await marksOf()));
        expect((await of('a'))?.presence.state).toBe('expected');
        const [attendance] = await world.documents('attendances', { slotId });
        expect(attendance?.['undone']).toMatchObject([
          { by: accountIdOf('leader') },
          { by: accountIdOf('leader') },
        ]);
        expect(attendance).not.toHaveProperty('toConfirm');
      });

      it('is done once, and a replay gets the same answer', async () => {
        await scanIn('a');
        const input = undo(await marksOf());
        const nonce = newNonce();
        const first = await world.did('leader', 'attendance.undo', input, nonce);
        expect(await world.did('leader', 'attendance.undo', input, nonce)).toEqual(first);
        expect(await world.did('leader', 'attendance.undo', input)).toMatchObject({ again: true });
      });

      it('needs something to undo, on the day, before the hours are credited', async () => {
        const code1 = (input: object) =>
          world.code('leader', 'attendance.undo', { ...undo(['nonce-of-none']), ...input });
        expect(await code1({})).toBe('NOTHING_TO_UNDO');
        await scanIn('a');
        expect(await code1({})).toBe('NOTHING_TO_UNDO');
        const marks = [...(await marksOf())];
        expect(await world.code('a', 'attendance.undo', undo(marks))).toBe('NOT_ALLOWED');
        await world.at(end + DAY);
        expect(await code1({ marks })).toBe('TOO_LATE');
        expect(await code1({ marks, takenAt: start - 100 * HOUR })).toBe('TOO_OLD');
        await world.at(end + HOUR);
        await confirmAll();
        expect(await code1({ marks })).toBe('ALREADY_CREDITED');
        expect(await marksOf()).toEqual([]);
      });
    });
  });

  it('lets somebody in without a place where all are taken, and flags it', async () => {
    await shift([{ capacity: 2 }]);
    const input = { slotId, personId: accountIdOf('c'), move: 'in' as const, reason: '临时来帮忙' };
    await world.did('leader', 'attendance.record', input);
    expect(await of('c')).toMatchObject({ unplaced: true, presence: { state: 'present' } });
    expect(await flagsOf('c')).toEqual(['BY_LEADER', 'UNPLACED']);
    expect((await world.documents('slots', { _id: slotId }))[0]?.['taken']).toBe(2);
    const out = await world.did('c', 'attendance.checkOut', { code: code(start) });
    expect(out.presence.state).toBe('left');
  });

  describe('by the activity’s mode', () => {
    const modes = async (mode: 'auto' | 'inOnly') => {
      await shift();
      const change = { $set: { mode } };
      const [activity] = await world.documents('slots', { _id: slotId });
      const query = { _id: activity?.['activityId'] };
      await world.alter('activities', query, change);
    };
    const close = async () => {
      await world.at(end + HOUR);
      await world.jobs.close();
    };

    it('in only: there until the end, without a flag', async () => {
      await modes('inOnly');
      await scanIn('a');
      await close();
      expect((await of('a'))?.presence).toMatchObject({ state: 'left', out: end, flags: [] });
    });

    it('automatic: who holds a place was there, unless the leader says otherwise', async () => {
      await modes('auto');
      expect((await of('a'))?.presence).toMatchObject({ state: 'present', in: start });
      const absent = { slotId, personId: accountIdOf('b'), move: 'absent' as const, reason: '没有来' };
      await world.did('leader', 'attendance.record', absent);
      await close();
      expect((await of('a'))?.presence).toMatchObject({ state: 'left', in: start, out: end });
      expect((await of('b'))?.presence.state).toBe('expected');
      const { lines } = await world.did('leader', 'hours.proposals', { slotId });
      expect(lines.map((l) => [l.attendanceId, l.present])).toEqual([
        [signupIdOf(slotId, accountIdOf('a')), 120],
      ]);
      await world.jobs.close();
      expect(await world.documents('attendances', { slotId })).toHaveLength(2);
    });
  });

  it('a personal code stays the same however often and from how many phones it is asked for', async () => {
    const codes = await Promise.all([1, 2, 3].map(() => world.did('outsider', 'code.mine', {})));
    expect(new Set(codes.map((c: Output<'code.mine'>) => c.key)).size).toBe(1);
    expect((await world.did('a', 'code.mine', {})).key).not.toBe(codes[0]?.key);
  });

  it('stays within its budget of round trips', () => {
    const { actions, unindexedQueries } = world.emulator.metrics();
    expect(unindexedQueries).toEqual([]);
    const most = (name: string) => actions[name]?.roundTrips.max;
    expect(most('desk.view')).toBe(1);
    expect(most('attendance.candidates')).toBe(3);
    expect(most('attendance.poster')).toBe(1);
    // One more where somebody else wrote at the same moment: asked again, written again.
    for (const name of ['attendance.checkIn', 'attendance.checkOut', 'attendance.record', 'attendance.undo'])
      expect(most(name)).toBeLessThanOrEqual(5);
  });
});
