import { signupIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { noKey } from '#domain/unique';
import type { World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** One thing that fails, as only the store's own keepers could have made it, holds up nobody else's. */
describe('what fails in a job', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  type Slot = Awaited<ReturnType<HoursWorld['shift']>>;
  const makeUp = async ({ slotId, end }: Slot, accountId: string) => {
    await world.at(end);
    const what = { kind: 'MAKE_UP' as const, slotId, accountId, minutes: 60 };
    return (await world.did('leader', 'hours.file', { what, reason: '全程都在' })).caseId;
  };
  /** As a crash leaves it: the decision is kept, its line not written. */
  const decided = async (_id: string, tellAt: number, gone: readonly string[] = []) => {
    const answer = {
      at: new Date(tellAt),
      by: h.ids.deputy,
      verdict: 'approve',
      words: '',
      nonce: `n${_id}`,
    };
    const kept = { state: 'approved', answers: [answer], tellAt: new Date(tellAt) };
    await h.set('cases', { _id }, { ...kept, openKey: noKey(_id) }, ['openFor', 'risesAt', ...gone]);
  };

  it('leaves every other decided case to be finished, and is looked at again an hour later', async () => {
    const slot = await h.shift(0, 2, [h.who, 'deputy']);
    const poisoned = await makeUp(slot, h.ids.deputy);
    const sound = await makeUp(slot, h.accountId);
    await decided(poisoned, slot.end - MINUTE, ['asked']);
    await decided(sound, slot.end);
    await world.at(slot.end + MINUTE);
    const escalate = () => world.jobs.escalate();
    expect(await escalate()).toMatchObject({ failed: 1 });
    expect(await h.total()).toBe(60);
    expect(await escalate()).toMatchObject({ failed: 0 });
    await world.at(slot.end + HOUR + 2 * MINUTE);
    expect(await escalate()).toMatchObject({ failed: 1 });
    await h.set('cases', { _id: poisoned }, { asked: [] });
    await world.at(slot.end + 3 * HOUR);
    expect(await escalate()).toMatchObject({ failed: 0 });
    expect(await h.total('deputy')).toBe(60);
  });

  it('leaves everybody else’s shift to be reminded of', async () => {
    const poisoned = await h.shift(0, 1);
    const sound = await h.shift(2, 1);
    await world.at(poisoned.start - DAY);
    await h.set('slots', { _id: poisoned.slotId }, {}, ['start']);
    await world.at(sound.start - DAY);
    expect(await world.jobs.remind()).toMatchObject({ reminded: 1, failed: 1 });
    expect(await world.jobs.remind()).toMatchObject({ reminded: 0, failed: 0 });
    await h.set('slots', { _id: poisoned.slotId }, { start: new Date(poisoned.start) });
  });

  it('leaves every other stay to be closed, and every other slot to leave what is live', async () => {
    const slot = await h.shift(0, 2, [h.who, 'deputy']);
    await world.at(slot.start);
    for (const p of [h.who, 'deputy']) {
      await world.did(p, 'attendance.checkIn', { code: await world.screenCode(slot.slotId) });
    }
    const broken = { _id: signupIdOf(slot.slotId, h.ids.deputy) };
    const [{ marks } = { marks: [] }] = await world.documents('attendances', broken);
    await h.set('attendances', broken, { marks: null });
    await world.at(slot.end + HOUR);
    const first = await world.jobs.close();
    expect(first).toMatchObject({ attendances: 1 });
    // The stay, and the slot that cannot be settled while nobody knows who was there.
    expect(first.failed).toBe(2);
    expect(await world.jobs.close()).toMatchObject({ failed: 0 });
    await h.set('attendances', broken, { marks });
    await world.at(slot.end + 3 * HOUR);
    expect(await world.jobs.close()).toMatchObject({ attendances: 1, failed: 0 });
    expect((await world.documents('slots', { _id: slot.slotId }))[0]).not.toHaveProperty('liveUntil');
  });

  it('leaves every other slot to be repaired, and is not given up', async () => {
    const poisoned = await h.shift(0, 1);
    const sound = await h.shift(2, 1);
    const [before] = await world.documents('slots', { _id: poisoned.slotId });
    await h.set('slots', { _id: poisoned.slotId }, { roster: null });
    await h.set('slots', { _id: sound.slotId }, { taken: 7 });
    await world.at(poisoned.start - DAY);
    expect(await world.jobs.repair()).toMatchObject({ repaired: 1, failed: 1 });
    expect((await world.documents('slots', { _id: sound.slotId }))[0]).toMatchObject({ taken: 1 });
    await h.set('slots', { _id: poisoned.slotId }, { roster: before?.['roster'] });
    await world.at(poisoned.start - DAY + 10 * MINUTE);
    expect(await world.jobs.repair()).toMatchObject({ slots: 1, failed: 0 });
  });
});
