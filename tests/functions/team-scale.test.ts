import { unzipSync } from 'fflate';
import type { ActionName } from '#domain/contract';
import { placeInTeam } from '#domain/teams/membership';
import { MINUTE } from '#domain/time';
import { noKey, withKey } from '#domain/unique';
import { activeMembership, onPaper, volunteer } from '../../harness/people';
import { join } from '../../harness/teams';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** More than one page of a roster. */
const MEMBERS = 5_100;
const APPLICANTS = 200;

/** A county has 30,000 volunteers, and a team of them can have thousands. */
describe('a team with thousands of members', () => {
  let world: World;
  let slotId: string;
  let deputy: string;

  const bytes = (answer: unknown): number => Buffer.byteLength(JSON.stringify(answer));
  const metricsOf = (action: ActionName) => world.emulator.metrics().actions[action];

  /** Whole accounts, as the years leave them. */
  const account = (_id: string, name: string, number: string) => ({
    _id,
    openid: `o-${_id}`,
    name,
    phone: '13900000005',
    duties: [],
    createdAt: new Date(MORNING),
    receipts: Array.from({ length: 8 }, (_receipt, i) => ({ nonce: `n${i}`, data: '答'.repeat(40) })),
    number: withKey(_id, number),
    keptSeat: noKey(_id),
    volunteer: { sex: 'female', birthDate: '1990-05-01', skills: ['firstAid'], freeTimes: [] },
  });
  const numbered = (count: number) => Array.from({ length: count }, (_each, i) => i);

  beforeAll(async () => {
    world = await startWorld();
    const { leaderTeam: teamId } = world;
    const { store } = world.emulator;
    deputy = await volunteer(world, 'deputy');
    await join(world, teamId, 'deputy', deputy, 'leader');
    await world.did('leader', 'teams.appoint', { teamId, accountId: deputy, role: 'deputy' });
    const nameOf = (i: number) => (i === 3_210 ? '欧阳修远' : `队员${i}`);
    await store.insert(
      'accounts',
      numbered(MEMBERS).map((i) => account(`m${i}`, nameOf(i), `8${String(i).padStart(8, '0')}`)),
    );
    await store.insert(
      'memberships',
      numbered(MEMBERS).map((i) => activeMembership(teamId, `m${i}`, nameOf(i), MORNING - i * MINUTE)),
    );
    const inTeam = { times: 1, minutes: 60 };
    const given = { teamId, day: '2026-02-01', kind: 'service', minutes: 60, seq: 1, inTeam };
    await store.insert(
      'hours',
      numbered(MEMBERS).map((i) => ({ _id: `h${i}`, accountId: `m${i}`, ...given })),
    );
    await store.insert(
      'accounts',
      numbered(APPLICANTS).map((i) => account(`a${i}`, `申请人${i}`, `9${String(i).padStart(8, '0')}`)),
    );
    await store.insert(
      'memberships',
      numbered(APPLICANTS).map((i) => ({
        _id: `${teamId}_a${i}`,
        teamId,
        accountId: `a${i}`,
        seat: noKey(`${teamId}_a${i}`),
        role: 'member',
        state: 'applied',
        since: new Date(MORNING + i),
        askedOf: teamId,
        words: '我来',
      })),
    );
    ({ slotId } = await world.post());
    await world.at(MORNING + MINUTE);
    await world.jobs.count();
    world.emulator.resetMetrics();
  });
  afterAll(() => world.close());

  it('lists them page by page, everybody once: the leader, deputies, then whoever came first', async () => {
    const { leaderTeam: teamId } = world;
    const seen: { accountId: string; role: string; since: number }[] = [];
    let after: string | null | undefined;
    while (after !== null) {
      const page = await world.did('leader', 'teams.members', { teamId, ...(after && { after }) });
      expect(page.members.length).toBeLessThanOrEqual(30);
      expect(bytes(page)).toBeLessThan(10_000);
      expect(page).toMatchObject({ count: MEMBERS + 2, heads: true });
      seen.push(...page.members);
      after = page.next;
    }
    expect(seen).toHaveLength(MEMBERS + 2);
    expect(new Set(seen.map((m) => m.accountId)).size).toBe(MEMBERS + 2);
    expect(seen.slice(0, 2).map((m) => m.role)).toEqual(['leader', 'deputy']);
    const places = seen.map((m) => placeInTeam(m.role as 'member', m.since, m.accountId));
    expect(places).toEqual([...places].sort());
  });

  it('says of each what they have given here, and reads the hours of nobody else', async () => {
    world.emulator.resetMetrics();
    const { members } = await world.did('leader', 'teams.members', { teamId: world.leaderTeam });
    expect(members.map((m) => m.minutes)).toEqual([0, 0, ...members.slice(2).map(() => 60)]);
    // Of memberships, accounts and hours only this page's are read.
    expect(metricsOf('teams.members')?.rowsRead.max).toBeLessThanOrEqual(100);
  });

  it('finds one of them by a part of the name, whoever asks it of a team they lead', async () => {
    const { leaderTeam: teamId } = world;
    const found = async (text: string) =>
      (await world.did('leader', 'teams.members', { teamId, text })).members.map((m) => m.name);
    expect(await found('修远')).toEqual(['欧阳修远']);
    expect(await found('王队')).toEqual(['王队长']);
    expect(await found('修队')).toEqual([]);
    expect(await found('！？')).toEqual([]);
    const { members, next } = await world.did('leader', 'teams.members', { teamId, text: '队员' });
    expect(members).toHaveLength(30);
    const second = await world.did('leader', 'teams.members', { teamId, text: '队员', after: next ?? '' });
    expect(second.members[0]?.since).toBeGreaterThanOrEqual(members[29]?.since ?? Infinity);
    expect(await world.code('o-m1', 'teams.members', { teamId })).toBe('NOT_ALLOWED');
  });

  it('shows who has waited longest, and how many wait in all; answered, the next come up', async () => {
    const { leaderTeam: teamId } = world;
    const first = await world.did('leader', 'teams.applications', { teamId });
    expect(first.waiting).toBe(APPLICANTS);
    expect(first.applicants.map((a) => a.accountId)).toEqual(numbered(30).map((i) => `a${i}`));
    expect(bytes(first)).toBeLessThan(10_000);
    await world.did('leader', 'teams.answer', { teamId, accountId: 'a0', answer: 'approve' });
    const then = await world.did('leader', 'teams.applications', { teamId });
    expect(then.waiting).toBe(APPLICANTS - 1);
    expect(then.applicants.map((a) => a.accountId)).toEqual(numbered(30).map((i) => `a${i + 1}`));
    expect(await world.did('leader', 'teams.mine', {})).toMatchObject({
      teams: [{ waiting: APPLICANTS - 1 }],
    });
    const { members } = await world.did('leader', 'teams.members', { teamId, text: '申请人0' });
    expect(members.map((m) => m.accountId)).toEqual(['a0']);
    await world.did('leader', 'teams.remove', { teamId, accountId: 'a0', reason: '本人提出' });
    expect((await world.did('leader', 'teams.members', { teamId, text: '申请人0' })).members).toEqual([]);
  });

  it('lets the desk keep some without network, first who has no phone, and find the others by name', async () => {
    const { personId } = await world.did('leader', 'people.register', onPaper(world.leaderTeam));
    const kept = await world.did('leader', 'attendance.candidates', { slotId });
    expect(kept.more).toBe(true);
    expect(kept.candidates[0]).toEqual({ personId, name: '李奶奶' });
    expect(kept.candidates.length).toBeLessThanOrEqual(501);
    expect(bytes(kept)).toBeLessThan(50_000);
    const wanted = { personId: 'm3210', name: '欧阳修远' };
    const found = (text: string) => world.did('leader', 'attendance.candidates', { slotId, text });
    expect(await found('欧阳')).toEqual({ candidates: [wanted], more: false });
    expect((await found('队员')).more).toBe(true);
    const input = { slotId, personId: 'm3210', move: 'in', reason: '没带手机' } as const;
    await world.at(MORNING + 100 * MINUTE);
    expect(await world.code('leader', 'attendance.record', input)).toBe('OK');
  });

  it('names to whom hours can be made up for a page of the team, some by name, or one alone', async () => {
    await world.at(MORNING + 300 * MINUTE);
    const asked = (more: object) => world.did('leader', 'hours.candidates', { slotId, ...more });
    const first = await asked({});
    expect(first.people.length).toBeLessThanOrEqual(30);
    const seen = first.people.map((p) => p.accountId);
    let { next } = first;
    for (let page = 1; next !== null && page < 5; page += 1) {
      const more = await asked({ after: next });
      seen.push(...more.people.map((p) => p.accountId));
      ({ next } = more);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(100);
    expect((await asked({ text: '队员77' })).people.map((p) => p.name)).toContain('队员77');
    expect((await asked({ text: '没有' })).people).toEqual([]);
    const alone = await asked({ accountId: 'm3000' });
    expect(alone).toMatchObject({
      people: [{ accountId: 'm3000', name: '队员3000', signedUp: false }],
      next: null,
    });
    expect((await asked({ accountId: 'a5' })).people).toEqual([]);
    expect(bytes(first)).toBeLessThan(10_000);
    expect(metricsOf('hours.candidates')?.rowsRead.max).toBeLessThan(300);
  });

  it('gives the whole roster as one file that a phone can take', async () => {
    const { content } = await world.did('leader', 'teams.roster', { teamId: world.leaderTeam });
    expect(content.length).toBeLessThan(1_000_000);
    const files = unzipSync(Buffer.from(content, 'base64'));
    const text = Object.entries(files)
      .map(([path, file]) => (/sharedStrings|sheet1/.test(path) ? Buffer.from(file).toString('utf8') : ''))
      .join('');
    for (const i of [0, 1_999, 4_999, MEMBERS - 1]) expect(text).toContain(`队员${i}<`);
    expect(text.indexOf('王队长')).toBeLessThan(text.indexOf('队员1<'));
    // The budget is that of a team of one page; each page costs one.
    expect(metricsOf('teams.roster')?.roundTrips.max).toBe(4);
    world.emulator.resetMetrics();
  });
});
