import { HOUR, MINUTE } from '#domain/time';
import { inPlaces, type Places, type Posted } from '../support/signups';
import { settings } from '../../harness/small-city';
import { MORNING, newNonce, type World } from '../../harness/world';

/** What becomes of a place afterwards: confirmed, let go, agreed to once more, taken over by a teammate. */
let world: World;
let places: Places;
const CONFIRM_MINUTES = 60;
const rules = { ...settings.signups, overlap: 'warn', rest: 'warn' } as const;
inPlaces({ ...rules, confirmPromotionMinutes: CONFIRM_MINUTES }, (started, its) => {
  world = started;
  places = its;
});

describe('who moves up from the waiting list', () => {
  async function promoted(start?: number) {
    const posted = await places.post('shift', 1, start);
    for (const p of ['a', 'b', 'c'])
      await places.take(p, posted, { despite: ['OVERLAPS', 'REST_TOO_SHORT'] });
    await places.leave('a', posted);
    return posted;
  }
  const confirmBy = async (posted: Posted, who: string) =>
    ((await places.record(posted, who))?.['confirmBy'] as Date).getTime();
  const confirm = (who: string, posted: Posted, nonce?: string) =>
    world.code(who, 'signups.confirm', { signupId: places.signupOf(posted, who), revision: 0 }, nonce);

  it('is asked to confirm in time, told until when, and keeps the place', async () => {
    const posted = await promoted();
    const by = await confirmBy(posted, 'b');
    expect(by - MORNING).toBeGreaterThanOrEqual(CONFIRM_MINUTES * MINUTE);
    expect(by - MORNING).toBeLessThan((CONFIRM_MINUTES + 1) * MINUTE);
    const [message] = await places.told('promoted', 'b', posted);
    expect(message?.['values']).toMatchObject({ thing3: '请在3月1日9:00前确认' });
    const { coming } = await world.did('b', 'me.view', {});
    const asked = coming.find((c) => c.slotId === posted.slotId)?.asked;
    expect(asked).toEqual({ question: 'PROMOTED', by, was: null });
    const nonce = newNonce();
    expect(await confirm('b', posted, nonce)).toBe('OK');
    expect(await confirm('b', posted, nonce)).toBe('OK');
    expect(await places.unchanged(() => confirm('b', posted))).toBe('NOTHING_TO_CONFIRM');
    await world.at(by + MINUTE);
    await places.repair();
    expect(await places.record(posted, 'b')).toMatchObject({ state: 'confirmed' });
  });

  it('loses it to the next in line, exactly one, who is asked in turn', async () => {
    const posted = await promoted();
    await world.at((await confirmBy(posted, 'b')) - MINUTE);
    await places.repair();
    expect(await places.record(posted, 'b')).toMatchObject({ state: 'confirmed' });
    await world.at(await confirmBy(posted, 'b'));
    expect((await places.repair()).lapsed).toBeGreaterThan(0);
    expect(await places.record(posted, 'b')).toMatchObject({ state: 'cancelled', ending: 'lapsed' });
    expect(await places.record(posted, 'c')).toMatchObject({ state: 'confirmed' });
    expect(await places.taken(posted)).toBe(1);
    expect(await places.unchanged(() => confirm('b', posted))).toBe('NOT_SIGNED_UP');
    await world.at(await confirmBy(posted, 'c'));
    await places.repair();
    expect(await places.record(posted, 'c')).toMatchObject({ state: 'cancelled', ending: 'lapsed' });
    expect(await places.taken(posted)).toBe(0);
  });

  it('keeps it when the confirmation and the job come at once, or loses it: never both', async () => {
    const posted = await promoted();
    await world.at(await confirmBy(posted, 'b'));
    const [code] = await Promise.all([confirm('b', posted), places.repair()]);
    const after = await places.record(posted, 'b');
    expect(after?.['state']).toBe(code === 'OK' ? 'confirmed' : 'cancelled');
    await world.at(MORNING + (CONFIRM_MINUTES + 3) * MINUTE);
    await places.repair();
    const confirmed = (await world.documents('signups', { slotId: posted.slotId, state: 'confirmed' }))
      .length;
    expect([confirmed, await places.taken(posted)]).toEqual([1, 1]);
  });

  it('is not asked when the slot begins soon', async () => {
    const soon = await promoted(1.5 * HOUR);
    expect((await places.record(soon, 'b'))?.['confirmBy']).toBeUndefined();
    expect(await confirm('b', soon)).toBe('NOTHING_TO_CONFIRM');
  });

  it('by their own tap alone', async () => {
    const posted = await promoted();
    const signupId = places.signupOf(posted, 'b');
    const stranger = () => world.code('stranger', 'signups.confirm', { signupId, revision: 0 });
    expect(await places.unchanged(stranger)).toBe('NOT_FOUND');
    expect(await world.code('b', 'signups.confirm', { signupId: 'none', revision: 0 })).toBe('NOT_FOUND');
    await world.at(posted.start);
    expect(await places.unchanged(() => confirm('b', posted))).toBe('DEADLINE_PASSED');
    await world.at(MORNING);
    await places.rewrite('activities', posted.activityId, { $set: { state: 'cancelled' } });
    expect(await places.unchanged(() => confirm('b', posted))).toBe('CANCELLED');
  });
});

