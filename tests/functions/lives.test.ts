import type { Input } from '#domain/contract';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** Weekly rows, several days, earlier ones as a model, how it went, and the end of it all. */
describe('the lives of activities', () => {
  let world: World;
  const start = MORNING + 26 * HOUR;

  beforeAll(async () => {
    world = await startWorld();
    await world.person('volunteer');
  });
  beforeEach(() => world.at(MORNING));
  // Within the budget, every action of them.
  afterAll(() => world.close());

  type Whole = Input<'activities.post'>;
  const shift = { kind: 'shift' as const, name: '班', start, end: start + HOUR, capacity: 5 };
  const whole = (part: Partial<Whole> = {}): Whole => ({
    teamId: world.leaderTeam,
    title: '义剪',
    category: 'care',
    summary: '理发',
    risks: '剪刀',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [shift],
    ...part,
  });
  const post = (part: Partial<Whole>, nonce?: string) =>
    world.did('leader', 'activities.post', whole(part), nonce);
  const listed = async (day: string) =>
    (await world.did('volunteer', 'activities.list', { day })).activities.map((a) => a.id);
  const documentOf = async (_id: string) => (await world.documents('activities', { _id }))[0];
  const roundTrips = () => world.emulator.metrics().actions['activities.post']?.roundTrips.max;

  describe('once a week', () => {
    it('each is an activity of its own, on its own day, linked to the first', async () => {
      const { activityIds, state } = await post({
        repeat: 8,
        signupFrom: MORNING,
        slots: [shift, { ...shift, kind: 'service' }],
      });
      expect([activityIds.length, new Set(activityIds).size, state]).toEqual([8, 8, 'published']);
      for (const [week, activityId] of activityIds.entries()) {
        const view = await world.did('volunteer', 'activities.view', { activityId });
        const by = week * 7 * DAY;
        expect([view.start, view.signupFrom, view.slots.length]).toEqual([start + by, MORNING + by, 2]);
        expect((await documentOf(activityId))?.['repeatOf']).toBe(activityIds[0]);
      }
      expect(await listed('2026-03-09')).toEqual([activityIds[1]]);
      // However many: the question, all slots, all activities.
      expect(roundTrips()).toBe(3);
    });

    it('one is called off or changed, the others stay', async () => {
      const { activityIds } = await post({ repeat: 3, title: '每周一次' });
      const [first = '', second = '', third = ''] = activityIds;
      await world.did('leader', 'activities.cancel', { activityId: second, reason: '清明' });
      const { teamId: _team, slots: _slots, repeat: _repeat, ...rest } = whole({ title: '改了' });
      const later = start + 14 * DAY + HOUR;
      const slots = [{ ...shift, slotId: `${third}-1`, start: later, end: later + HOUR }];
      await world.did('leader', 'activities.change', { ...rest, activityId: third, revision: 0, slots });
      const phases = await Promise.all(
        activityIds.map(async (activityId) => {
          const { phase, title } = await world.did('volunteer', 'activities.view', { activityId });
          return [phase, title];
        }),
      );
      expect(phases).toEqual([
        ['coming', '每周一次'],
        ['cancelled', '每周一次'],
        ['coming', '改了'],
      ]);
      expect(await listed('2026-03-02')).toContain(first);
    });

    it('sent again, at once or later, it is the same row', async () => {
      const nonce = newNonce();
      const rows = await Promise.all([1, 2].map(() => post({ repeat: 4, title: '同一排' }, nonce)));
      rows.push(await post({ repeat: 4, title: '同一排' }, nonce));
      expect(new Set(rows.map((r) => JSON.stringify(r))).size).toBe(1);
      expect(await world.documents('activities', { title: '同一排' })).toHaveLength(4);
    });

    it('after a try that died it is made whole', async () => {
      const nonce = newNonce();
      const { activityIds } = await post({ repeat: 4, title: '半排' }, nonce);
      const [first = '', , third = ''] = activityIds;
      // As if the database had stopped in the middle: the one with the receipt comes last.
      for (const _id of [first, third])
        await world.emulator.store.remove('activities', { query: { _id }, multi: true });
      expect(await post({ repeat: 4, title: '半排' }, nonce)).toMatchObject({ activityIds });
      expect(await world.documents('activities', { title: '半排' })).toHaveLength(4);
    });

    it('no farther than one may post ahead, no more often than the city allows, and never half of it', async () => {
      const before = await world.everything();
      const refused = async (part: Partial<Whole>) => {
        const answer = await world.call('leader', 'activities.post', whole(part));
        return answer.ok
          ? 'OK'
          : [answer.error.code, answer.error.details['field'], answer.error.details['max']];
      };
      expect(await refused({ repeat: 10 })).toEqual(['BAD_INPUT', 'repeat', 9]);
      expect(await refused({ repeat: 0 })).toEqual(['BAD_INPUT', 'repeat', undefined]);
      expect(await refused({ repeat: 3, title: '测试违规' })).toEqual([
        'CONTENT_REFUSED',
        undefined,
        undefined,
      ]);
      expect(await world.everything()).toBe(before);
    });

    it('what a person must see first waits, each of the row', async () => {
      const { activityIds, state } = await post({ repeat: 2, title: '衣物募捐' });
      expect(state).toBe('submitted');
      const { held } = await world.did('officer', 'activities.held', {});
      expect(held.flatMap((a) => a.dates.map((d) => d.activityId))).toEqual(
        expect.arrayContaining(activityIds),
      );
      for (const activityId of activityIds)
        expect(await world.code('volunteer', 'activities.view', { activityId })).toBe('NOT_FOUND');
    });
  });

  it('of several days it is found on each of them, and on no other', async () => {
    const days = [0, 2].map((n) => ({ ...shift, start: start + n * DAY, end: start + n * DAY + HOUR }));
    const { activityId } = await post({ slots: days, title: '连着几天' });
    const on = await Promise.all(
      ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map(async (day) =>
        (await listed(day)).includes(activityId),
      ),
    );
    expect(on).toEqual([true, false, true, false]);
    // A page of the list leaves none out that began before the day.
    const all = await listed('2026-03-04');
    const cards = (await world.did('volunteer', 'activities.list', { day: '2026-03-04', limit: 50 }))
      .activities;
    const paged: string[] = [];
    for (let after: { start: number; id: string } | undefined; ;) {
      const page = await world.did('volunteer', 'activities.list', {
        day: '2026-03-04',
        limit: 1,
        ...(after && { after }),
      });
      const [card] = page.activities;
      if (!card) break;
      paged.push(card.id);
      after = { start: card.start, id: card.id };
    }
    expect(paged).toEqual(cards.map((c) => c.id));
    expect(all).toContain(activityId);
  });

  it('an earlier one is a model: all but what people made of it', async () => {
    const terms = {
      minimumAge: 16,
      skills: ['firstAid'],
      skillsNeeded: true,
      mode: 'inOnly' as const,
      audience: '老人',
    };
    const { activityId } = await post({ ...terms, title: '做过的' });
    const slotId = `${activityId}-1`;
    await world
      .did('volunteer', 'signups.take', { slotId, wait: false, despite: ['SKILLS_WANTED'] })
      .catch(() => undefined);
    await world.at(start + DAY);
    const model = await world.did('leader', 'activities.template', { activityId });
    expect(model).toMatchObject({
      state: 'published',
      phase: 'finished',
      form: { ...terms, title: '做过的' },
      venue: { stationId: 's1' },
      slots: [{ slotId, name: '班', start, end: start + HOUR, capacity: 5 }],
    });
    expect(JSON.stringify(model)).not.toContain('key');
    expect(await world.code('volunteer', 'activities.template', { activityId })).toBe('NOT_ALLOWED');
    expect(await world.code('leader', 'activities.template', { activityId: 'none' })).toBe('NOT_FOUND');
  });

  describe('afterwards', () => {
    async function held(title: string) {
      const { activityId } = await post({ title });
      const slotId = `${activityId}-1`;
      return { activityId, slotId };
    }
    const report = (activityId: string, text = '来了三十位老人', openid = 'leader') =>
      world.code(openid, 'activities.report', { activityId, text });

    it('its leader tells how it went, in words that may be shown', async () => {
      const { activityId } = await held('讲讲');
      expect(await report(activityId)).toBe('NOT_FINISHED');
      await world.at(start + HOUR);
      expect(await report(activityId, '来了人', 'volunteer')).toBe('NOT_ALLOWED');
      for (const words of ['测试违规', '来募捐'])
        expect(await report(activityId, words)).toBe('CONTENT_REFUSED');
      expect(await report(activityId)).toBe('OK');
      expect(await report(activityId, '来了四十位老人')).toBe('OK');
      expect((await world.did('volunteer', 'activities.view', { activityId })).report).toBe('来了四十位老人');
      const { activities } = await world.did('leader', 'activities.led', {});
      expect(activities.find((a) => a.id === activityId)?.reported).toBe(true);
    });

    it('is filed once nothing can come in any more and no hours wait, and can still be told of', async () => {
      const quiet = await held('没人来');
      const busy = await held('有人来');
      await world.did('volunteer', 'signups.take', { slotId: busy.slotId, wait: false });
      await world.at(start);
      await world.did('volunteer', 'attendance.checkIn', { code: await world.screenCode(busy.slotId) });
      await world.at(start + HOUR);
      await world.did('volunteer', 'attendance.checkOut', { code: await world.screenCode(busy.slotId) });
      const states = async () => [
        (await documentOf(quiet.activityId))?.['state'],
        (await documentOf(busy.activityId))?.['state'],
      ];
      const file = async (at: number) => {
        await world.at(at);
        await world.jobs.close();
        return states();
      };
      const settled = start + HOUR + 72 * HOUR;
      expect(await file(settled - 10_000)).toEqual(['published', 'published']);
      expect(await file(settled)).toEqual(['closed', 'published']);
      const { lines } = await world.did('leader', 'hours.proposals', { slotId: busy.slotId });
      await world.did('leader', 'hours.confirm', {
        slotId: busy.slotId,
        lines: lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes })),
      });
      // Looked at again a day later, not with every run.
      expect(await file(settled + HOUR)).toEqual(['closed', 'published']);
      expect(await file(settled + DAY + MINUTE)).toEqual(['closed', 'closed']);
      expect(
        await world.documents('activities', { _id: busy.activityId, unsettled: { $exists: true } }),
      ).toEqual([]);
      expect((await world.did('volunteer', 'activities.view', { activityId: busy.activityId })).phase).toBe(
        'closed',
      );
      expect(await listed('2026-03-02')).toContain(busy.activityId);
      expect(await report(busy.activityId)).toBe('OK');
      expect(
        await world.code('leader', 'activities.cancel', { activityId: busy.activityId, reason: '晚了' }),
      ).toBe('NOT_IN_THIS_STATE');
    });

    it('what was called off is not filed', async () => {
      const { activityId } = await held('取消了');
      await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
      await world.at(start + 30 * DAY);
      await world.jobs.close();
      expect((await documentOf(activityId))?.['state']).toBe('cancelled');
    });
  });

  it('all its slots moved alike: five round trips', async () => {
    const two = [shift, { ...shift, name: '第二班' }];
    const { activityId } = await post({ slots: two });
    await world.did('volunteer', 'signups.take', { slotId: `${activityId}-1`, wait: false });
    const { teamId: _team, repeat: _repeat, ...rest } = whole();
    const slots = two.map((slot, i) => ({
      ...slot,
      slotId: `${activityId}-${i + 1}`,
      start: start + HOUR,
      end: start + 2 * HOUR,
    }));
    await world.did('leader', 'activities.change', { ...rest, activityId, revision: 0, slots });
    expect(world.emulator.metrics().actions['activities.change']?.roundTrips.max).toBe(5);
  });
});
