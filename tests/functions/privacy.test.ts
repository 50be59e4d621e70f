import { startWorld, type World } from '../support/world';

/** Who sees whose number, name and key (I8). */
describe('personal data', () => {
  const PHONE = '13955556666';
  let world: World;
  let activityId: string;
  let slotId: string;

  beforeAll(async () => {
    world = await startWorld();
    await world.did('volunteer', 'session.open', {});
    await world.did('volunteer', 'account.introduce', { name: '钱小六', phone: PHONE });
    await world.person('other');
    ({ activityId, slotId } = await world.post());
    await world.did('volunteer', 'signups.take', { slotId, wait: false });
  });
  afterAll(() => world.close());

  it('reaches only its owner and the leader who must be able to call', async () => {
    const others = [
      await world.did('other', 'activities.view', { activityId }),
      await world.did('other', 'activities.list', { day: '2026-03-01' }),
      await world.did('other', 'stations.view', { stationId: 's1' }),
      await world.did('other', 'home.view', {}),
      await world.did('other', 'session.open', {}),
    ];
    const [slot] = await world.documents('slots', { _id: slotId });
    for (const answer of others) {
      const text = JSON.stringify(answer);
      for (const secret of [PHONE, '钱小六', 'volunteer', String(slot?.['key'])])
        expect(text).not.toContain(secret);
    }
    expect(JSON.stringify(await world.did('volunteer', 'me.view', {}))).toContain(PHONE);
    const desk = await world.did('leader', 'desk.view', { slotId });
    expect(desk.people).toMatchObject([{ name: '钱小六', phone: PHONE }]);
    expect(JSON.stringify(desk)).not.toContain('"volunteer"');
  });

  it('never enters a log', async () => {
    await world.code('volunteer', 'account.introduce', { name: '钱小六', phone: '1' });
    await world.code('volunteer', 'signups.take', { slotId: 'none', wait: true });
    const printed = world.emulator.lines.join('\n');
    expect(printed).toContain('refused');
    for (const secret of [PHONE, '钱小六', '"volunteer"']) expect(printed).not.toContain(secret);
  });
});
