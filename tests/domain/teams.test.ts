import fc from 'fast-check';
import {
  actingRefusal,
  dissolveRefusal,
  governing,
  isPublic,
  moveRefusal,
  stateAfterMove,
  subTeamRefusal,
  teamMoves,
  teamStates,
  type TeamMove,
  type TeamState,
} from '#domain/teams/lifecycle';
import {
  answerRefusal,
  appointRefusal,
  applyRefusal,
  leaveRefusal,
  placeInTeam,
  REMOVED_DAYS,
  removeRefusal,
  ROLE_AFTER_HANDOVER,
  roles,
  type Membership,
  type Role,
} from '#domain/teams/membership';
import { fillMonths, monthsUpTo, sumOf } from '#domain/teams/record';
import { DAY } from '#domain/time';
import { at } from './support';

const now = at(8);
const AT_MOST = 5;
const member = (part: Partial<Membership> = {}): Membership => ({
  state: 'active',
  role: 'member',
  at: now,
  ...part,
});

describe('what becomes of a team', () => {
  const code = (state: TeamState, move: TeamMove, reason = '说明') =>
    moveRefusal(state, move, reason)?.code ?? 'OK';

  test('each move from each state', () => {
    const table = teamStates.map((state) => teamMoves.map((move) => code(state, move)));
    expect(Object.fromEntries(teamStates.map((state, i) => [state, table[i]]))).toEqual({
      // resubmit, approve, refuse, suspend, lift, dissolve
      submitted: ['NOT_IN_THIS_STATE', 'OK', 'OK', ...Array<string>(3).fill('NOT_IN_THIS_STATE')],
      active: ['NOT_IN_THIS_STATE', 'ALREADY_REVIEWED', 'ALREADY_REVIEWED', 'OK', 'NOT_IN_THIS_STATE', 'OK'],
      refused: ['OK', 'ALREADY_REVIEWED', 'ALREADY_REVIEWED', ...Array<string>(3).fill('NOT_IN_THIS_STATE')],
      suspended: [
        'NOT_IN_THIS_STATE',
        'ALREADY_REVIEWED',
        'ALREADY_REVIEWED',
        'NOT_IN_THIS_STATE',
        'OK',
        'OK',
      ],
      dissolved: Array<string>(6).fill('TEAM_NOT_ACTIVE'),
    });
  });

  test('is said with a reason, but for agreeing and trying again', () => {
    const silent = (state: TeamState, move: TeamMove) => code(state, move, '');
    expect(silent('submitted', 'approve')).toBe('OK');
    expect(silent('refused', 'resubmit')).toBe('OK');
    expect(silent('submitted', 'refuse')).toBe('REASON_NEEDED');
    for (const move of governing) {
      expect(silent(move === 'lift' ? 'suspended' : 'active', move)).toBe('REASON_NEEDED');
    }
  });

  test('whatever is tried in whatever order: once public always public, and dissolved is for good', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<TeamMove[]>(...teamMoves)), (moves) => {
        let state: TeamState = 'submitted';
        for (const move of moves) {
          const next: TeamState | null =
            moveRefusal(state, move, '说明') === null ? stateAfterMove(state, move) : null;
          if (next === null) continue;
          if (isPublic(state)) expect(isPublic(next)).toBe(true);
          expect(state).not.toBe('dissolved');
          // Only staff's word makes it active.
          if (next === 'active') expect(['approve', 'lift']).toContain(move);
          state = next;
        }
      }),
    );
  });

  test('only an active one acts', () => {
    expect(teamStates.map((state) => actingRefusal(state)?.code ?? 'OK')).toEqual([
      'TEAM_NOT_ACTIVE',
      'OK',
      'TEAM_NOT_ACTIVE',
      'TEAM_SUSPENDED',
      'TEAM_NOT_ACTIVE',
    ]);
  });

  test('nothing may hang on one that is dissolved', () => {
    expect(dissolveRefusal(0, 0)).toBeNull();
    expect(dissolveRefusal(2, 1)).toEqual({ code: 'TEAM_BUSY', details: { activities: 2, subTeams: 1 } });
  });
});

describe('a sub-team', () => {
  const parent = { state: 'active', stationId: 's1' } as const;
  const code = (part: object, areas = ['root', 's1', 's1a']) =>
    subTeamRefusal({ ...parent, ...part }, areas, true)?.code ?? 'OK';

  test('is at home at its parent’s station or below', () => {
    expect(code({})).toBe('OK');
    expect(code({}, ['root', 's1'])).toBe('OK');
    expect(code({}, ['root'])).toBe('OUTSIDE_AREA');
    expect(code({}, ['root', 's2'])).toBe('OUTSIDE_AREA');
  });

  test('is founded by the leader of its parent', () => {
    expect(subTeamRefusal(parent, ['root', 's1'], false)).toEqual({ code: 'NOT_FOUND' });
  });

  test('has no sub-team, and an active parent', () => {
    expect(code({ parentTeamId: 't0' })).toBe('NOT_A_TOP_TEAM');
    expect(code({ state: 'suspended' })).toBe('TEAM_SUSPENDED');
    expect(code({ state: 'dissolved' })).toBe('TEAM_NOT_ACTIVE');
  });
});

