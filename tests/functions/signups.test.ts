import { DAY, HOUR, MINUTE } from '#domain/time';
import { keyIn, type UniqueKey } from '#domain/unique';
import { onPaper, volunteer } from '../../harness/people';
import { inPlaces, type Places } from '../support/signups';
import { settings } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Signing up: parties, people without a phone, rules that warn, no-shows. */
let world: World;
let places: Places;
const rules = {
  ...settings.signups,
  overlap: 'warn' as const,
  rest: 'warn' as const,
  noShows: { count: 2, withinDays: 60, coolingDays: 14 },
};
inPlaces(rules, (started, its) => {
  world = started;
  places = its;
});

describe('a party', () => {
  it('takes as many places as people, and gives all of them back', async () => {
    const posted = await places.post('service', 5);
    expect((await places.take('a', posted, { party: 3 })).state).toBe('confirmed');
    expect(await places.taken(posted)).toBe(3);
    const seen = await world.did('a', 'activities.view', { activityId: posted.activityId });
    expect(seen.slots[0]).toMatchObject({ left: 2, partyAtMost: 2, mine: { party: 3, person: null } });
    await places.leave('a', posted);
    expect(await places.taken(posted)).toBe(0);
  });

  it('waits as a whole, is passed over by who fits, and comes first once it fits', async () => {
    const posted = await places.post('service', 4);
    await places.take('a', posted, { party: 3 });
    expect((await places.take('b', posted, { party: 2 })).state).toBe('waiting');
    expect((await places.take('c', posted)).state).toBe('confirmed');
    expect((await places.take('d', posted)).state).toBe('waiting');
    await places.leave('a', posted);
    expect(await places.record(posted, 'b')).toMatchObject({ state: 'confirmed', party: 2 });
    expect(await places.record(posted, 'd')).toMatchObject({ state: 'confirmed' });
    expect(await places.taken(posted)).toBe(4);
    expect(await places.told('promoted', 'b', posted)).toHaveLength(1);
    expect(await places.told('promoted', 'd', posted)).toHaveLength(1);
  });

  it('is told how many are left when it does not want to wait', async () => {
    const posted = await places.post('service', 4);
    await places.take('a', posted, { party: 2 });
    const refused = await places.taking('b', posted, { party: 3, wait: false });
    expect(refused).toMatchObject({ error: { code: 'SLOT_FULL', details: { left: 2, waiting: 0 } } });
  });

  it('cannot wait where too many do', async () => {
    const posted = await places.post('service', 1);
    const fewer = { ...settings, signups: { ...settings.signups, waitingLimit: 1 } };
    const officer = { openid: 'officer', name: '文明办' };
    await world.did(null, 'city.found', { settings: fewer, officer });
    for (const who of ['a', 'b']) await places.take(who, posted);
    expect(await places.unchanged(() => places.code('c', posted))).toBe('WAITING_LIST_FULL');
    await world.did(null, 'city.found', { settings: { ...settings, signups: rules }, officer });
  });

  it('is refused when larger than the city allows, and in a shift', async () => {
    const big = await places.post('service', 50);
    expect(await places.unchanged(() => places.code('a', big, { party: 6 }))).toBe('PARTY_TOO_LARGE');
    const shift = await places.post('shift', 5);
    expect(await places.unchanged(() => places.code('a', shift, { party: 2 }))).toBe('PARTY_TOO_LARGE');
    expect(await places.unchanged(() => places.code('a', shift, { party: 0 }))).toBe('BAD_INPUT');
  });

  it('counts as people in the repair, too', async () => {
    const posted = await places.post('service', 4);
    await places.take('a', posted, { party: 3 });
    await places.rewrite('slots', posted.slotId, { $set: { taken: 1 } });
    await world.at(MORNING + 3 * MINUTE);
    await places.repair();
    expect(await places.taken(posted)).toBe(3);
  });
});

