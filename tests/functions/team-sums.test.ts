import type { ActionName } from '#domain/contract';
import { accountIdOf, teamMembersIdOf, teamMonthIdOf } from '#domain/ids';
import { DAY } from '#domain/time';
import { activeMembership } from '../../harness/people';
import { MORNING, type World } from '../../harness/world';
import { keptIn } from '../support/invariants/kept';
import { teams } from '../support/invariants/teams';
import { inHoursWorld, type HoursWorld } from '../support/hours';

/** What a team did and how many are in it is kept as sums: they are those of a recount, and cost the same for the largest. */
describe('the sums of a team', () => {
  let h: HoursWorld;
  let world: World;
  inHoursWorld((started) => {
    h = started;
    world = h.world;
  });

  const view = async () => {
    const { year, members } = await world.did('leader', 'teams.view', { teamId: world.leaderTeam });
    return { ...year, members };
  };
  /** From what they are made of. */
  async function recount() {
    const teamId = world.leaderTeam;
    const lines = await world.documents('hours', { teamId });
    const { now } = await world.did('leader', 'desk.view', { slotId: last });
    const held = await world.documents('activities', {
      teamId,
      state: { $in: ['published', 'closed'] },
      end: { $lte: new Date(now) },
    });
    return {
      activities: held.length,
      personTimes: lines.filter(({ kind }) => kind !== 'correction').length,
      minutes: lines.reduce((sum, { minutes }) => sum + Number(minutes), 0),
      served: 0,
      members: (await world.documents('memberships', { memberOf: teamId })).length,
    };
  }
  let last = '';

  /** A shift that is held and confirmed. */
  async function held(people: string[]): Promise<void> {
    const slot = await h.shift(0, 2, people);
    last = slot.slotId;
    await h.serve(slot, people);
    await world.did('leader', 'hours.confirm', await h.confirmInput(slot.slotId));
  }

  it('are those of a recount, before a sweep has counted and after, however many count at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      await h.next();
      await held([h.who, 'deputy']);
      expect(await view()).toEqual(await recount());
      await world.jobs.close();
      await Promise.all([1, 2, 3].map(() => world.jobs.count()));
      expect(await view()).toEqual(await recount());
      expect(teams.sums(keptIn(world.emulator.store, MORNING))).toEqual([]);
    }
    await world.at(MORNING + 40 * DAY);
    // Whose role may yet be taken back is not counted.
    await world.did(null, 'jobs.sweep', { name: 'settleLeaders' });
    for (const job of ['close', 'count'] as const) await world.jobs[job]();
    const at = await view();
    expect(at).toMatchObject({ activities: 3, personTimes: 6 });
    expect(await world.documents('activities', { toCount: { $exists: true } })).toEqual([]);
    expect(await world.documents('hours', { counts: { $exists: true } })).toEqual([]);
    expect(await world.documents('memberships', { countAt: { $exists: true } })).toEqual([]);
  });

  it('follow who comes and goes, also back and forth between two counts', async () => {
    const teamId = world.leaderTeam;
    const { members } = await view();
    const come = activeMembership(teamId, accountIdOf(h.who), h.who);
    await world.emulator.store.insert('memberships', [come]);
    expect((await view()).members).toBe(members + 1);
    await world.jobs.count();
    expect((await view()).members).toBe(members + 1);
    await world.did(h.who, 'teams.leave', { teamId });
    expect((await view()).members).toBe(members);
    await world.alter('memberships', { _id: come._id }, { $set: { ...come } });
    await world.jobs.count();
    expect((await view()).members).toBe(members + 1);
    await world.did(h.who, 'teams.leave', { teamId });
    for (let i = 0; i < 2; i += 1) await world.jobs.count();
    expect((await view()).members).toBe(members);
    expect(teams.sums(keptIn(world.emulator.store, MORNING))).toEqual([]);
  });

  it('cost a team of 3,000 with 30,000 lines no more than a small one', async () => {
    const teamId = world.leaderTeam;
    const MEMBERS = 3_000;
    await world.jobs.count();
    const rowsOf = async (action: ActionName & ('teams.view' | 'teams.numbers' | 'teams.members')) => {
      world.emulator.resetMetrics();
      await world.did('leader', action, { teamId });
      return world.emulator.metrics().actions[action]?.rowsRead.max ?? NaN;
    };
    const all = async () => [
      await rowsOf('teams.view'),
      await rowsOf('teams.numbers'),
      await rowsOf('teams.members'),
    ];
    const small = await all();
    const numbers = Array.from({ length: MEMBERS }, (_each, i) => i);
    await world.emulator.store.insert(
      'memberships',
      numbers.map((i) => {
        const { countAt: _counted, ...member } = activeMembership(teamId, `m${i}`, `队员${i}`, MORNING + i);
        return { ...member, counted: true };
      }),
    );
    await world.emulator.store.insert(
      'hours',
      numbers.flatMap((i) =>
        Array.from({ length: 10 }, (_line, n) => ({
          _id: `h${i}-${n}`,
          accountId: `m${i}`,
          teamId,
          seq: n + 1,
          day: '2026-02-01',
          kind: 'service',
          minutes: 60,
          inTeam: { times: n + 1, minutes: 60 * (n + 1) },
        })),
      ),
    );
    await world.alter('tallies', { _id: teamMembersIdOf(teamId) }, { $inc: { 'sums.members': MEMBERS } });
    await world.emulator.store.insert('tallies', [
      {
        _id: teamMonthIdOf(teamId, '2026-02'),
        version: 0,
        people: [],
        sums: { minutes: MEMBERS * 600, personTimes: MEMBERS * 10 },
      },
    ]);
    const large = await all();
    expect(large.every((rows) => rows <= 100)).toBe(true);
    // A page of members is full only now.
    expect(large.slice(0, 2).map((rows, i) => rows - (small[i] ?? 0))).toEqual([1, 1]);
    const { members, count } = await world.did('leader', 'teams.members', { teamId });
    expect(members[5]).toMatchObject({ minutes: 600 });
    expect(count).toBeGreaterThan(MEMBERS);
    expect(teams.sums(keptIn(world.emulator.store, MORNING))).toEqual([]);
  });
});
