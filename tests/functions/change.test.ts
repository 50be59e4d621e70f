import type { Input } from '#domain/contract';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

type Change = Input<'activities.change'>;
type Slot = Change['slots'][number];

/** What people have signed up for is changed: they are told and asked again, and nobody is lost. */
describe('changing a published activity', () => {
  let world: World;
  const start = MORNING + 26 * HOUR;
  const end = start + 2 * HOUR;
  const shift = { kind: 'shift' as const, name: '上午班', start, end, capacity: 3 };
  const crowd = ['anna', 'bert', 'cleo', 'dora'];

  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow' } });
    for (const openid of crowd) await world.person(openid);
  });
  beforeEach(() => world.at(MORNING));
  afterAll(() => world.close({ raced: true }));

  const words = { title: '社区义剪', category: 'care', summary: '为老人理发', risks: '注意用电安全' };
  const change = (activityId: string, part: Partial<Change>): Change => ({
    activityId,
    revision: 0,
    ...words,
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [{ ...shift, slotId: `${activityId}-1` }],
    ...part,
  });
  const made = (activityId: string, part: Partial<Change>, nonce?: string) =>
    world.did('leader', 'activities.change', change(activityId, part), nonce);
  const tried = (activityId: string, part: Partial<Change>, openid = 'leader') =>
    world.code(openid, 'activities.change', change(activityId, part));
  const post = () => world.post([shift]);
  const take = (openid: string, slotId: string, wait = false) =>
    world.did(openid, 'signups.take', { slotId, wait });
  const slotOf = async (_id: string) => (await world.documents('slots', { _id }))[0];
  const activityOf = async (_id: string) => (await world.documents('activities', { _id }))[0];
  const toldOf = async (slotId: string) =>
    (await world.documents('outbox', { kind: 'changed' })).filter((m) => String(m._id).includes(slotId));
  async function unchanged<T>(run: () => Promise<T>): Promise<T> {
    const before = await world.everything();
    const result = await run();
    expect(await world.everything()).toBe(before);
    return result;
  }

  it('of its words: they stand, and nobody is asked anything', async () => {
    const { activityId, slotId } = await post();
    await take('anna', slotId);
    const answer = await made(activityId, { title: '社区理发', minimumAge: 16 });
    expect(answer).toEqual({ activityId, revision: 1, text: 'changed', asked: 0 });
    expect(await world.did('anna', 'activities.view', { activityId })).toMatchObject({
      title: '社区理发',
      minimumAge: 16,
    });
    expect(await toldOf(slotId)).toEqual([]);
    expect((await slotOf(slotId))?.['revision']).toBe(0);
  });

  it('of how attendance is taken: each slot is settled when that says, and nobody is asked anything', async () => {
    const { activityId, slotId } = await post();
    await take('anna', slotId);
    expect(await made(activityId, { mode: 'auto' })).toMatchObject({ asked: 0 });
    const direct = await world.did('leader', 'activities.post', {
      teamId: world.leaderTeam,
      ...words,
      contactPhone: '13900000001',
      mode: 'auto',
      venue: { stationId: 's1' },
      slots: [shift],
    });
    const [changed, fresh] = [await slotOf(slotId), await slotOf(`${direct.activityId}-1`)];
    expect([changed?.['liveUntil'], changed?.['revision']]).toEqual([fresh?.['liveUntil'], 0]);
    expect((await activityOf(activityId))?.['mode']).toBe('auto');
  });

  it('words in doubt stay as they were, and the rest is changed', async () => {
    const { activityId, slotId } = await post();
    const later = { ...shift, slotId, name: '募捐班', start: start + HOUR, end: end + HOUR };
    const answer = await made(activityId, { summary: '来募捐', slots: [later] });
    expect(answer).toMatchObject({ text: 'kept', revision: 1 });
    expect(await activityOf(activityId)).toMatchObject({
      summary: '为老人理发',
      start: new Date(start + HOUR),
    });
    expect(await slotOf(slotId)).toMatchObject({ name: '上午班', start: new Date(start + HOUR) });
    // New ones have no old ones to fall back to; bad ones are refused with all that came along.
    const extra = [
      { ...shift, slotId },
      { ...shift, name: '募捐班' },
    ];
    const own = { name: '募捐广场', address: '东门', place: { longitude: 111.2, latitude: 34.7 } };
    for (const part of [{ slots: extra }, { venue: own }, { title: '测试违规' }]) {
      expect(await unchanged(() => tried(activityId, { revision: 1, ...part }))).toBe('CONTENT_REFUSED');
    }
  });

  it('of its time: all that follows from it moves along, and everyone is told and asked again', async () => {
    const { activityId, slotId } = await post();
    for (const openid of crowd) await take(openid, slotId, true);
    const next = start + DAY + HOUR;
    const answer = await made(activityId, { slots: [{ ...shift, slotId, start: next, end: next + HOUR }] });
    expect(answer).toEqual({ activityId, revision: 1, text: 'same', asked: 4 });

    const slot = await slotOf(slotId);
    const fresh = await world.post([{ ...shift, start: next, end: next + HOUR }]);
    const same = await slotOf(fresh.slotId);
    for (const field of ['start', 'end', 'liveUntil', 'remindAt', 'confirmBy', 'dueAt']) {
      expect([field, slot?.[field]]).toEqual([field, same?.[field]]);
    }
    expect([slot?.['revision'], slot?.['taken']]).toEqual([1, 3]);
    const activity = await activityOf(activityId);
    const like = await activityOf(fresh.activityId);
    for (const field of ['start', 'end', 'day', 'areaDays', 'liveUntil', 'unsettled', 'spot', 'liveAt']) {
      expect([field, activity?.[field]]).toEqual([field, like?.[field]]);
    }
    expect(activity?.['order']).toBe(`${next}_${activityId}`);
    const list = async (day: string) =>
      (await world.did('anna', 'activities.list', { day })).activities.map((a) => a.id);
    expect([
      (await list('2026-03-02')).includes(activityId),
      (await list('2026-03-03')).includes(activityId),
    ]).toEqual([false, true]);

    const told = await toldOf(slotId);
    expect(told).toHaveLength(4);
    expect((told[0]?.['values'] as { time2: string }).time2).toBe('2026-03-03 11:00');
    const { coming } = await world.did('anna', 'me.view', {});
    expect(coming.find((c) => c.slotId === slotId)?.revision).toBe(1);
    // Moved once more, they are told once more.
    await made(activityId, {
      revision: 1,
      slots: [{ ...shift, slotId, start: next + HOUR, end: next + 2 * HOUR }],
    });
    expect(await toldOf(slotId)).toHaveLength(8);
  });

  it('of its place: those of every slot are asked, and it is found where it is', async () => {
    const { activityId } = await world.post([shift, { ...shift, name: '第二班' }]);
    const ids = [`${activityId}-1`, `${activityId}-2`];
    await take('anna', ids[0] ?? '');
    await take('bert', ids[1] ?? '');
    const slots = [
      { ...shift, slotId: ids[0] },
      { ...shift, slotId: ids[1], name: '第二班' },
    ];
    const venue = { name: '黄河公园', address: '东门', place: { longitude: 111.3, latitude: 34.8 } };
    expect(await made(activityId, { venue, slots })).toMatchObject({ asked: 2, text: 'changed' });
    const moved = await activityOf(activityId);
    expect(moved?.['venue']).toEqual({ ...venue, stationId: null });
    expect([moved?.['liveAt'], moved?.['spot']]).toMatchObject([undefined, { coordinates: [111.3, 34.8] }]);
    expect([(await slotOf(ids[0] ?? ''))?.['revision'], (await slotOf(ids[1] ?? ''))?.['revision']]).toEqual([
      1, 1,
    ]);
    expect(
      (await world.did('anna', 'stations.view', { stationId: 's1' })).week.map((a) => a.id),
    ).not.toContain(activityId);
    await made(activityId, { revision: 1, venue: { stationId: 's1' }, slots });
    expect((await world.did('anna', 'stations.view', { stationId: 's1' })).week.map((a) => a.id)).toContain(
      activityId,
    );
  });

  it('of places: as many more as wanted, never fewer than are held; who waits moves up', async () => {
    const { activityId, slotId } = await post();
    for (const openid of crowd) await take(openid, slotId, true);
    const with_ = (capacity: number): Partial<Change> => ({ slots: [{ ...shift, slotId, capacity }] });
    expect(await unchanged(() => tried(activityId, with_(2)))).toBe('BELOW_TAKEN');
    await made(activityId, with_(4));
    await world.at(MORNING + 5 * MINUTE);
    await world.jobs.repair();
    expect(await slotOf(slotId)).toMatchObject({ capacity: 4, taken: 4 });
    expect(await tried(activityId, { ...with_(5), revision: 1 })).toBe('OK');
    expect(await tried(activityId, { ...with_(4), revision: 2 })).toBe('OK');
  });

  it('of slots: new ones are open at once, empty ones go, others stay', async () => {
    const { activityId } = await world.post([shift, { ...shift, name: '第二班' }]);
    const [one, two] = [`${activityId}-1`, `${activityId}-2`];
    await take('anna', one);
    expect(
      await unchanged(() => tried(activityId, { slots: [{ ...shift, slotId: two, name: '第二班' }] })),
    ).toBe('SLOT_TAKEN');
    const service: Slot = { ...shift, kind: 'service', name: '理发', start: end, end: end + HOUR };
    await made(activityId, { slots: [{ ...shift, slotId: one }, service] });
    const view = await world.did('bert', 'activities.view', { activityId });
    expect(view.slots.map((s) => [s.name, s.left])).toEqual([
      ['上午班', 2],
      ['理发', 3],
    ]);
    expect([view.end, (await activityOf(activityId))?.['mix']]).toEqual([end + HOUR, 'both']);
    await take('bert', view.slots[1]?.id ?? '');
    expect(await slotOf(two)).toBeUndefined();
  });

  it('is refused, with nothing changed, for whatever cannot be', async () => {
    const { activityId, slotId } = await post();
    const slot = (part: Partial<Slot>): Partial<Change> => ({ slots: [{ ...shift, slotId, ...part }] });
    const tries: [Partial<Change>, string][] = [
      [{ revision: 1 }, 'CHANGED'],
      [{ dangerous: true, insurance: '有' }, 'BAD_INPUT'],
      [{ category: 'none' }, 'BAD_INPUT'],
      [{ venue: { stationId: 'none' } }, 'NOT_FOUND'],
      [slot({ slotId: 'other-1' }), 'BAD_INPUT'],
      [slot({ kind: 'service' }), 'BAD_INPUT'],
      [slot({ start: MORNING }), 'TIME_PASSED'],
      [slot({ start: start + 61 * DAY, end: end + 61 * DAY }), 'BAD_INPUT'],
    ];
    for (const [part, code] of tries) {
      expect([part, await unchanged(() => tried(activityId, part))]).toEqual([part, code]);
    }
    for (const openid of ['anna', 'officer']) {
      expect(await unchanged(() => tried(activityId, {}, openid))).toBe('NOT_ALLOWED');
    }
    expect(await tried('none', {})).toBe('NOT_FOUND');
    await world.at(start);
    expect(await unchanged(() => tried(activityId, {}))).toBe('TIME_PASSED');
    await world.at(start - 10 * 1000);
    await world.did('leader', 'activities.cancel', { activityId, reason: '下雨' });
    expect(await unchanged(() => tried(activityId, {}))).toBe('CANCELLED');
  });

  it('keeps a deadline that has passed, and takes no new one that has', async () => {
    const posted = await world.did('leader', 'activities.post', {
      teamId: world.leaderTeam,
      ...words,
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [shift],
      signupUntil: MORNING + HOUR,
    });
    const { activityId } = posted;
    await world.at(MORNING + 2 * HOUR);
    expect(await tried(activityId, { signupUntil: MORNING + HOUR, title: '新' })).toBe('OK');
    expect(await tried(activityId, { revision: 1, signupUntil: MORNING + HOUR + 1 })).toBe('TIME_PASSED');
    await made(activityId, { revision: 1 });
    expect((await activityOf(activityId))?.['signupUntil']).toBeUndefined();
  });

  describe('twice and at once', () => {
    const later = (slotId: string): Partial<Change> => ({
      slots: [{ ...shift, slotId, start: start + HOUR, end: end + HOUR }],
    });

    it('sent again it is the same change, and everyone is told once', async () => {
      const { activityId, slotId } = await post();
      await take('anna', slotId);
      const nonce = newNonce();
      const answers = await Promise.all([1, 2].map(() => made(activityId, later(slotId), nonce)));
      answers.push(await made(activityId, later(slotId), nonce));
      expect(answers).toEqual(Array(3).fill({ activityId, revision: 1, text: 'same', asked: 1 }));
      expect(await slotOf(slotId)).toMatchObject({ revision: 1 });
      expect(await toldOf(slotId)).toHaveLength(1);
    });

    it('after a try that died on the way it is finished, but not once something else was changed', async () => {
      const { activityId, slotId } = await post();
      await take('anna', slotId);
      const nonce = newNonce();
      await made(activityId, later(slotId), nonce);
      const asBefore = { $set: { start: new Date(start), end: new Date(end), revision: 0 } };
      const back = () => world.alter('slots', { _id: slotId }, asBefore);
      await back();
      await world.emulator.store.remove('outbox', { query: { kind: 'changed' }, multi: true });
      await made(activityId, later(slotId), nonce);
      expect(await slotOf(slotId)).toMatchObject({ revision: 1, start: new Date(start + HOUR) });
      expect(await toldOf(slotId)).toHaveLength(1);
      await made(activityId, { ...later(slotId), revision: 1, title: '改名' });
      await back();
      await made(activityId, later(slotId), nonce);
      expect(await slotOf(slotId)).toMatchObject({ revision: 0 });
    });

    it('of two leaders one comes through, and its slots are all its own', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { activityId, slotId } = await post();
        const at = (hours: number): Partial<Change> => ({
          title: `${hours}点`,
          slots: [{ ...shift, slotId, start: start + hours * HOUR, end: end + hours * HOUR }],
        });
        const codes = await Promise.all([1, 2, 3].map((hours) => tried(activityId, at(hours))));
        expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
        expect(codes.filter((code) => code === 'CHANGED')).toHaveLength(2);
        const hours = codes.indexOf('OK') + 1;
        expect(await slotOf(slotId)).toMatchObject({ start: new Date(start + hours * HOUR), revision: 1 });
        expect(await activityOf(activityId)).toMatchObject({
          title: `${hours}点`,
          start: new Date(start + hours * HOUR),
        });
      }
    });

    it('while people sign up: whoever has a place agreed to the new time, is told, or is asked', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { activityId, slotId } = await post();
        await take('anna', slotId);
        await Promise.all([
          made(activityId, later(slotId)),
          ...crowd
            .slice(1)
            .map((openid) => world.code(openid, 'signups.take', { slotId, wait: false, revision: 0 })),
        ]);
        expect((await toldOf(slotId)).length).toBeGreaterThanOrEqual(1);
        for (const openid of crowd) {
          const { coming } = await world.did(openid, 'me.view', {});
          const mine = coming.find((c) => c.slotId === slotId);
          const [signup] = await world.documents('signups', { _id: mine?.signupId ?? '' });
          if (mine) expect([openid, mine.asked !== null]).toEqual([openid, signup?.['revision'] === 0]);
        }
      }
    });

    it('places taken away just as the last is taken: nobody loses it', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { activityId, slotId } = await post();
        await Promise.all([
          tried(activityId, { slots: [{ ...shift, slotId, capacity: 1 }] }),
          ...crowd.slice(0, 3).map((openid) => world.code(openid, 'signups.take', { slotId, wait: false })),
        ]);
        const slot = await slotOf(slotId);
        expect(Number(slot?.['taken'])).toBeLessThanOrEqual(Number(slot?.['capacity']));
      }
    });
  });
});