describe('for somebody without a phone', () => {
  let mother: string;
  beforeAll(async () => {
    const relative = { name: '张秀英', relation: '妈妈' };
    mother = (await world.did('a', 'people.add', relative)).personId;
  });

  it('holds the place under their own name, and stands in the list of who booked', async () => {
    const posted = await places.post('service', 5);
    const { signupId } = await places.take('a', posted, { personId: mother, party: 2 });
    expect(signupId).toBe(places.signupOf(posted, mother));
    const { coming } = await world.did('a', 'me.view', {});
    const booked = coming.find((c) => c.signupId === signupId);
    expect(booked).toMatchObject({ person: { accountId: mother, name: '张秀英' }, party: 2 });
    const seen = await world.did('a', 'activities.view', { activityId: posted.activityId });
    expect(seen.slots[0]).toMatchObject({ mine: null, others: [{ signupId }] });
    // One's own place is another one.
    expect((await places.take('a', posted)).state).toBe('confirmed');
    await places.leave('a', posted, mother);
    expect(await places.record(posted, mother)).toMatchObject({ state: 'cancelled', ending: 'own' });
    expect(await places.taken(posted)).toBe(1);
  });

  it('is told when they move up, whoever reads it for them', async () => {
    const posted = await places.post('service', 1);
    await places.take('b', posted);
    await places.take('a', posted, { personId: mother });
    await places.leave('b', posted);
    expect(await places.told('promoted', mother, posted)).toHaveLength(1);
    expect(await places.told('promoted', 'a', posted)).toEqual([]);
  });

  it('is done by nobody else, and for nobody else', async () => {
    const posted = await places.post('service', 5);
    const other = (change: object) => places.unchanged(() => places.code('b', posted, change));
    expect(await other({ personId: mother })).toBe('NOT_FOUND');
    expect(await other({ personId: places.ids['a'] })).toBe('NOT_FOUND');
    expect(await other({ personId: 'anone' })).toBe('NOT_FOUND');
    const { signupId } = await places.take('a', posted, { personId: mother });
    expect(await places.unchanged(() => world.code('b', 'signups.cancel', { signupId }))).toBe('NOT_FOUND');
  });

  it('warns of what they have, not of what who books has', async () => {
    const first = await places.post('service', 5);
    const second = await places.post('service', 5, first.start - MORNING);
    await places.take('a', first);
    expect((await places.take('a', second, { personId: mother })).state).toBe('confirmed');
    expect(await places.code('a', first, { personId: mother })).toBe('OVERLAPS');
  });

  it('is done by the leader of the team that keeps them', async () => {
    const paper = await world.did('leader', 'people.register', onPaper(world.leaderTeam));
    const posted = await places.post('shift', 2);
    const { signupId } = await places.take('leader', posted, { personId: paper.personId });
    const seen = await world.did('leader', 'activities.view', { activityId: posted.activityId });
    expect(seen.slots[0]?.others).toMatchObject([{ signupId, person: { name: '李奶奶' } }]);
    expect(await places.code('a', posted, { personId: paper.personId })).toBe('NOT_FOUND');
    await places.leave('leader', posted, paper.personId);
  });
});

describe('rules that warn', () => {
  it('refuse until they are accepted, one after the other, with what they are about', async () => {
    const first = await places.post('shift', 5);
    const clash = await places.post('shift', 5, first.start - MORNING + 30 * MINUTE);
    await places.take('c', first);
    const { activityId } = clash;
    const seen = await world.did('c', 'activities.view', { activityId });
    expect(seen.slots[0]?.status).toEqual({
      status: 'FREE',
      warnings: [{ code: 'OVERLAPS', title: '社区义剪' }],
    });
    const refused = await places.taking('c', clash);
    const details = { warning: true, title: '社区义剪' };
    expect(refused).toMatchObject({ error: { code: 'OVERLAPS', details } });
    expect(await places.unchanged(() => places.code('c', clash, { despite: ['REST_TOO_SHORT'] }))).toBe(
      'OVERLAPS',
    );
    expect((await places.take('c', clash, { despite: ['OVERLAPS'] })).state).toBe('confirmed');
  });

  it('say how little rest is left between two shifts', async () => {
    const first = await places.post('shift', 5);
    const next = await places.post('shift', 5, first.end - MORNING + 10 * MINUTE);
    await places.take('d', first);
    expect(await places.code('d', next)).toBe('REST_TOO_SHORT');
    expect(await places.code('d', next, { despite: ['REST_TOO_SHORT'] })).toBe('OK');
  });

  it('say which skills are wanted', async () => {
    const posted = await places.post('shift', 5);
    await places.rewrite('activities', posted.activityId, { $set: { skills: ['driving'] } });
    expect(await places.code('b', posted)).toBe('SKILLS_WANTED');
    await volunteer(world, 'driver', { skills: ['driving'] });
    expect(await places.code('driver', posted)).toBe('OK');
  });
});

