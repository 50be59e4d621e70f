import { schema } from '../../cloudfunctions/schema';
import { GUARDIAN, idNumberOf, volunteer } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

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

  async function whatOthersSee(): Promise<string[]> {
    const answers = [
      await world.did('other', 'activities.view', { activityId }),
      await world.did('other', 'activities.list', { day: '2026-03-01' }),
      await world.did('other', 'stations.view', { stationId: 's1' }),
      await world.did('other', 'home.view', {}),
      await world.did('other', 'session.open', {}),
      await world.did('other', 'account.view', {}),
      await world.did('other', 'people.list', {}),
    ];
    return answers.map((answer) => JSON.stringify(answer));
  }

  it('reaches only its owner and the leader who must be able to call', async () => {
    const [slot] = await world.documents('slots', { _id: slotId });
    for (const text of await whatOthersSee()) {
      for (const secret of [PHONE, '钱小六', ':"volunteer"', String(slot?.['key'])])
        expect(text).not.toContain(secret);
    }
    expect(JSON.stringify(await world.did('volunteer', 'me.view', {}))).toContain(PHONE);
    const desk = await world.did('leader', 'desk.view', { slotId });
    expect(desk.people).toMatchObject([{ name: '钱小六', phone: PHONE }]);
    expect(JSON.stringify(desk)).not.toContain('"volunteer"');
  });

  it('of who registered: number, birth, guardian and relatives reach nobody else; the leader sees name and phone', async () => {
    const idNumber = idNumberOf('2010-04-05');
    const about = {
      name: '钱小七',
      phone: '13955557777',
      idNumber,
      guardian: { ...GUARDIAN, name: '钱老大' },
    };
    const accountId = await volunteer(world, 'pupil', about);
    const { personId } = await world.did('pupil', 'people.add', {
      name: '钱奶奶',
      phone: '13955558888',
      relation: '奶奶',
    });
    await world.did('pupil', 'signups.take', { slotId, wait: false });
    const { volunteer: own } = await world.did('pupil', 'account.view', {});
    const desk = JSON.stringify(await world.did('leader', 'desk.view', { slotId }));
    expect(desk).toContain('钱小七');
    const others = [desk, ...(await whatOthersSee())];
    const secrets = [idNumber, '2010-04-05', own?.number ?? '', '钱老大', GUARDIAN.phone, '钱奶奶', personId];
    expect(others.flatMap((text) => secrets.filter((secret) => text.includes(secret)))).toEqual([]);
    const printed = world.emulator.lines.join('\n');
    expect([...secrets, accountId].filter((secret) => printed.includes(secret))).toEqual([]);
    // Only sealed, and only in one place.
    const kept = await Promise.all(
      schema.map(async ({ name }) => [name, JSON.stringify(await world.documents(name))]),
    );
    expect(kept.filter(([, text]) => text?.includes(idNumber))).toEqual([]);
    const own18 = [await world.did('pupil', 'account.export', {}), await world.did('pupil', 'me.view', {})];
    expect(JSON.stringify(own18)).not.toContain(idNumber);
  });

  it('never enters a log', async () => {
    await world.code('volunteer', 'account.introduce', { name: '钱小六', phone: '1' });
    await world.code('volunteer', 'signups.take', { slotId: 'none', wait: true });
    const printed = world.emulator.lines.join('\n');
    expect(printed).toContain('refused');
    for (const secret of [PHONE, '钱小六', '"volunteer"']) expect(printed).not.toContain(secret);
  });
});