describe('asking to be let in', () => {
  const code = (membership: Membership | null, held = 0, state: TeamState = 'active') =>
    applyRefusal(state, membership, held, AT_MOST, now)?.code ?? 'OK';

  test('once, and again after a refusal or leaving', () => {
    expect(code(null)).toBe('OK');
    expect(code(member({ state: 'applied' }))).toBe('ALREADY_APPLIED');
    expect(code(member())).toBe('ALREADY_MEMBER');
    expect(code(member({ state: 'refused' }))).toBe('OK');
    expect(code(member({ state: 'left' }))).toBe('OK');
  });

  test('thirty days after having been removed', () => {
    const removed = (ago: number) => member({ state: 'removed', at: now - ago });
    expect(applyRefusal('active', removed(0), 0, AT_MOST, now)).toEqual({
      code: 'REMOVED_LATELY',
      details: { at: now + REMOVED_DAYS * DAY },
    });
    expect(code(removed(REMOVED_DAYS * DAY - 1))).toBe('REMOVED_LATELY');
    expect(code(removed(REMOVED_DAYS * DAY))).toBe('OK');
  });

  test('while fewer than five teams are held', () => {
    expect(code(null, 4)).toBe('OK');
    expect(code(null, 5)).toBe('TOO_MANY_TEAMS');
  });

  test('of an active team only', () => {
    expect(code(null, 0, 'suspended')).toBe('TEAM_SUSPENDED');
    expect(code(null, 0, 'dissolved')).toBe('TEAM_NOT_ACTIVE');
    // To a stranger what waits for staff is not there.
    expect(code(null, 0, 'submitted')).toBe('NOT_FOUND');
  });
});

test('an answer is given once, refusing with a reason, agreeing while there is a seat', () => {
  const code = (membership: Membership | null, answer: 'approve' | 'refuse', reason = '', held = 0) =>
    answerRefusal('active', membership, answer, reason, held, AT_MOST)?.code ?? 'OK';
  const applied = member({ state: 'applied' });
  expect(code(null, 'approve')).toBe('ALREADY_DECIDED');
  expect(code(member(), 'approve')).toBe('ALREADY_DECIDED');
  expect(code(applied, 'approve')).toBe('OK');
  expect(code(applied, 'approve', '', 5)).toBe('TOO_MANY_TEAMS');
  expect(code(applied, 'refuse')).toBe('REASON_NEEDED');
  expect(code(applied, 'refuse', '离得太远', 5)).toBe('OK');
  expect(answerRefusal('suspended', applied, 'approve', '', 0, AT_MOST)?.code).toBe('TEAM_SUSPENDED');
});

test('who leads cannot go or be removed, and a deputy is the leader’s to remove', () => {
  expect(leaveRefusal(member({ role: 'leader' }))?.code).toBe('LEADS_A_TEAM');
  expect(leaveRefusal(member({ role: 'deputy' }))).toBeNull();
  expect(leaveRefusal(member({ state: 'applied' }))).toBeNull();
  expect(leaveRefusal(member({ state: 'left' }))?.code).toBe('NOT_A_MEMBER');
  expect(leaveRefusal(null)?.code).toBe('NOT_A_MEMBER');
  const remove = (role: Role, by: Role, reason = '长期不来') =>
    removeRefusal(member({ role }), by, reason)?.code ?? 'OK';
  expect(remove('leader', 'leader')).toBe('NOT_ALLOWED');
  expect(remove('deputy', 'deputy')).toBe('NOT_ALLOWED');
  expect(remove('deputy', 'leader')).toBe('OK');
  expect(remove('member', 'deputy')).toBe('OK');
  expect(remove('member', 'leader', '')).toBe('REASON_NEEDED');
  expect(removeRefusal(member({ state: 'applied' }), 'leader', '说明')?.code).toBe('NOT_A_MEMBER');
});

test('an office is given to active members of an active team, and not twice', () => {
  const code = (membership: Membership | null, role: Role) =>
    appointRefusal('active', membership, role)?.code ?? 'OK';
  expect(code(member(), 'deputy')).toBe('OK');
  expect(code(member(), 'leader')).toBe('OK');
  expect(code(member({ role: 'deputy' }), 'member')).toBe('OK');
  expect(code(member({ role: 'deputy' }), 'deputy')).toBe('NOT_IN_THIS_STATE');
  expect(code(member({ role: 'leader' }), 'member')).toBe('NOT_ALLOWED');
  expect(code(member({ state: 'left' }), 'leader')).toBe('NOT_A_MEMBER');
  expect(appointRefusal('suspended', member(), 'leader')?.code).toBe('TEAM_SUSPENDED');
});

