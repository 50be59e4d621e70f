import { limitOf } from '#domain/contract/limits';
import { accountIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';
import { inWorldOfItsOwn } from '../support/one-world';

/** What is for everybody, one person, one household or one team alone does not take. */
describe('a household at a service', () => {
  const PLACES = 50;
  let world: World;
  let kin: string[];
  let day = 0;
  beforeAll(async () => {
    world = await startWorld({}, { signups: { ...settings.signups, overlap: 'allow', householdShare: 0.2 } });
    await world.person('head');
    await world.person('neighbour');
    const add = (i: number) =>
      world.did('head', 'people.add', { name: `家人${i}`, phone: '', relation: '亲戚' });
    kin = [];
    for (let i = 0; i < 10; i += 1) kin.push((await add(i)).personId);
  });
  afterAll(() => world.close({ raced: true }));

  const post = (kind: 'service' | 'shift' = 'service') => {
    const start = MORNING + (day += 1) * DAY;
    return world.post([{ kind, capacity: PLACES, start, end: start + HOUR }]);
  };
  const takeAll = (slotId: string, party: number) =>
    kin.map((personId) => world.code('head', 'signups.take', { slotId, personId, party, wait: true }));
  const takenOf = async (slotId: string) =>
    Number((await world.documents('slots', { _id: slotId }))[0]?.['taken']);

  it('has its share of the places, also when it books for all at once', async () => {
    const { slotId, activityId } = await post();
    const codes = await Promise.all(takeAll(slotId, 5));
    expect(codes.filter((code) => code === 'OK')).toHaveLength(2);
    for (const code of codes) expect(['OK', 'HOUSEHOLD_FULL', 'CONFLICT']).toContain(code);
    expect(await takenOf(slotId)).toBe(10);
    expect(await world.code('head', 'signups.take', { slotId, wait: true })).toBe('HOUSEHOLD_FULL');
    const seenBy = async (who: string) => (await world.did(who, 'activities.view', { activityId })).slots[0];
    expect(await seenBy('head')).toMatchObject({
      status: { status: 'NO', code: 'HOUSEHOLD_FULL', details: { max: 10 } },
      partyAtMost: 1,
    });
    expect((await seenBy('neighbour'))?.status.status).toBe('FREE');
    expect(await world.code('neighbour', 'signups.take', { slotId, party: 5, wait: false })).toBe('OK');
  });

  it('grows no larger by changing how many come, and gets back what it gives up', async () => {
    const { slotId } = await post();
    for (const personId of kin.slice(0, 2))
      await world.did('head', 'signups.take', { slotId, personId, party: 4, wait: false });
    const resize = (personId: string, party: number) =>
      world.code('head', 'signups.resize', { signupId: signupIdOf(slotId, personId), party });
    const [first = '', second = ''] = kin;
    const codes = await Promise.all([resize(first, 5), resize(second, 5)]);
    expect(codes).toEqual(['OK', 'OK']);
    expect(await world.code('head', 'signups.take', { slotId, wait: false })).toBe('HOUSEHOLD_FULL');
    expect(await resize(first, 4)).toBe('OK');
    expect(await world.code('head', 'signups.take', { slotId, wait: false })).toBe('OK');
    expect(await resize(first, 5)).toBe('HOUSEHOLD_FULL');
  });

  it('waits with no more than its share, either', async () => {
    const { slotId } = await post();
    for (let i = 0; i < 10; i += 1) {
      await world.person(`guest${i}`);
      await world.did(`guest${i}`, 'signups.take', { slotId, party: 5, wait: false });
    }
    const codes = [];
    for (const personId of kin)
      codes.push(await world.code('head', 'signups.take', { slotId, personId, party: 5, wait: true }));
    expect(codes.filter((code) => code === 'OK')).toHaveLength(2);
  });

  it('waits with no more than its share also when it asks for all at once', async () => {
    const { slotId } = await post();
    for (let i = 0; i < 10; i += 1)
      await world.did(`guest${i}`, 'signups.take', { slotId, party: 5, wait: false });
    const codes = await Promise.all(takeAll(slotId, 5));
    for (const code of codes) expect(['OK', 'HOUSEHOLD_FULL', 'CONFLICT']).toContain(code);
    // Whoever lost to the others at that moment taps again.
    for (const personId of kin)
      await world.code('head', 'signups.take', { slotId, personId, party: 5, wait: true });
    const waiting = () => world.documents('signups', { slotId, state: 'waiting' });
    expect(await waiting()).toHaveLength(2);
    for (let i = 0; i < 10; i += 1)
      await world.did(`guest${i}`, 'signups.cancel', {
        signupId: signupIdOf(slotId, accountIdOf(`guest${i}`)),
      });
    expect([await waiting(), await takenOf(slotId)]).toEqual([[], 10]);
  });

  it('gives time with as many as like to', async () => {
    const { slotId } = await post('shift');
    expect(await Promise.all(takeAll(slotId, 1))).toEqual(Array(10).fill('OK'));
    expect(await world.documents('signups', { slotId, bookedBy: accountIdOf('head') })).toHaveLength(10);
  });
});

describe('a team that posts', () => {
  const ADAY = 5;
  let world: World;
  const build = () => startWorld({}, { activities: { ...settings.activities, postsADay: ADAY } });
  inWorldOfItsOwn(
    (itsOwn) => {
      world = itsOwn;
    },
    { build, raced: true },
  );

  const input = (start: number, repeat = 1) => ({
    teamId: world.leaderTeam,
    title: '社区义剪',
    category: 'care',
    summary: '理发',
    risks: '用电',
    contactPhone: '13900000001',
    venue: { stationId: 's1' },
    slots: [{ kind: 'shift' as const, name: '上午班', start, end: start + HOUR, capacity: 3 }],
    repeat,
  });
  const post = async (now = MORNING, repeat = 1) =>
    (await world.did('leader', 'activities.post', input(now + 5 * HOUR, repeat))).state;

  it('more in a day than is usual has the rest looked at by a reviewer, until the next day', async () => {
    const states = [];
    for (let i = 0; i < ADAY + 2; i += 1) states.push(await post());
    expect(states).toEqual([...Array<string>(ADAY).fill('published'), 'submitted', 'submitted']);
    const draft = await world.did('leader', 'activities.save', { teamId: world.leaderTeam, form: {} });
    const sent = { ...input(MORNING + 5 * HOUR), ...draft, repeat: undefined };
    const { title, category, summary, risks, contactPhone, venue, slots, teamId } = sent;
    const form = { title, category, summary, risks, contactPhone, venue, slots, teamId };
    const { state } = await world.did('leader', 'activities.submit', {
      ...form,
      activityId: draft.activityId,
    });
    expect(state).toBe('submitted');
    expect((await world.did('officer', 'activities.held', {})).held).toHaveLength(3);
    await world.at(MORNING + DAY);
    expect(await post(MORNING + DAY)).toBe('published');
  });

  it('counts each date of a weekly row', async () => {
    expect(await post(MORNING, ADAY)).toBe('published');
    expect(await post()).toBe('submitted');
  });

  it('400 times at once fills nothing: few go out, and soon none is taken any more', async () => {
    const AT_ONCE = 10;
    const codes: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      const posts = Array.from({ length: AT_ONCE }, () =>
        world.code('leader', 'activities.post', input(MORNING + 5 * HOUR)),
      );
      codes.push(...(await Promise.all(posts)));
    }
    const published = await world.documents('activities', { state: 'published' });
    // Those who read at the same moment do not see each other.
    expect(published.length).toBeLessThanOrEqual(ADAY + AT_ONCE);
    const { times } = limitOf('activities.post');
    expect(codes.filter((code) => code === 'OK').length).toBeLessThan(times + 100);
    expect(codes[codes.length - 1]).toBe('TOO_OFTEN');
  });
});