describe('after a change of time or place', () => {
  it('everyone is asked again, and answers the change that they saw', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await places.take('b', posted);
    await places.rewrite('slots', posted.slotId, { $set: { revision: 1 } });
    const asked = async (who: string) => {
      const view = await world.did(who, 'activities.view', { activityId: posted.activityId });
      return view.slots[0]?.mine?.asked ?? null;
    };
    expect(await asked('a')).toEqual({ question: 'CHANGED', by: null, was: null });
    expect(await asked('b')).toEqual({ question: 'CHANGED', by: null, was: null });
    const signupId = places.signupOf(posted, 'a');
    const confirm = (revision: number) => world.code('a', 'signups.confirm', { signupId, revision });
    expect(await places.unchanged(() => confirm(0))).toBe('CHANGED');
    expect(await confirm(1)).toBe('OK');
    expect(await asked('a')).toBeNull();
    expect(await places.record(posted, 'a')).toMatchObject({ revision: 1, state: 'confirmed' });
  });
});

describe('a swap', () => {
  const offer = (who: string, posted: Posted, offered = true) =>
    world.code(who, 'signups.offer', { signupId: places.signupOf(posted, who), offered });
  const takeOver = (who: string, posted: Posted, from: string, change: object = {}, nonce?: string) =>
    world.call(who, 'signups.takeOver', { signupId: places.signupOf(posted, from), ...change }, nonce);

  it('is offered to the team, seen by teammates alone, and taken over by one of them', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await places.take('stranger', posted);
    expect(await offer('a', posted)).toBe('OK');
    const { offers } = await world.did('b', 'signups.offers', {});
    expect(offers).toMatchObject([
      { signupId: places.signupOf(posted, 'a'), from: 'a', slotId: posted.slotId },
    ]);
    expect((await world.did('stranger', 'signups.offers', {})).offers).toEqual([]);
    expect((await world.did('a', 'signups.offers', {})).offers).toEqual([]);
    const seen = async (who: string) =>
      (await world.did(who, 'activities.view', { activityId: posted.activityId })).slots[0]?.offers;
    expect(await seen('b')).toEqual([{ signupId: places.signupOf(posted, 'a'), from: 'a' }]);
    expect(await seen('stranger')).toEqual([]);

    const nonce = newNonce();
    const first = await takeOver('b', posted, 'a', {}, nonce);
    expect(first).toMatchObject({ data: { state: 'confirmed', signupId: places.signupOf(posted, 'b') } });
    expect(await takeOver('b', posted, 'a', {}, nonce)).toEqual(first);
    expect(await places.record(posted, 'a')).toMatchObject({ state: 'cancelled', ending: 'swapped' });
    expect(await places.record(posted, 'b')).toMatchObject({ state: 'confirmed' });
    // Who waits goes on waiting: the place was never free.
    expect(await places.record(posted, 'stranger')).toMatchObject({ state: 'waiting' });
    expect(await places.taken(posted)).toBe(1);
    expect(await places.told('offered', 'a', posted)).toHaveLength(1);
    expect((await world.did('c', 'signups.offers', {})).offers).toEqual([]);
  });

  it('goes to one, whoever comes at once', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await offer('a', posted);
    const answers = await Promise.all(['b', 'c', 'd'].map((p) => takeOver(p, posted, 'a')));
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    const refused = answers.flatMap((a) => (a.ok ? [] : [a.error.code]));
    expect(refused).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await places.taken(posted)).toBe(1);
  });

  it('by who waits for the same slot, who then waits no more', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await places.take('b', posted);
    await offer('a', posted);
    expect(await takeOver('b', posted, 'a')).toMatchObject({ ok: true });
    const mine = await places.record(posted, 'b');
    expect(mine).toMatchObject({ state: 'confirmed', liveFor: [places.ids['b']] });
    expect(mine?.['waitingFor']).toBeUndefined();
  });

  it('can be taken back, and is over when the place is given up', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await offer('a', posted);
    expect(await offer('a', posted, false)).toBe('OK');
    expect(await takeOver('b', posted, 'a')).toMatchObject({ error: { code: 'NOT_FOUND' } });
    await offer('a', posted);
    await places.leave('a', posted);
    expect(await takeOver('b', posted, 'a')).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect((await world.did('b', 'signups.offers', {})).offers).toEqual([]);
  });

  it('is judged by the rules of who takes it', async () => {
    const posted = await places.post('shift', 1);
    const clash = await places.post('shift', 1, posted.start - MORNING);
    await places.take('a', posted);
    await offer('a', posted);
    await places.take('b', clash);
    const code = async (who: string, change: object = {}) => {
      const answer = await takeOver(who, posted, 'a', change);
      return answer.ok ? 'OK' : answer.error.code;
    };
    expect(await places.unchanged(() => code('b'))).toBe('OVERLAPS');
    expect(await places.unchanged(() => code('stranger'))).toBe('NOT_FOUND');
    expect(await places.unchanged(() => code('a'))).toBe('ALREADY_SIGNED_UP');
    expect(await places.unchanged(() => code('c', { revision: 3 }))).toBe('CHANGED');
    await places.rewrite('activities', posted.activityId, { $set: { minimumAge: 20 } });
    expect(await places.unchanged(() => code('c'))).toBe('REGISTRATION_NEEDED');
    await places.rewrite('activities', posted.activityId, { $set: { minimumAge: 0 } });
    expect(await code('b', { despite: ['OVERLAPS'] })).toBe('OK');
  });

  it.each([
    ['NOT_FOUND', () => world.code('a', 'signups.offer', { signupId: 'none', offered: true })],
    ['NOT_FOUND', () => world.code('b', 'signups.takeOver', { signupId: 'none' })],
  ] as const)('%s', async (code, call) => expect(await places.unchanged(call)).toBe(code));

  it('is for who holds a place in a shift that has not begun', async () => {
    const posted = await places.post('shift', 1);
    const service = await places.post('service', 1);
    await places.take('a', posted);
    await places.take('b', posted);
    await places.take('a', service);
    expect(await places.unchanged(() => offer('b', posted))).toBe('STILL_WAITING');
    expect(await places.unchanged(() => offer('a', service))).toBe('NOT_A_SHIFT');
    const others = { signupId: places.signupOf(posted, 'a'), offered: true };
    expect(await places.unchanged(() => world.code('b', 'signups.offer', others))).toBe('NOT_FOUND');
    await world.at(posted.start);
    expect(await places.unchanged(() => offer('a', posted))).toBe('DEADLINE_PASSED');
    await world.at(MORNING);
    await places.leave('b', posted);
    expect(await places.unchanged(() => offer('b', posted))).toBe('NOT_SIGNED_UP');
  });

  it('is over once the slot begins, and for what has been called off', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await offer('a', posted);
    const code = async () => {
      const answer = await takeOver('b', posted, 'a');
      return answer.ok ? 'OK' : answer.error.code;
    };
    await world.at(posted.start);
    expect(await places.unchanged(code)).toBe('DEADLINE_PASSED');
    await world.at(MORNING);
    await places.rewrite('activities', posted.activityId, { $set: { state: 'cancelled' } });
    expect(await places.unchanged(code)).toBe('CANCELLED');
    expect((await world.did('b', 'signups.offers', {})).offers).toEqual([]);
  });

  it('is not for who is there already, nor for what has been called off', async () => {
    const posted = await places.post('shift', 1);
    await places.take('a', posted);
    await world.at(posted.start - 10 * MINUTE);
    await world.did('a', 'attendance.checkIn', { code: await world.screenCode(posted.slotId) });
    expect(await offer('a', posted)).toBe('ALREADY_CHECKED_IN');
    await world.at(MORNING);
    const off = await places.post('shift', 1);
    await places.take('a', off);
    await places.rewrite('activities', off.activityId, { $set: { state: 'cancelled' } });
    expect(await places.unchanged(() => offer('a', off))).toBe('CANCELLED');
  });
});