/** Two people and more in three teams, each led by somebody from the start; then anything happens. */
describe('whatever members do', () => {
  const people = ['a', 'b', 'c', 'd'] as const;
  const teams = ['t1', 't2', 't3'] as const;
  const seats = 2;
  const step = fc.record({
    move: fc.constantFrom('apply', 'approve', 'refuse', 'leave', 'remove', 'deputy', 'member', 'leader'),
    team: fc.constantFrom(...teams),
    by: fc.constantFrom(...people),
    on: fc.constantFrom(...people),
    later: fc.integer({ min: 0, max: 40 * DAY }),
  });

  type Books = Map<string, Membership>;
  const key = (team: string, person: string) => `${team}_${person}`;
  const active = (books: Books) => [...books].filter(([, m]) => m.state === 'active');
  const heldBy = (books: Books, person: string) =>
    active(books).filter(([k]) => k.endsWith(`_${person}`)).length;
  const leadersOf = (books: Books, team: string) =>
    active(books).filter(([k, m]) => k.startsWith(`${team}_`) && m.role === 'leader').length;

  /** As the cloud does it: look, refuse or write. */
  function take(
    books: Books,
    { move, team, by, on }: { move: string; team: string; by: string; on: string },
    time: number,
  ) {
    const own = books.get(key(team, by)) ?? null;
    const theirs = books.get(key(team, on)) ?? null;
    const put = (person: string, part: Partial<Membership>) =>
      books.set(key(team, person), { ...member({ at: time }), ...books.get(key(team, person)), ...part });
    const leads = own?.state === 'active' && own.role !== 'member';
    const heads = leads && own.role === 'leader';
    if (move === 'apply') {
      if (!applyRefusal('active', own, heldBy(books, by), seats, time))
        put(by, { state: 'applied', role: 'member', at: time });
    } else if (move === 'leave') {
      if (!leaveRefusal(own)) put(by, { state: 'left', role: 'member', at: time });
    } else if (leads && (move === 'approve' || move === 'refuse')) {
      if (!answerRefusal('active', theirs, move, '说明', heldBy(books, on), seats))
        put(on, { state: move === 'approve' ? 'active' : 'refused', at: time });
    } else if (leads && move === 'remove') {
      if (!removeRefusal(theirs, own.role, '说明')) put(on, { state: 'removed', role: 'member', at: time });
    } else if (heads && (move === 'deputy' || move === 'member' || move === 'leader')) {
      if (appointRefusal('active', theirs, move)) return;
      put(on, { role: move });
      if (move === 'leader') put(by, { role: ROLE_AFTER_HANDOVER });
    }
  }

  test('a team has exactly one leader, and nobody is in more teams than there are seats', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const books: Books = new Map(
          teams.map((t, i) => [key(t, people[i] ?? 'a'), member({ role: 'leader' })]),
        );
        let time = now;
        for (const next of steps) {
          take(books, next, (time += next.later));
          expect(teams.map((t) => leadersOf(books, t))).toEqual([1, 1, 1]);
          expect(Math.max(...people.map((p) => heldBy(books, p)))).toBeLessThanOrEqual(seats);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a team’s months', () => {
  test('end with this one, over the turn of the year', () => {
    expect(monthsUpTo(Date.parse('2026-02-10T08:00:00+08:00'), 4)).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    // The month is the city's, not the machine's.
    expect(monthsUpTo(Date.parse('2026-01-31T16:00:00Z'), 1)).toEqual(['2026-02']);
  });

  test('all stand there, each figure from where it was counted', () => {
    const months = fillMonths(
      ['2026-01', '2026-02'],
      [
        { month: '2026-02', activities: 2, served: 9 },
        { month: '2026-02', personTimes: 3, minutes: 180 },
        { month: '2025-12', minutes: 60 },
      ],
    );
    expect(months).toEqual([
      { month: '2026-01', activities: 0, personTimes: 0, minutes: 0, served: 0 },
      { month: '2026-02', activities: 2, personTimes: 3, minutes: 180, served: 9 },
    ]);
    expect(sumOf(months)).toEqual({ activities: 2, personTimes: 3, minutes: 180, served: 9 });
  });
});

test('a team’s list begins with those in office, then goes by entry', () => {
  const member = fc.tuple(fc.constantFrom(...roles), fc.integer({ min: 0, max: 9_999_999_999_999 }));
  fc.assert(
    fc.property(member, member, ([one, since], [other, later]) => {
      const before = placeInTeam(one, since, 'z') < placeInTeam(other, later, 'a');
      const office = roles.indexOf(one) - roles.indexOf(other);
      expect(before).toBe(office < 0 || (office === 0 && since < later));
    }),
  );
});
