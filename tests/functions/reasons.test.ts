import { accountIdOf, confirmCaseIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import { MORNING, type World } from '../../harness/world';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** Reasons to look closer, for whoever has to agree and for the station: counted, shown, and never a refusal. */
describe('what is shown with hours that wait for a second person', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  type Slot = Awaited<ReturnType<HoursWorld['shift']>>;

  async function nameIn(slot: Slot, openid = h.who, by = 'leader'): Promise<void> {
    await world.at(slot.start);
    const personId = accountIdOf(openid);
    await world.did(by, 'attendance.record', { slotId: slot.slotId, personId, move: 'in', reason: '没电' });
  }
  async function confirm(slot: Slot, by = 'leader') {
    await world.at(slot.end);
    return world.did(by, 'hours.confirm', await h.confirmInput(slot.slotId, by));
  }
  const caseOf = (slot: Slot, openid = h.who) =>
    confirmCaseIdOf(signupIdOf(slot.slotId, accountIdOf(openid)));
  const agree = (slot: Slot, by: string, openid = h.who) =>
    world.did(by, 'hours.decide', { caseId: caseOf(slot, openid), verdict: 'approve' });
  const reasons = async (slot: Slot, to: string, openid = h.who) => {
    const { cases } = await world.did(to, 'hours.cases', { scope: 'waiting' });
    return cases.find(({ id }) => id === caseOf(slot, openid))?.reasons;
  };

  /** Whatever was credited on these days. */
  async function counted(): Promise<void> {
    await world.at(MORNING + 60 * DAY);
    await world.jobs.count();
  }

  /** A shift for which the leader, or whoever runs it, has only a word. */
  async function named(by = 'leader', openid = h.who): Promise<Slot> {
    const slot = await h.shift(0, 2, [openid]);
    await nameIn(slot, openid, by);
    await confirm(slot, by);
    return slot;
  }

  it('is what the arrivals of the shift said together, and how this one came', async () => {
    const people = ['p1', 'p2', 'p3', 'p4'];
    for (const who of people) await world.person(who);
    const slot = await h.shift(0, 2, people);
    for (const who of people) await nameIn(slot, who);
    await confirm(slot);
    for (const to of ['deputy', 'institute']) {
      expect(await reasons(slot, to, 'p1')).toMatchObject({
        flags: ['BY_LEADER', 'CLOSED_BY_SYSTEM'],
        crowd: [{ sign: 'UNSCANNED', count: 4, of: 4 }],
      });
    }
    const { cases } = await world.did('p1', 'hours.cases', { scope: 'mine' });
    expect(cases.map((c) => c.reasons)).toEqual([null]);
    for (const who of people) await agree(slot, 'deputy', who);
  });

  it('is how much of the kind whoever filed it has had credited, as a recount says', async () => {
    const recount = async () => {
      const lines = await world.documents('hours', { kind: 'makeup' });
      return lines.reduce((sum, line) => sum + Number(line['minutes']), 0);
    };
    const lately = async (to = 'institute') => {
      const slot = await named();
      const shown = await reasons(slot, to);
      await agree(slot, 'deputy');
      return shown?.lately;
    };
    await counted();
    const before = await recount();
    expect(await lately()).toEqual({ name: '王队长', named: before, auto: 0 });
    // Whatever is counted twice or at once is counted once.
    await Promise.all([counted(), counted(), counted()]);
    const then = await recount();
    expect(then).toBeGreaterThan(before);
    await h.next();
    expect(await lately()).toEqual({ name: '王队长', named: then, auto: 0 });
    await counted();
    const { lately: own } = await world.did('leader', 'hours.proposals', {
      slotId: (await h.shift(3, 1)).slotId,
    });
    expect(own).toEqual({ name: '王队长', named: await recount(), auto: 0 });
    expect(await world.documents('hours', { counts: { $exists: true } })).toEqual([]);
  });

  it('forgets it after two quarters', async () => {
    const slot = await h.shift(0, 1);
    const shown = async () =>
      (await world.did('leader', 'hours.proposals', { slotId: slot.slotId })).lately.named;
    expect(await shown()).toBeGreaterThan(0);
    await world.at(slot.end + 92 * DAY);
    expect(await shown()).toBeGreaterThan(0);
    await world.at(slot.end + 184 * DAY);
    expect(await shown()).toBe(0);
  });

  it('is that two people agree to each other’s own hours, once both have', async () => {
    const own = async (who: string, other: string) => {
      const slot = await h.shift(0, 1, [who]);
      await h.serve({ ...slot, end: slot.start + HOUR }, [who]);
      await confirm(slot, who);
      const before = await reasons(slot, 'institute', who);
      await agree(slot, other, who);
      await world.jobs.count();
      return before?.mutual;
    };
    expect(await own('leader', 'deputy')).toEqual([]);
    await h.next();
    expect(await own('deputy', 'leader')).toEqual([]);
    await h.next();
    expect(await own('leader', 'deputy')).toEqual([{ name: 'deputy', times: 2 }]);
    await h.next();
    expect(await own('deputy', 'leader')).toEqual([{ name: '王队长', times: 3 }]);
  });
});
