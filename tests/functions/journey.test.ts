import { ledgerFault } from '#domain/hours/ledger';
import { HOUR, MINUTE } from '#domain/time';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** The journey of the mission, through the real functions, and what each step may cost. */
describe.each([
  ['as the console makes them', false],
  ['that leave out what they can', true],
])('the first journey, with indexes %s', (_name, sparse) => {
  let world: World;
  let activityId: string;
  let slotId: string;
  let start: number;
  let end: number;

  beforeAll(async () => {
    world = await startWorld({ sparse });
    await world.person('volunteer', '李志愿');
    ({ activityId, slotId, start, end } = await world.post([
      {},
      { kind: 'service', name: '理发', capacity: 8 },
    ]));
  });
  afterAll(() => world.close());

  const place = { longitude: 111.21, latitude: 34.78 };

  it('shows the activity at its station, near home and in the list of its day', async () => {
    const { stations } = await world.did('volunteer', 'stations.nearby', { place });
    expect(stations[0]).toMatchObject({
      id: 's1',
      distance: 0,
      today: ['社区义剪'],
      openState: { open: false, opensAt: '08:30' },
    });
    const station = await world.did('volunteer', 'stations.view', { stationId: 's1' });
    expect(station.week.map((a) => a.id)).toEqual([activityId]);
    expect(station.path.map((s) => s.id)).toEqual(['root', 'county']);
    const home = await world.did('volunteer', 'home.view', { place });
    expect(home.nearby.map((a) => a.id)).toEqual([activityId]);
    const list = await world.did('volunteer', 'activities.list', { day: '2026-03-01', areaId: 'county' });
    expect(list.activities.map((a) => a.id)).toEqual([activityId]);
    expect(list.more).toBe(false);
    const of = async (kind: 'shift' | 'service', id: string) =>
      (await world.did('volunteer', 'activities.list', { day: '2026-03-01', areaId: id, kind })).activities
        .length;
    expect([await of('shift', 's1'), await of('service', 's1'), await of('shift', 'none')]).toEqual([
      1, 1, 0,
    ]);
  });

  it('finds stations by any part of their name', async () => {
    const found = await world.did('volunteer', 'stations.search', { text: 'COUNTY文明' });
    expect(found.stations.map((s) => s.id)).toEqual(['county']);
    expect((await world.did('volunteer', 'stations.search', { text: '没有的' })).stations).toEqual([]);
  });

  it('signs up, shows it under me and in the activity, and says what comes next', async () => {
    const taken = await world.did('volunteer', 'signups.take', { slotId, wait: false });
    expect(taken).toMatchObject({ state: 'confirmed', ahead: null });
    const me = await world.did('volunteer', 'me.view', {});
    expect(me.coming).toMatchObject([{ slotId, state: 'confirmed', checkInFrom: start - 30 * MINUTE }]);
    const seen = await world.did('volunteer', 'activities.view', { activityId });
    expect(seen.slots[0]).toMatchObject({
      left: 19,
      mine: { state: 'confirmed' },
      status: { status: 'NO', code: 'ALREADY_SIGNED_UP' },
    });
    expect((await world.did('volunteer', 'home.view', {})).next?.slotId).toBe(slotId);
  });

  it('cancels and signs up again', async () => {
    const signupId = (await world.did('volunteer', 'me.view', {})).coming[0]?.signupId ?? '';
    await world.did('volunteer', 'signups.cancel', { signupId });
    expect((await world.did('volunteer', 'me.view', {})).coming).toEqual([]);
    expect(await world.code('volunteer', 'signups.cancel', { signupId })).toBe('NOT_SIGNED_UP');
    expect((await world.did('volunteer', 'signups.take', { slotId, wait: false })).state).toBe('confirmed');
  });

  it('checks in and out by the rotating code, and the desk counts', async () => {
    await world.at(start - 10 * MINUTE);
    const arrived = await world.did('volunteer', 'attendance.checkIn', {
      code: await world.screenCode(slotId),
      slotId,
      place,
    });
    expect(arrived).toMatchObject({ again: false, presence: { state: 'present', flags: [] } });
    expect(await world.did('leader', 'desk.view', { slotId })).toMatchObject({
      expected: 1,
      here: 1,
      left: 0,
    });
    await world.at(end - 5 * MINUTE);
    const gone = await world.did('volunteer', 'attendance.checkOut', {
      code: await world.screenCode(slotId),
      place,
    });
    expect(gone).toMatchObject({ again: false, presence: { state: 'left' } });
    expect(await world.did('leader', 'desk.view', { slotId })).toMatchObject({ here: 0, left: 1 });
  });

  it('proposes the minutes inside the shift, credits them and shows them with their stars', async () => {
    await world.at(end + MINUTE);
    const proposals = await world.did('leader', 'hours.proposals', { slotId });
    expect(proposals.lines).toMatchObject([{ minutes: 115, present: 115, credited: null, name: '李志愿' }]);
    const lines = proposals.lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    expect(await world.did('leader', 'hours.confirm', { slotId, lines })).toEqual({
      credited: 1,
      minutes: 115,
      waiting: [],
    });
    const me = await world.did('volunteer', 'me.view', {});
    expect(me.hours).toMatchObject({ totalMinutes: 115, lines: 1, stars: 0, nextAt: 100 });
    const hours = await world.did('volunteer', 'hours.list', {});
    expect(hours.lines).toMatchObject([{ title: '社区义剪', minutes: 115, teamName: '暖心理发队' }]);
    expect(ledgerFault([...hours.lines].reverse())).toBeNull();
    expect((await world.did('leader', 'activities.led', {})).activities).toMatchObject([
      { id: activityId, toConfirm: 0 },
    ]);
  });

  it('rolls up, retires what is over, and tells people by message', async () => {
    await world.at(end + 2 * HOUR);
    expect((await world.jobs.rollup()).documents).toBeGreaterThan(0);
    expect((await world.did('volunteer', 'home.view', {})).month).toEqual({
      month: '2026-03',
      activities: 1,
      personTimes: 1,
      minutes: 115,
    });
    expect((await world.did('volunteer', 'home.view', {})).nearby).toEqual([]);
    await world.jobs.close();
    const [activity] = await world.documents('activities', { _id: activityId });
    expect(activity).not.toHaveProperty('spot');
    // Credited, and nobody has allowed to be told.
    await world.jobs.escalate();
    expect((await world.jobs.deliver()).refused).toBe(1);
  });
});