describe('what is asked of a volunteer', () => {
  it('a skill that is needed, until they say that they have it; which an activity of old does not ask', async () => {
    const posted = await places.post('shift', 5);
    const { activityId } = posted;
    const ask = (skillsNeeded?: boolean) =>
      places.rewrite(
        'activities',
        activityId,
        skillsNeeded === undefined
          ? { $set: { skills: ['driving'] }, $unset: { skillsNeeded: '' } }
          : { $set: { skillsNeeded } },
      );
    await ask();
    await volunteer(world, 'walker');
    expect(await places.unchanged(() => places.code('walker', posted))).toBe('SKILLS_WANTED');
    await ask(true);
    expect(await places.unchanged(() => places.code('walker', posted, { despite: ['SKILLS_WANTED'] }))).toBe(
      'SKILLS_NEEDED',
    );
    expect(await places.unchanged(() => places.code('a', posted))).toBe('REGISTRATION_NEEDED');
    const view = await world.did('walker', 'activities.view', { activityId });
    expect([view.skillsNeeded, view.slots[0]?.status]).toMatchObject([true, { code: 'SKILLS_NEEDED' }]);
    await world.did('walker', 'account.update', {
      phone: '13900000000',
      skills: ['driving', 'firstAid'],
      freeTimes: [],
    });
    expect(await places.code('walker', posted)).toBe('OK');
    // The leader sees what was asked for, and nothing else that is registered.
    const desk = await world.did('leader', 'desk.view', { slotId: posted.slotId });
    expect(desk.people.map((p) => p.skills)).toEqual([['driving']]);
    const [walker] = await world.documents('accounts', { openid: 'walker' });
    const number = keyIn(walker?.['number'] as UniqueKey);
    expect(JSON.stringify(desk)).not.toContain(number);
  });

  it('an age, known by registration', async () => {
    const posted = await places.post('shift', 5);
    await places.rewrite('activities', posted.activityId, { $set: { minimumAge: 40 } });
    expect(await places.unchanged(() => places.code('a', posted))).toBe('REGISTRATION_NEEDED');
    await volunteer(world, 'young');
    expect(await places.unchanged(() => places.code('young', posted))).toBe('TOO_YOUNG');
    await places.rewrite('activities', posted.activityId, { $set: { minimumAge: 30 } });
    expect(await places.code('young', posted)).toBe('OK');
  });

  it('not before sign-up opens, not after its deadline; who cancels after it is noted', async () => {
    const posted = await places.post('shift', 5);
    const from = { signupFrom: new Date(MORNING + HOUR), signupUntil: new Date(MORNING + 2 * HOUR) };
    await places.rewrite('activities', posted.activityId, { $set: from });
    const early = await places.taking('b', posted);
    expect(early).toMatchObject({ error: { code: 'NOT_YET_OPEN', details: { at: MORNING + HOUR } } });
    await world.at(MORNING + HOUR);
    await places.take('b', posted);
    await world.at(MORNING + 2 * HOUR);
    expect(await places.unchanged(() => places.code('c', posted))).toBe('DEADLINE_PASSED');
    await places.leave('b', posted);
    expect(await places.record(posted, 'b')).toMatchObject({ state: 'cancelled', ending: 'late' });
  });

  it('the time as it is: who saw an older one is told', async () => {
    const posted = await places.post('shift', 5);
    await places.rewrite('slots', posted.slotId, { $set: { revision: 1 } });
    expect(await places.unchanged(() => places.code('b', posted, { revision: 0 }))).toBe('CHANGED');
    expect(await places.code('b', posted, { revision: 1 })).toBe('OK');
  });
});

