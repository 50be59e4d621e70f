import { makeCode } from '#domain/attendance/code';
import type { ErrorCode } from '#domain/errors';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** Every bad input of the journey: its code, and nothing changed. */
describe('refusals', () => {
  let world: World;
  let slotId: string;
  let activityId: string;
  let start: number;
  let end: number;

  beforeEach(async () => {
    await world.at(MORNING);
    ({ slotId, activityId, start, end } = await world.post());
  });
  beforeAll(async () => {
    world = await startWorld();
    await world.person('volunteer');
    await world.person('other');
  });
  afterAll(() => world.close());

  /** The refusal's code, after seeing that it left everything as it was. */
  async function unchanged(call: () => Promise<ErrorCode | 'OK'>): Promise<ErrorCode | 'OK'> {
    const before = await world.everything();
    const code = await call();
    expect(await world.everything()).toBe(before);
    return code;
  }
  const raw = (event: Record<string, unknown>, openid = 'volunteer', fn = 'member') =>
    unchanged(async () => {
      const answer = await world.raw(openid, fn, event);
      return answer.ok ? 'OK' : answer.error.code;
    });

  describe('of the call itself', () => {
    const nonce = newNonce();
    it.each([
      ['no action', {}, 'BAD_INPUT'],
      ['an action of another kind', { action: 7 }, 'BAD_INPUT'],
      ['an unknown action', { action: 'city.burn' }, 'UNKNOWN_ACTION'],
      ['an action of Object.prototype', { action: 'constructor' }, 'UNKNOWN_ACTION'],
      ['an action of another function', { action: 'activities.post', input: {}, nonce }, 'UNKNOWN_ACTION'],
      ['a missing field', { action: 'signups.take', input: { slotId: 'x' }, nonce }, 'BAD_INPUT'],
      ['an extra field', { action: 'me.view', input: { admin: true } }, 'BAD_INPUT'],
      ['a mistyped field', { action: 'stations.nearby', input: { place: '三门峡' } }, 'BAD_INPUT'],
      ['an input that is no object', { action: 'me.view', input: [] }, 'BAD_INPUT'],
      [
        'a text of 100,000 characters',
        { action: 'stations.search', input: { text: '站'.repeat(100_000) } },
        'BAD_INPUT',
      ],
      [
        'an operator in place of an id',
        { action: 'signups.take', input: { slotId: { $gt: '' }, wait: true }, nonce },
        'BAD_INPUT',
      ],
      [
        'no nonce for a write',
        { action: 'signups.take', input: { slotId: 'x', wait: true } },
        'NONCE_NEEDED',
      ],
      [
        'a nonce of another kind',
        { action: 'signups.take', input: { slotId: 'x', wait: true }, nonce: 1 },
        'NONCE_NEEDED',
      ],
    ] as const)('%s', async (_name, event, code) => {
      expect(await raw(event)).toBe(code);
    });

    it('a forged timer event of a client', async () => {
      expect(await raw({ Type: 'Timer', TriggerName: 'jobs-tick' }, 'volunteer', 'jobs')).toBe('NOT_ALLOWED');
      expect(await raw({ action: 'jobs.sweep', input: { name: 'repair' } }, 'volunteer', 'jobs')).toBe(
        'NOT_ALLOWED',
      );
    });
  });

  it('somebody without an account, or without a name', async () => {
    expect(await world.code('nobody', 'me.view', {})).toBe('NO_ACCOUNT');
    await world.did('nameless', 'session.open', {});
    expect(await unchanged(() => world.code('nameless', 'signups.take', { slotId, wait: true }))).toBe(
      'INTRODUCTION_NEEDED',
    );
    const bad = { name: '测试违规', phone: '13900000000' };
    expect(await unchanged(() => world.code('nameless', 'account.introduce', bad))).toBe('CONTENT_REFUSED');
    const phone = { name: '张三', phone: '12345678901' };
    expect(await unchanged(() => world.code('nameless', 'account.introduce', phone))).toBe('BAD_INPUT');
  });

  describe('of posting', () => {
    const post = (change: object, openid = 'leader') =>
      unchanged(() =>
        world.code(openid, 'activities.post', {
          teamId: world.leaderTeam,
          title: '义剪',
          category: 'care',
          summary: '理发',
          risks: '无',
          contactPhone: '13900000001',
          venue: { stationId: 's1' },
          slots: [{ kind: 'shift', name: '班', start: MORNING + HOUR, end: MORNING + 2 * HOUR, capacity: 1 }],
          ...change,
        }),
      );
    const slot = { kind: 'shift' as const, name: '班', capacity: 1 };

    it('by a stranger, and for a team that is not there', async () => {
      expect(await post({}, 'volunteer')).toBe('NOT_ALLOWED');
      expect(await post({ teamId: 'tnone' })).toBe('NOT_FOUND');
    });
    it('of a time that has passed, or that ends before it begins', async () => {
      expect(await post({ slots: [{ ...slot, start: MORNING, end: MORNING + HOUR }] })).toBe('TIME_PASSED');
      expect(await post({ slots: [{ ...slot, start: MORNING + HOUR, end: MORNING + HOUR }] })).toBe(
        'BAD_INPUT',
      );
      expect(await post({ slots: [{ ...slot, start: MORNING + HOUR, end: MORNING + 14 * HOUR }] })).toBe(
        'BAD_INPUT',
      );
      const far = MORNING + 61 * DAY;
      expect(await post({ slots: [{ ...slot, start: far, end: far + HOUR }] })).toBe('BAD_INPUT');
    });
    it('of an unknown category or station, of words that the content check refuses', async () => {
      expect(await post({ category: 'none' })).toBe('BAD_INPUT');
      expect(await post({ venue: { stationId: 'none' } })).toBe('NOT_FOUND');
      expect(await post({ summary: '测试违规' })).toBe('CONTENT_REFUSED');
      expect(await post({ title: '题'.repeat(100_000) })).toBe('BAD_INPUT');
      expect(await post({ title: '​\u0000 ' })).toBe('BAD_INPUT');
    });
    it('keeps words in doubt from the public until a person has looked', async () => {
      const { activityId: held } = await world.did('leader', 'activities.post', {
        teamId: world.leaderTeam,
        title: '测试复核',
        category: 'care',
        summary: '理发',
        risks: '无',
        contactPhone: '13900000001',
        venue: { stationId: 's1' },
        slots: [{ ...slot, start: MORNING + HOUR, end: MORNING + 2 * HOUR }],
      });
      expect(await world.code('volunteer', 'activities.view', { activityId: held })).toBe('NOT_FOUND');
      expect(await world.code('leader', 'activities.view', { activityId: held })).toBe('OK');
      expect(
        await unchanged(() => world.code('volunteer', 'signups.take', { slotId: `${held}-1`, wait: true })),
      ).toBe('NOT_OPEN');
    });
  });

  describe('of signing up', () => {
    const take = (openid: string, id = slotId, wait = true) =>
      unchanged(() => world.code(openid, 'signups.take', { slotId: id, wait }));

    it('for a slot that is not there, that is full, that has begun', async () => {
      expect(await take('volunteer', 'none')).toBe('NOT_FOUND');
      const one = await world.post([{ capacity: 1, start: MORNING + 30 * HOUR, end: MORNING + 31 * HOUR }]);
      await world.did('other', 'signups.take', { slotId: one.slotId, wait: false });
      expect(await take('volunteer', one.slotId, false)).toBe('SLOT_FULL');
      await world.at(start - 5 * SECOND);
      expect(await world.code('volunteer', 'signups.take', { slotId, wait: false })).toBe('OK');
      await world.at(start);
      expect(await take('other')).toBe('DEADLINE_PASSED');
    });

    it('twice, and for two things at once', async () => {
      const later = { start: start + 100 * HOUR, end: end + 100 * HOUR };
      const [a, b] = [
        await world.post([later]),
        await world.post([{ start: later.end - 1, end: later.end + HOUR }]),
      ];
      const c = await world.post([{ start: later.end, end: later.end + HOUR }]);
      await world.did('volunteer', 'signups.take', { slotId: a.slotId, wait: false });
      expect(await take('volunteer', a.slotId)).toBe('ALREADY_SIGNED_UP');
      expect(await take('volunteer', b.slotId)).toBe('OVERLAPS');
      expect(await world.code('volunteer', 'signups.take', { slotId: c.slotId, wait: false })).toBe('OK');
    });

    it('for a cancelled activity; and cancelling once more', async () => {
      const told = await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
      expect(told.told).toBe(0);
      expect(await take('other')).toBe('CANCELLED');
      expect(
        await unchanged(() => world.code('leader', 'activities.cancel', { activityId, reason: '雨' })),
      ).toBe('CANCELLED');
      expect(
        await unchanged(() => world.code('other', 'activities.cancel', { activityId, reason: '雨' })),
      ).toBe('NOT_ALLOWED');
    });

    it("cancelling somebody else's sign-up, or none, or too late", async () => {
      const { signupId } = await world.did('other', 'signups.take', { slotId, wait: false });
      const cancel = (openid: string, id: string) =>
        unchanged(() => world.code(openid, 'signups.cancel', { signupId: id }));
      expect(await cancel('volunteer', signupId)).toBe('NOT_FOUND');
      expect(await cancel('volunteer', 'none')).toBe('NOT_FOUND');
      await world.at(start);
      expect(await cancel('other', signupId)).toBe('DEADLINE_PASSED');
    });
  });

  describe('of scanning', () => {
    const later = 200 * HOUR;
    beforeEach(async () => {
      ({ slotId, start, end } = await world.post([{ start: start + later, end: end + later }]));
      await world.code('volunteer', 'signups.take', { slotId, wait: false });
      await world.at(start);
    });
    afterEach(async () => {
      await world.at(MORNING);
      const { coming } = await world.did('volunteer', 'me.view', {});
      for (const { signupId } of coming) await world.code('volunteer', 'signups.cancel', { signupId });
      await world.emulator.store.remove('signups', { query: {}, multi: true });
    });
    const scan = (code: string, extra: object = {}, openid = 'volunteer') =>
      unchanged(() => world.code(openid, 'attendance.checkIn', { code, ...extra }));

    it('a text that is no code, a code with one character changed, a code of a slot that is not there', async () => {
      const code = await world.screenCode(slotId);
      const last = code.slice(-1) === '0' ? '1' : '0';
      expect(await scan('https://example.org')).toBe('CODE_INVALID');
      expect(await scan(code.slice(0, -1) + last)).toBe('CODE_INVALID');
      expect(await scan(code.replace(slotId, 'none-1'))).toBe('CODE_INVALID');
      expect(await scan(makeCode('guessed', slotId, start))).toBe('CODE_INVALID');
    });
    it('a code 60 s old; one step old is still taken', async () => {
      const code = await world.screenCode(slotId);
      await world.at(start + 60 * SECOND);
      expect(await scan(code)).toBe('CODE_EXPIRED');
      const fresh = await world.screenCode(slotId, start + 50 * SECOND);
      expect(await world.code('volunteer', 'attendance.checkIn', { code: fresh })).toBe('OK');
    });
    it('a code of another slot', async () => {
      const code = await world.screenCode(slotId);
      expect(await scan(code, { slotId: 'another-1' })).toBe('CODE_OTHER_SLOT');
    });
    it('without a sign-up, while waiting, too early, too late', async () => {
      expect(await scan(await world.screenCode(slotId), {}, 'other')).toBe('NOT_SIGNED_UP');
      await world.at(start - 30 * MINUTE - 5 * SECOND);
      expect(await scan(await world.screenCode(slotId))).toBe('TOO_EARLY');
      await world.at(end);
      expect(await scan(await world.screenCode(slotId))).toBe('TOO_LATE');
      await world.at(start - 30 * MINUTE);
      expect(
        await world.code('volunteer', 'attendance.checkIn', { code: await world.screenCode(slotId) }),
      ).toBe('OK');
    });
    it('out without in', async () => {
      const code = await world.screenCode(slotId);
      expect(await unchanged(() => world.code('volunteer', 'attendance.checkOut', { code }))).toBe(
        'NOT_CHECKED_IN',
      );
    });
    it('far away is no refusal: it is taken and flagged for the leader', async () => {
      const code = await world.screenCode(slotId);
      const far = { longitude: 111.3, latitude: 34.78 };
      const taken = await world.did('volunteer', 'attendance.checkIn', { code, place: far });
      expect(taken.presence).toMatchObject({ state: 'present', flags: ['FAR_AWAY'] });
    });
    it('a fourth time the same day', async () => {
      for (let i = 0; i < 3; i += 1) {
        await world.at(start + i * 10 * MINUTE);
        await world.did('volunteer', 'attendance.checkIn', { code: await world.screenCode(slotId) });
        await world.at(start + i * 10 * MINUTE + MINUTE);
        await world.did('volunteer', 'attendance.checkOut', { code: await world.screenCode(slotId) });
      }
      expect(await scan(await world.screenCode(slotId))).toBe('TOO_MANY_PAIRS');
    });
    it("a leader's actions by a stranger", async () => {
      expect(await unchanged(() => world.code('volunteer', 'desk.view', { slotId }))).toBe('NOT_ALLOWED');
      expect(await unchanged(() => world.code('volunteer', 'hours.proposals', { slotId }))).toBe(
        'NOT_ALLOWED',
      );
      const lines = [{ attendanceId: 'x', minutes: 60 }];
      expect(await unchanged(() => world.code('volunteer', 'hours.confirm', { slotId, lines }))).toBe(
        'NOT_ALLOWED',
      );
      expect(await unchanged(() => world.code('volunteer', 'stations.import', { rows: [{}] }))).toBe(
        'NOT_ALLOWED',
      );
    });
    it('hours for a resident who was served', async () => {
      const service = { kind: 'service' as const, start: start + 3 * HOUR, end: end + 3 * HOUR };
      const booked = await world.post([service]);
      await world.did('volunteer', 'signups.take', { slotId: booked.slotId, wait: false });
      await world.at(booked.start);
      await world.did('volunteer', 'attendance.checkIn', { code: await world.screenCode(booked.slotId) });
      await world.at(booked.end);
      const [attendance] = await world.documents('attendances', { slotId: booked.slotId });
      const lines = [{ attendanceId: attendance?._id ?? '', minutes: 60, reason: '服务' }];
      const confirm = () => world.code('leader', 'hours.confirm', { slotId: booked.slotId, lines });
      expect(await unchanged(confirm)).toBe('NOT_A_SHIFT');
      const led = await world.did('leader', 'activities.led', {});
      expect(led.activities.find((a) => a.id === booked.activityId)?.toConfirm).toBe(0);
    });
    it('hours before the end, above the shift, changed without a reason, over the day', async () => {
      await world.did('volunteer', 'attendance.checkIn', { code: await world.screenCode(slotId) });
      const [attendance] = await world.documents('attendances', { slotId });
      const confirm = (minutes: number, reason = '') =>
        world.code('leader', 'hours.confirm', {
          slotId,
          lines: [{ attendanceId: attendance?._id ?? '', minutes, reason }],
        });
      expect(await unchanged(() => confirm(60))).toBe('NOT_FINISHED');
      await world.at(end);
      expect(await unchanged(() => confirm(121, '多'))).toBe('ABOVE_SHIFT');
      expect(await unchanged(() => confirm(60))).toBe('REASON_NEEDED');
      expect(
        await unchanged(() =>
          world.code('leader', 'hours.confirm', { slotId, lines: [{ attendanceId: 'none', minutes: 1 }] }),
        ),
      ).toBe('NOT_FOUND');
      expect(await confirm(60, '提前离开')).toBe('OK');
    });
  });
});
