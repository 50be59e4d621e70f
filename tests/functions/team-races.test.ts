import { keyIn, type UniqueKey } from '#domain/unique';
import fc from 'fast-check';
import { volunteer } from '../../harness/people';
import { founding, teamOf } from '../../harness/teams';
import { startWorld } from '../../harness/small-city';
import { newNonce, type World } from '../../harness/world';

interface Membership {
  teamId: string;
  accountId: string;
  state: string;
  role: string;
  seat: UniqueKey;
  memberOf?: string;
  askedOf?: string;
}

/** Whoever comes at once: nobody is in more teams than there are seats, and a team has one leader. */
describe('leaders and members at once', () => {
  let world: World;
  let count = 0;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close({ raced: true }));

  async function led(): Promise<{ teamId: string; leader: string }> {
    const leader = `leader-${(count += 1)}`;
    await volunteer(world, leader);
    return { teamId: await teamOf(world, leader), leader };
  }
  const memberships = async (query: object) =>
    (await world.documents('memberships', { ...query })) as unknown as Membership[];
  const activeOf = (accountId: string) => memberships({ accountId, state: 'active' });

  it.each([4, 3, 0])('two and more leaders let in the same person, who is in %i teams', async (held) => {
    const openid = `wanted-${held}`;
    const accountId = await volunteer(world, openid);
    const teams = [];
    for (let i = 0; i < held + 4; i += 1) teams.push(await led());
    for (const { teamId } of teams) await world.did(openid, 'teams.apply', { teamId });
    const approve = ({ teamId, leader }: { teamId: string; leader: string }) =>
      world.code(leader, 'teams.answer', { teamId, accountId, answer: 'approve' });
    for (const team of teams.slice(0, held)) expect(await approve(team)).toBe('OK');
    const codes = await Promise.all(teams.slice(held).map(approve));
    const free = Math.min(4, 5 - held);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(free);
    expect(codes.filter((code) => code === 'TOO_MANY_TEAMS')).toHaveLength(4 - free);
    expect(await activeOf(accountId)).toHaveLength(held + free);
  });

  it('one answer stands when deputies answer at once, and the person is told once', async () => {
    const { teamId, leader } = await led();
    const accountId = await volunteer(world, 'asked');
    await world.did('asked', 'teams.apply', { teamId });
    const answers = (['approve', 'refuse', 'approve', 'refuse'] as const).map((answer) =>
      world.code(leader, 'teams.answer', { teamId, accountId, answer, reason: '下次' }),
    );
    const codes = await Promise.all(answers);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(codes.filter((code) => code === 'ALREADY_DECIDED')).toHaveLength(3);
    expect(await world.documents('outbox', { kind: 'joined', accountId })).toHaveLength(1);
  });

  it('hands over to one, whoever is named at once', async () => {
    const { teamId, leader } = await led();
    const ids: string[] = [];
    for (const openid of ['heir-1', 'heir-2', 'heir-3']) {
      const accountId = await volunteer(world, openid);
      await world.did(openid, 'teams.apply', { teamId });
      await world.did(leader, 'teams.answer', { teamId, accountId, answer: 'approve' });
      ids.push(accountId);
    }
    const codes = await Promise.all(
      ids.map((accountId) => world.code(leader, 'teams.appoint', { teamId, accountId, role: 'leader' })),
    );
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    await expectWhole(teamId);
  });

  it('a new team judged by two at once is opened or refused, not both', async () => {
    const openid = 'founder';
    const accountId = await volunteer(world, openid);
    for (let round = 0; round < 4; round += 1) {
      const { teamId } = await world.did(openid, 'teams.found', founding({ name: `${round}号队` }));
      const verdicts = (['approve', 'refuse', 'approve'] as const).map((verdict) =>
        world.code('officer', 'teams.review', { teamId, verdict, reason: '再想想' }, newNonce()),
      );
      const codes = await Promise.all(verdicts);
      expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
      const [team] = await world.documents('teams', { _id: teamId });
      const seated = await memberships({ teamId, state: 'active' });
      expect(seated).toHaveLength(team?.['state'] === 'active' ? 1 : 0);
    }
    expect((await activeOf(accountId)).length).toBeLessThanOrEqual(5);
  });

  it('whatever is done in whatever order, all at once or one by one', async () => {
    const people = ['p1', 'p2', 'p3', 'p4'];
    const ids = new Map<string, string>();
    for (const openid of people) ids.set(openid, await volunteer(world, openid));
    const teams: string[] = [];
    for (const openid of people.slice(0, 3)) teams.push(await teamOf(world, openid));
    const step = fc.record({
      move: fc.constantFrom('apply', 'approve', 'refuse', 'leave', 'remove', 'deputy', 'member', 'leader'),
      team: fc.constantFrom(...teams),
      by: fc.constantFrom(...people),
      on: fc.constantFrom(...people),
    });
    const run = ({ move, team: teamId, by, on }: { move: string; team: string; by: string; on: string }) => {
      const accountId = ids.get(on) ?? '';
      switch (move) {
        case 'apply':
          return world.code(by, 'teams.apply', { teamId });
        case 'leave':
          return world.code(by, 'teams.leave', { teamId });
        case 'remove':
          return world.code(by, 'teams.remove', { teamId, accountId, reason: '换人' });
        case 'approve':
        case 'refuse':
          return world.code(by, 'teams.answer', { teamId, accountId, answer: move, reason: '下次' });
        default:
          return world.code(by, 'teams.appoint', { teamId, accountId, role: move as 'deputy' });
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        async (rounds) => {
          for (const together of rounds) {
            const codes = await Promise.all(together.map(run));
            expect(codes).not.toContain('INTERNAL');
          }
          for (const teamId of teams) await expectWhole(teamId);
        },
      ),
      { numRuns: 25 },
    );
  });

  /** What must be true of a team and its people whatever happened. */
  async function expectWhole(teamId: string): Promise<void> {
    const all = await memberships({ teamId });
    const active = all.filter((m) => m.state === 'active');
    const [team] = await world.documents('teams', { _id: teamId });
    expect(active.filter((m) => m.role === 'leader').map((m) => m.accountId)).toEqual([team?.['leaderId']]);
    for (const m of all) {
      expect([keyIn(m.seat) !== null, m.memberOf]).toEqual(
        m.state === 'active' ? [true, teamId] : [false, undefined],
      );
      expect(m.askedOf).toBe(m.state === 'applied' ? teamId : undefined);
    }
    expect(active.length).toBeGreaterThan(0);
  }
});