describe('after no-shows', () => {
  async function missed(who: string) {
    const posted = await places.post('shift', 3);
    await places.take(who, posted);
    await places.take('leader', posted);
    await world.at(posted.start);
    await world.did('leader', 'attendance.checkIn', { code: await world.screenCode(posted.slotId) });
    await world.at(posted.end + 2 * HOUR);
    await world.jobs.close();
    return posted;
  }

  it('one shift at a time, until some days later; who was there after all is not held to it', async () => {
    const careless = (places.ids['careless'] = await world.person('careless'));
    const first = await missed('careless');
    const second = await missed('careless');
    await world.jobs.close();
    const [account] = await world.documents('accounts', { _id: careless });
    const noted = [first, second].map((p) => ({
      signupId: places.signupOf(p, 'careless'),
      at: new Date(p.start),
    }));
    expect(account?.['noShows']).toEqual(noted);
    const one = await places.post('shift', 3);
    const two = await places.post('shift', 3);
    await places.take('careless', one);
    const at = second.start + 14 * DAY;
    expect(await places.taking('careless', two)).toMatchObject({
      error: { code: 'COOLING_OFF', details: { at } },
    });
    const service = await places.post('service', 3);
    expect(await places.code('careless', service)).toBe('OK');
    // The phone had no network: the check-in comes late.
    const [there] = await world.documents('attendances', { slotId: second.slotId });
    await world.emulator.store.insert('attendances', [
      { ...there, _id: places.signupOf(second, 'careless') },
    ]);
    expect(await places.code('careless', two)).toBe('OK');
  });

  it('counts whom the leader struck out, at once or after the shift was closed, until that is taken back', async () => {
    const struck = (places.ids['struck'] = await world.person('struck'));
    const strike = async ({ slotId }: { slotId: string }) => {
      const absent = { slotId, personId: struck, move: 'absent' as const, reason: '别人代签' };
      return world.did('leader', 'attendance.record', absent);
    };
    const cameTo = async () => {
      const posted = await places.post('shift', 3);
      await places.take('struck', posted);
      await world.at(posted.start);
      await world.did('struck', 'attendance.checkIn', { code: await world.screenCode(posted.slotId) });
      return posted;
    };
    const close = async (posted: { end: number }) => {
      await world.at(posted.end + 2 * HOUR);
      await world.jobs.close();
    };
    const first = await cameTo();
    await strike(first);
    await close(first);
    const second = await cameTo();
    await close(second);
    const one = await places.post('shift', 3);
    const two = await places.post('shift', 3);
    await places.take('struck', one);
    expect((await places.taking('struck', two)).ok).toBe(true);
    await places.leave('struck', two);

    await strike(second);
    await strike(second);
    const [account] = await world.documents('accounts', { _id: struck });
    expect(account?.['noShows']).toHaveLength(2);
    expect(await places.code('struck', two)).toBe('COOLING_OFF');
    const desk = await world.did('leader', 'desk.view', { slotId: second.slotId });
    const marks = [...(desk.people.find((p) => p.accountId === struck)?.undo ?? [])];
    await world.did('leader', 'attendance.undo', { slotId: second.slotId, personId: struck, marks });
    expect(await places.code('struck', two)).toBe('OK');
  });

  it('nobody is noted where the desk was not used, nor who had cancelled', async () => {
    const posted = await places.post('shift', 3);
    await places.take('d', posted);
    await world.at(posted.end + 2 * HOUR);
    await world.jobs.close();
    const [account] = await world.documents('accounts', { _id: places.ids['d'] });
    expect(account?.['noShows']).toBeUndefined();
    expect(await places.record(posted, 'd')).not.toHaveProperty('liveFor');
  });
});

describe('messages', () => {
  it('say once that one has signed up, though the job is broken off', async () => {
    const posted = await places.post('shift', 3);
    await places.take('a', posted);
    await places.take('b', posted);
    await places.leave('b', posted);
    await places.repair();
    await places.rewrite('signups', places.signupOf(posted, 'a'), { $set: { tellAt: new Date(MORNING) } });
    await places.repair();
    expect(await places.told('signedUp', 'a', posted)).toHaveLength(1);
    expect(await places.told('signedUp', 'b', posted)).toEqual([]);
  });
});
