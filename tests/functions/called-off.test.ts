import { accountIdOf, slotIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { joinTeam } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** What has been held has been, whatever is called off after it; who is told is who would have come for nothing. */
describe('called off', () => {
  let world: World;
  let activityId = '';
  const dayOne = MORNING + 2 * HOUR;
  const shift = (days: number) => ({
    kind: 'shift' as const,
    name: `第${days + 1}天`,
    capacity: 2,
    start: dayOne + days * DAY,
    end: dayOne + days * DAY + 2 * HOUR,
  });
  const slot = (day: number) => slotIdOf(activityId, day);

  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
    for (const who of ['anna', 'bert', 'cleo', 'dora']) await world.person(who);
    await joinTeam(world, ['anna', 'bert'].map(accountIdOf));
  });
  afterAll(() => world.close());

  /** Three days: anna comes on the first two, bert on the second and third, cleo and dora wait for the third or hold it. */
  beforeEach(async () => {
    await world.at(MORNING);
    ({ activityId } = await world.post([0, 1, 2].map(shift)));
    await take('anna', 1);
    await take('anna', 2);
    await take('bert', 2);
    await take('bert', 3);
    await take('cleo', 3);
    await take('dora', 3);
  });

  const take = (who: string, day: number) =>
    world.did(who, 'signups.take', { slotId: slot(day), wait: true });
  const cancel = (nonce = newNonce()) =>
    world.call('leader', 'activities.cancel', { activityId, reason: '下大雨' }, nonce);
  const cancelSlot = (day: number, openid = 'leader') =>
    world.code(openid, 'activities.cancelSlot', { slotId: slot(day), reason: '下大雨' });
  const told = async (day: number) =>
    (await world.documents('outbox', { kind: 'cancelled' }))
      .filter(({ _id }) => _id.includes(`_${slot(day)}_`))
      .map(({ accountId }) => ['anna', 'bert', 'cleo', 'dora'].find((who) => accountIdOf(who) === accountId))
      .sort();
  const led = async () =>
    (await world.did('leader', 'activities.led', {})).activities.find(({ id }) => id === activityId);
  const mine = async (who: string, day: number) =>
    (await world.did(who, 'me.view', {})).coming.find(({ slotId }) => slotId === slot(day));
  const view = (who = 'cleo') => world.did(who, 'activities.view', { activityId });
  const offOf = async () => (await view()).slots.map(({ off }) => off ?? null);
  const stored = async () => (await world.documents('activities', { _id: activityId }))[0];
  async function unchanged<T>(run: () => Promise<T>): Promise<T> {
    const before = await world.everything();
    const result = await run();
    expect(await world.everything()).toBe(before);
    return result;
  }

  /** Anna comes for the first day, from its start to its end. */
  async function serveFirst(): Promise<void> {
    await world.at(dayOne);
    await world.did('anna', 'attendance.checkIn', { code: await world.screenCode(slot(1)) });
    await world.at(dayOne + 2 * HOUR - MINUTE);
    await world.did('anna', 'attendance.checkOut', { code: await world.screenCode(slot(1)) });
    await world.at(dayOne + 3 * HOUR);
  }

  const confirmFirst = async () => {
    const { lines } = await world.did('leader', 'hours.proposals', { slotId: slot(1) });
    const input = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    await world.did('leader', 'hours.confirm', { slotId: slot(1), lines: input });
    return lines;
  };

  describe('as a whole, after the first day', () => {
    beforeEach(async () => {
      await serveFirst();
      expect(await cancel()).toMatchObject({ ok: true, data: { dates: 1, told: 5 } });
    });

    it('the first day stays as it was: nobody of it is told, its hours are confirmed', async () => {
      expect([await told(1), await told(2), await told(3)]).toEqual([
        [],
        ['anna', 'bert'],
        ['bert', 'cleo', 'dora'],
      ]);
      expect(await mine('anna', 1)).toMatchObject({ activityState: 'published' });
      expect(await mine('anna', 2)).toMatchObject({ activityState: 'cancelled' });
      expect(await led()).toMatchObject({ phase: 'finished', toConfirm: 1, waiting: [slot(1)] });
      expect(await confirmFirst()).toHaveLength(1);
      const { lines } = await world.did('anna', 'hours.list', {});
      expect(lines[0]).toMatchObject({ slotId: slot(1) });
    });

    it('it says which days are off, is told of afterwards and filed like any other', async () => {
      expect(await offOf()).toEqual([null, '下大雨', '下大雨']);
      const { activities } = await world.did('cleo', 'activities.list', { day: '2026-03-02' });
      expect(activities.map(({ id }) => id)).not.toContain(activityId);
      expect(await world.code('leader', 'activities.report', { activityId, text: '第一天很顺利' })).toBe(
        'OK',
      );
      await confirmFirst();
      await world.at(dayOne + 30 * DAY);
      await world.jobs.close();
      expect((await stored())?.['state']).toBe('closed');
    });

    it('who would have come on the others is neither reminded nor noted as missing, and cannot sign up or come', async () => {
      expect(await world.code('anna', 'signups.take', { slotId: slot(3), wait: true })).toBe('CANCELLED');
      await world.at(dayOne + DAY - HOUR);
      await world.jobs.remind();
      const reminders = await world.documents('outbox', { kind: { $in: ['reminderSoon', 'reminderDay'] } });
      expect(reminders.filter(({ _id }) => _id.includes(slot(2)))).toEqual([]);
      await world.at(dayOne + DAY);
      const code = await world.screenCode(slot(2));
      expect(await world.code('bert', 'attendance.checkIn', { code })).toBe('CANCELLED');
      expect(await world.did('leader', 'desk.view', { slotId: slot(2) })).toMatchObject({
        phase: 'cancelled',
      });
      await world.at(dayOne + 3 * DAY);
      await world.jobs.close();
      const [bert] = await world.documents('accounts', { _id: accountIdOf('bert') });
      expect(bert?.['noShows'] ?? []).toEqual([]);
    });

    it('a second time there is nothing left to call off', async () => {
      const again = async () => [
        await cancel().then((a) => (a.ok ? 'OK' : a.error.code)),
        await cancelSlot(2),
      ];
      expect(await unchanged(again)).toEqual(['TIME_PASSED', 'CANCELLED']);
    });
  });

  it('sent twice, it answers and tells once', async () => {
    await serveFirst();
    const nonce = newNonce();
    const first = await cancel(nonce);
    const second = await unchanged(() => cancel(nonce));
    expect([first, second]).toMatchObject(Array(2).fill({ ok: true, data: { dates: 1, told: 5 } }));
  });

  it('while a shift is under way: who was there until then is credited for that', async () => {
    await serveFirst();
    await world.at(dayOne + DAY);
    await world.did('bert', 'attendance.checkIn', { code: await world.screenCode(slot(2)) });
    await world.at(dayOne + DAY + 100 * MINUTE);
    expect(await cancel()).toMatchObject({ ok: true });
    const out = { code: await world.screenCode(slot(2)) };
    expect(await world.code('bert', 'attendance.checkOut', out)).toBe('OK');
    expect(await told(1)).toEqual([]);
    await world.at(dayOne + 2 * DAY);
    expect((await led())?.waiting).toEqual([slot(1), slot(2)]);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId: slot(2) });
    expect(lines).toMatchObject([{ reason: 'PRESENT' }]);
  });

  it('before anything began it is cancelled whole, and so it is with its first day under way', async () => {
    expect(await cancel()).toMatchObject({ ok: true, data: { dates: 1, told: 6 } });
    expect([await led(), await offOf()]).toMatchObject([
      { phase: 'cancelled' },
      ['下大雨', '下大雨', '下大雨'],
    ]);
  });

  describe('one day of several', () => {
    it('tells those of that day alone, also who waits; nobody moves up, the others keep their places', async () => {
      expect(await cancelSlot(3)).toBe('OK');
      expect([await told(1), await told(2), await told(3)]).toEqual([[], [], ['bert', 'cleo', 'dora']]);
      expect(await offOf()).toEqual([null, null, '下大雨']);
      expect(await led()).toMatchObject({ phase: 'coming', end: dayOne + DAY + 2 * HOUR, expected: 3 });
      const { signupId = '' } = (await mine('bert', 3)) ?? {};
      await world.did('bert', 'signups.cancel', { signupId });
      await world.jobs.repair();
      expect(await mine('dora', 3)).toMatchObject({ state: 'waiting', activityState: 'cancelled' });
      expect(await mine('bert', 2)).toMatchObject({ state: 'confirmed', activityState: 'published' });
    });

    it('offers made for it are gone from the team’s list', async () => {
      const { signupId = '' } = (await mine('bert', 3)) ?? {};
      await world.did('bert', 'signups.offer', { signupId, offered: true });
      await cancelSlot(3);
      const { offers } = await world.did('anna', 'signups.offers', {});
      expect(offers.map(({ slotId }) => slotId)).not.toContain(slot(3));
      expect(await world.code('anna', 'signups.takeOver', { signupId })).toBe('CANCELLED');
    });

    it('the first one: the activity begins with the next', async () => {
      expect(await cancelSlot(1)).toBe('OK');
      expect(await led()).toMatchObject({ start: dayOne + DAY, phase: 'coming' });
      const { activities } = await world.did('cleo', 'activities.list', { day: '2026-03-01' });
      expect(activities.map(({ id }) => id)).not.toContain(activityId);
    });

    it('after another has begun', async () => {
      await world.at(dayOne + HOUR);
      expect(await cancelSlot(2)).toBe('OK');
      expect([await told(1), await told(2)]).toEqual([[], ['anna', 'bert']]);
    });

    it('the last that stands takes the activity with it; nobody is told twice', async () => {
      expect([await cancelSlot(1), await cancelSlot(2), await cancelSlot(3)]).toEqual(['OK', 'OK', 'OK']);
      expect(await led()).toMatchObject({ phase: 'cancelled' });
      expect(await told(2)).toEqual(['anna', 'bert']);
    });

    it('refuses by code, and then changes nothing', async () => {
      await cancelSlot(3);
      const unknown = () =>
        world.code('leader', 'activities.cancelSlot', { slotId: 'none-1', reason: '下大雨' });
      expect(await unchanged(async () => [await cancelSlot(3), await unknown()])).toEqual([
        'CANCELLED',
        'NOT_FOUND',
      ]);
      for (const who of ['anna', 'officer'])
        expect(await unchanged(() => cancelSlot(2, who))).toBe('NOT_ALLOWED');
      const bad = { slotId: slot(2), reason: '测试违规' };
      expect(await unchanged(() => world.code('leader', 'activities.cancelSlot', bad))).toBe(
        'CONTENT_REFUSED',
      );
      await world.at(dayOne);
      expect(await unchanged(() => cancelSlot(1))).toBe('SLOT_BEGUN');
      await world.at(dayOne + 2 * HOUR);
      expect(await unchanged(() => cancelSlot(1))).toBe('TIME_PASSED');
    });

    it('of two leaders at once each is told what came of their own', async () => {
      const codes = await Promise.all([cancelSlot(2), cancelSlot(3)]);
      expect(codes).toContain('OK');
      const off = (await offOf()).slice(1).map((reason) => (reason === null ? 'CHANGED' : 'OK'));
      expect(codes).toEqual(off);
    });
  });

  describe('changed after the first day has begun', () => {
    const words = { title: '社区义剪', category: 'care', summary: '为老人理发', risks: '注意用电安全' };
    const change = (days: number[], part: object = {}) => ({
      activityId,
      revision: 0,
      ...words,
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: days.map((day) => ({ ...shift(day - 1), slotId: slot(day) })),
      ...part,
    });
    const changing = (days: number[], part: object = {}) =>
      world.code('leader', 'activities.change', change(days, part));

    beforeEach(() => world.at(dayOne + HOUR));

    it('a later day moves: its people are asked again, those of the first are not', async () => {
      const later = {
        ...shift(1),
        slotId: slot(2),
        start: dayOne + DAY + HOUR,
        end: dayOne + DAY + 3 * HOUR,
      };
      const slots = [later, { ...shift(2), slotId: slot(3) }];
      const answer = await world.did('leader', 'activities.change', change([], { slots }));
      expect(answer).toMatchObject({ revision: 1, asked: 2 });
      expect(await mine('anna', 1)).toMatchObject({ asked: null, start: dayOne });
      expect(await mine('anna', 2)).toMatchObject({ asked: { question: 'CHANGED' }, start: later.start });
      expect(await led()).toMatchObject({ start: dayOne, phase: 'running' });
    });

    it('a day is added, and one that nobody holds is taken out', async () => {
      const extra = { ...shift(3), slotId: undefined };
      const slots = [...[2, 3].map((day) => ({ ...shift(day - 1), slotId: slot(day) })), extra];
      expect(await changing([], { slots })).toBe('OK');
      expect((await view()).slots).toHaveLength(4);
      expect(await changing([2, 3], { revision: 1 })).toBe('OK');
      expect((await view()).slots.map(({ start }) => start)).toEqual(
        [0, 1, 2].map((day) => dayOne + day * DAY),
      );
    });

    it('what has begun stays: as it is, or left out; otherwise it is refused', async () => {
      expect(await changing([1, 2, 3], { title: '义剪三天' })).toBe('OK');
      const other = { slots: [{ ...shift(0), slotId: slot(1), capacity: 9 }], revision: 1 };
      const moved = { venue: { stationId: 'county' }, revision: 1 };
      const auto = { mode: 'auto' as const, revision: 1 };
      for (const part of [other, { ...change([2, 3]), ...moved }, { ...change([2, 3]), ...auto }]) {
        expect(await unchanged(() => changing([], part))).toBe('SLOT_BEGUN');
      }
    });

    it('the place of the later days may be another once nobody is there', async () => {
      await world.at(dayOne + 3 * HOUR);
      expect(await changing([2, 3], { venue: { stationId: 'county' } })).toBe('OK');
      expect(await mine('anna', 1)).toMatchObject({ asked: null });
      expect(await mine('bert', 3)).toMatchObject({ asked: { question: 'CHANGED' } });
    });

    it('with nothing left to come there is nothing to change', async () => {
      await cancelSlot(2);
      await cancelSlot(3);
      expect(await unchanged(() => changing([1], { revision: 2 }))).toBe('TIME_PASSED');
    });

    it('what was called off is not brought back', async () => {
      await cancelSlot(2);
      expect(await unchanged(() => changing([2, 3], { revision: 1 }))).toBe('CANCELLED');
      expect(await changing([3], { revision: 1 })).toBe('OK');
      expect(await offOf()).toEqual([null, '下大雨', null]);
    });
  });
});
