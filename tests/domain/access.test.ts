import { mayActFor, refusalFor, type Caller, type Rule, type Subject } from '#domain/accounts/access';

const system: Caller = {
  accountId: null,
  known: false,
  introduced: false,
  registered: false,
  teams: [],
  leads: [],
  heads: [],
  duties: [],
};
const visitor: Caller = { ...system, accountId: 'a1' };
const account: Caller = { ...visitor, known: true };
const introduced: Caller = { ...account, introduced: true };
const leader: Caller = { ...introduced, leads: ['t1'] };
const staff: Caller = { ...introduced, duties: ['411202'] };

const code = (rule: Rule, caller: Caller, subject: Subject = {}) =>
  refusalFor(rule, caller, subject)?.code ?? null;

test('anyone may what anyone may', () => {
  expect([system, visitor, account].map((c) => code('anyone', c))).toEqual([null, null, null]);
});

test('an account first, then a name', () => {
  expect([visitor, account, introduced].map((c) => code('account', c))).toEqual(['NO_ACCOUNT', null, null]);
  expect([visitor, account, introduced].map((c) => code('introduced', c))).toEqual([
    'NO_ACCOUNT',
    'INTRODUCTION_NEEDED',
    null,
  ]);
});

test('a leader for the own team only', () => {
  expect(code('leader', leader, { teamId: 't1' })).toBeNull();
  expect(code('leader', leader, { teamId: 't2' })).toBe('NOT_FOUND');
  expect(code('leader', leader)).toBe('NOT_FOUND');
  expect(code('leader', staff, { teamId: 't1' })).toBe('NOT_ALLOWED');
  expect(code('leader', visitor, { teamId: 't1' })).toBe('NO_ACCOUNT');
});

test('staff for their station and all under it, not above or beside it', () => {
  expect(code('staff', staff, { areas: ['4112', '411202', '411202001'] })).toBeNull();
  expect(code('staff', staff, { areas: ['411202'] })).toBeNull();
  expect(code('staff', staff, { areas: ['4112'] })).toBe('NOT_FOUND');
  expect(code('staff', staff, { areas: ['4112', '411203'] })).toBe('NOT_FOUND');
  expect(code('staff', staff, { areas: [] })).toBe('NOT_FOUND');
  expect(code('staff', leader, { areas: ['4112'] })).toBe('NOT_ALLOWED');
  // A use-case that names no area opens nothing.
  expect(code('staff', staff, {})).toBe('NOT_FOUND');
});

test('where the action looks at each thing itself, any duty lets one begin, and nobody else', () => {
  expect([staff, leader, introduced].map((c) => code('duty', c))).toEqual([
    null,
    'NOT_ALLOWED',
    'NOT_ALLOWED',
  ]);
});

test('the system’s actions are nobody’s, whatever they serve or lead', () => {
  expect(code('system', system)).toBeNull();
  expect([visitor, account, leader, staff].map((c) => code('system', c))).toEqual(
    Array(4).fill('NOT_ALLOWED'),
  );
});

test('the system is no person: it holds no account, team or duty', () => {
  const rules: Rule[] = ['account', 'introduced', 'leader', 'staff'];
  const subject = { teamId: 't1', areas: ['4112'] };
  expect(rules.map((rule) => code(rule, system, subject))).toEqual(Array(4).fill('NO_ACCOUNT'));
});

test('registration before what only volunteers do', () => {
  const volunteer: Caller = { ...introduced, registered: true };
  expect([account, introduced, volunteer].map((c) => code('volunteer', c))).toEqual([
    'REGISTRATION_NEEDED',
    'REGISTRATION_NEEDED',
    null,
  ]);
});

test('what only the head of a team may, a deputy may not', () => {
  const head: Caller = { ...leader, heads: ['t1'] };
  expect([leader, head].map((c) => code('head', c, { teamId: 't1' }))).toEqual(['NOT_ALLOWED', null]);
  expect(code('head', head, { teamId: 't2' })).toBe('NOT_FOUND');
});

test('a leader of the team or staff above it', () => {
  const subject = { teamId: 't1', areas: ['all', '4112', '411202'] };
  expect([introduced, leader, staff].map((c) => code('leaderOrStaff', c, subject))).toEqual([
    'NOT_ALLOWED',
    null,
    null,
  ]);
});

test('acting for others: for whom one keeps, and for whom one’s team keeps', () => {
  const parent = { id: 'p1', keptBy: 'a1' };
  const elder = { id: 'p2', keptByTeam: 't1' };
  expect([system, visitor, leader].map((c) => mayActFor(c, { id: 'a1' }))).toEqual([false, true, true]);
  expect(mayActFor(introduced, parent)).toBe(true);
  expect(mayActFor({ ...introduced, accountId: 'a2' }, parent)).toBe(false);
  expect([introduced, leader].map((c) => mayActFor(c, elder))).toEqual([false, true]);
  expect(mayActFor({ ...leader, accountId: '' }, elder)).toBe(false);
});

test('what is somebody’s is not there for a stranger, nor what is a team’s for who is not in it', () => {
  expect(code('account', account, { person: { id: 'a1' } })).toBeNull();
  expect(code('account', account, { person: { id: 'a2' } })).toBe('NOT_FOUND');
  expect(code('account', account, { person: { id: 'p1', keptBy: 'a2' } })).toBe('NOT_FOUND');
  expect(code('account', leader, { person: { id: 'p2', keptByTeam: 't1' } })).toBeNull();
  const mate: Caller = { ...introduced, teams: ['t1'] };
  expect(code('introduced', mate, { teammates: 't1' })).toBeNull();
  expect(code('introduced', mate, { teammates: 't2' })).toBe('NOT_FOUND');
});
