import fc from 'fast-check';
import * as v from 'valibot';
import { contract, envelope, errorsOfEveryAction, isActionName, type ActionName } from '#domain/contract';
import { errorCodes } from '#domain/errors';
import { neverSeen } from '../support/never-seen';
import { at, settings } from './support';

const activity = {
  teamId: 't1',
  title: '义诊',
  category: 'care',
  summary: '量血压',
  risks: '无',
  contactPhone: '13800000000',
  venue: { stationId: 's1' },
  slots: [{ kind: 'shift', name: '早班', start: at(9), end: at(10), capacity: 1 }],
};
const { teamId: _team, ...changed } = activity;
const place = { longitude: 111.2, latitude: 34.8 };
const team = { name: '银发队', about: '看望老人', phone: '13800000000' };

const idNumber = '11010519491231002X';

/** The least that each action takes. */
const examples: Record<ActionName, Record<string, unknown>> = {
  'session.open': {},
  'account.introduce': { name: '李大爷', phone: '13800000000' },
  'home.view': {},
  'account.phone': { code: 'c' },
  'account.register': {
    name: '李大爷',
    phone: '13800000000',
    idNumber,
    skills: ['firstAid'],
    freeTimes: ['6-morning'],
    consents: { identity: true, location: false },
  },
  'account.update': { phone: '13800000000', skills: ['firstAid'], freeTimes: ['6-morning'] },
  'account.consent': { kind: 'location', given: false },
  'account.view': {},
  'account.export': {},
  'account.delete': {},
  'people.list': {},
  'people.add': { name: '李奶奶', relation: '母亲' },
  'people.edit': { personId: 'k1', name: '李奶奶', relation: '母亲' },
  'people.remove': { personId: 'k1' },
  'people.register': {
    teamId: 't1',
    name: '李奶奶',
    idNumber,
    skills: ['firstAid'],
    freeTimes: ['6-morning'],
    consentOnPaper: true,
  },
  'people.registered': { teamId: 't1' },
  'people.code': { personId: 'k1' },
  'people.claim': { code: 'ACDEFGHJ' },
  'binding.request': { name: '李大爷', idNumber },
  'binding.waiting': {},
  'binding.decide': { bindingId: 'b_a1', verdict: 'confirm' },
  'stations.nearby': { place },
  'stations.search': { text: '湖滨' },
  'stations.divisions': {},
  'stations.view': { stationId: 's1' },
  'stations.import': { rows: [{}] },
  'activities.list': { day: '2026-11-22' },
  'activities.view': { activityId: 'v1' },
  'signups.take': { slotId: 'v1-0', wait: true },
  'signups.resize': { signupId: 'v1-1_a1', party: 2 },
  'signups.cancel': { signupId: 'v1-0_a1' },
  'signups.confirm': { signupId: 'v1-0_a1', revision: 1 },
  'signups.offer': { signupId: 'v1-0_a1', offered: true },
  'signups.offers': {},
  'signups.takeOver': { signupId: 'v1-0_a1' },
  'attendance.checkIn': { code: 'wm1' },
  'attendance.checkOut': { code: 'wm1' },
  'me.view': {},
  'hours.list': {},
  'hours.seals': {},
  'hours.line': { lineId: 'v1-0_a1' },
  'hours.unrecorded': {},
  'hours.contest': { about: { kind: 'line', lineId: 'v1-0_a1' }, words: '我十点才走' },
  'hours.cases': { scope: 'mine' },
  'hours.candidates': { slotId: 'v1-0' },
  'hours.file': { what: { kind: 'CORRECTION', lineId: 'v1-0_a1', minutes: -30 }, reason: '提前走了' },
  'hours.decide': { caseId: 'm1', verdict: 'approve' },
  'hours.overdue': {},
  'activities.post': activity,
  'activities.save': { teamId: 't1', form: {} },
  'activities.submit': { ...activity, activityId: 'v1' },
  'activities.discard': { activityId: 'v1', teamId: 't1' },
  'activities.change': { ...changed, activityId: 'v1', revision: 0 },
  'activities.report': { activityId: 'v1', text: '来了三十位老人' },
  'activities.template': { activityId: 'v1' },
  'activities.led': {},
  'activities.cancel': { activityId: 'v1', reason: '下雨' },
  'activities.cancelRow': { rowId: 'v1', reason: '下雨' },
  'activities.cancelSlot': { slotId: 'v1-1', reason: '下雨' },
  'desk.view': { slotId: 'v1-0' },
  'code.mine': {},
  'attendance.candidates': { slotId: 'v1-0' },
  'attendance.record': { slotId: 'v1-0', personId: 'a1', move: 'in' },
  'attendance.undo': { slotId: 'v1-0', personId: 'a1', marks: ['nonce-0001'] },
  'attendance.poster': { slotId: 'v1-0' },
  'hours.proposals': { slotId: 'v1-0' },
  'hours.confirm': { slotId: 'v1-0', lines: [{ attendanceId: 'v1-0_a1', minutes: 60 }] },
  'activities.held': {},
  'activities.review': { activityId: 'v1', verdict: 'publish' },
  'activities.reviewRow': { rowId: 'v1', verdict: 'publish' },
  'photos.held': {},
  'photos.review': { photoId: 'p1', verdict: 'publish' },
  'photos.checked': { traceId: '60ae120f-371d5872-7941a05b', answer: 'pass' },
  'teams.register': {
    ...team,
    category: 'care',
    stationId: 's1',
    leaderName: '王队长',
    leaderNumber: '123456789',
  },
  'teams.list': { place },
  'teams.view': { teamId: 't1' },
  'teams.mine': {},
  'teams.found': { ...team, category: 'care', stationId: 's1' },
  'teams.apply': { teamId: 't1' },
  'teams.leave': { teamId: 't1' },
  'teams.edit': { ...team, teamId: 't1' },
  'teams.applications': { teamId: 't1' },
  'teams.answer': { teamId: 't1', accountId: 'a1', answer: 'approve' },
  'teams.remove': { teamId: 't1', accountId: 'a1', reason: '长期不来' },
  'teams.appoint': { teamId: 't1', accountId: 'a1', role: 'deputy' },
  'teams.members': { teamId: 't1' },
  'teams.numbers': { teamId: 't1' },
  'teams.roster': { teamId: 't1' },
  'teams.held': {},
  'teams.review': { teamId: 't1', verdict: 'approve' },
  'teams.suspend': { teamId: 't1', move: 'suspend', reason: '内容不实' },
  'certificates.issue': {},
  'certificates.list': {},
  'certificates.view': { certificateId: '20261234567890' },
  'certificates.withdraw': { certificateId: '20261234567890' },
  'certificates.verify': { code: 'wmc1' },
  'certificates.revoke': { certificateId: '20261234567890', reason: '重复开具' },
  'benefits.list': {},
  'benefits.shop': { shopId: 'h1' },
  'benefits.mine': {},
  'benefits.keeper': {},
  'benefits.join': { shopId: 'h1', invitation: '0123456789abcdef0123456789abcdef' },
  'benefits.leave': { shopId: 'h1' },
  'benefits.check': { shopId: 'h1', code: 'wmp1' },
  'benefits.give': { shopId: 'h1', offerId: 'o1', pass: 'wmb1' },
  'benefits.shops': {},
  'benefits.saveShop': {
    stationId: 's1',
    name: '老马烩面',
    category: 'food',
    address: '和平路 1 号',
    place,
    phone: '13800000000',
  },
  'benefits.pause': { shopId: 'h1', paused: true },
  'benefits.saveOffer': { shopId: 'h1', title: '烩面一碗', what: '请喝一碗', fromStars: 1 },
  'benefits.endOffer': { shopId: 'h1', offerId: 'o1' },
  'benefits.invite': { shopId: 'h1' },
  'benefits.dismiss': { shopId: 'h1', accountId: 'a1' },
  'city.found': { settings, officer: { openid: 'o1', name: '王主任' } },
  'city.rollup': { day: '2026-03-01' },
  'jobs.tick': {},
  'jobs.sweep': { name: 'deliver' },
  'messages.granted': { kinds: ['promoted'] },
};
const names = Object.keys(contract).filter(isActionName);
const accepts = (name: ActionName, input: unknown) => v.safeParse(contract[name].input, input).success;

/** Every text inside a value, as a way to put something else in its place. */
function texts(value: unknown, put: (next: unknown) => unknown): ((text: string) => unknown)[] {
  if (typeof value === 'string') return [put];
  if (Array.isArray(value))
    return value.flatMap((item, i) =>
      texts(item, (x) => put(value.map((y: unknown, k) => (k === i ? x : y)))),
    );
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, (x) => put({ ...value, [key]: x })));
}

describe.each(names)('%s', (name) => {
  const example = examples[name];

  test('takes the least it needs and refuses a field it does not know', () => {
    expect(accepts(name, example)).toBe(true);
    expect(accepts(name, { ...example, isAdmin: true })).toBe(false);
  });

  test('refuses when any field is missing', () => {
    for (const missing of Object.keys(example)) {
      const rest = Object.entries(example).filter(([field]) => field !== missing);
      expect(accepts(name, Object.fromEntries(rest))).toBe(false);
    }
  });

  test('refuses a text of 100,000 characters anywhere', () => {
    for (const put of texts(example, (x) => x)) expect(accepts(name, put('善'.repeat(100000)))).toBe(false);
  });

  test('never throws on any input, and lets through nothing but its own fields', () => {
    const anyInput = fc.oneof(
      fc.jsonValue(),
      fc.anything(),
      fc.dictionary(
        fc.oneof(fc.constantFrom(...Object.keys(example), '__proto__', 'constructor'), fc.string()),
        fc.jsonValue(),
      ),
    );
    fc.assert(
      fc.property(anyInput, (input) => {
        const parsed = v.safeParse(contract[name].input, input);
        if (!parsed.success) return;
        const known = Object.keys(contract[name].input.entries);
        expect(known).toEqual(expect.arrayContaining(Object.keys(parsed.output)));
      }),
    );
  });

  test('refuses with codes of the closed set', () => {
    const { errors } = contract[name];
    expect([...errorCodes]).toEqual(expect.arrayContaining([...errors]));
    expect(errors.filter((code) => errorsOfEveryAction.includes(code))).toEqual([]);
    expect(new Set(errors).size).toBe(errors.length);
    expect(errors).toEqual(expect.arrayContaining([...(neverSeen[name] ?? [])]));
  });
});

test('an action is known by its own name only', () => {
  expect(isActionName('session.open')).toBe(true);
  expect(['constructor', '__proto__', 'toString', 'session', ''].filter(isActionName)).toEqual([]);
});

test('the envelope takes an action, an input and a nonce, and nothing else', () => {
  expect(v.is(envelope, { action: 'session.open', input: {} })).toBe(true);
  expect(v.is(envelope, { action: 'session.open', input: {}, nonce: 'n' })).toBe(true);
  expect(v.is(envelope, { action: 'a'.repeat(65), input: {} })).toBe(false);
  expect(v.is(envelope, { action: 'session.open', input: {}, openid: 'someone' })).toBe(false);
  for (const input of [null, undefined, [], 'text', 5]) {
    expect(v.is(envelope, { action: 'session.open', input })).toBe(false);
  }
  expect([null, 5, [], 'session.open'].some((event) => v.is(envelope, event))).toBe(false);
});

test('lists are bounded: 500 rows, 500 lines, 50 a page', () => {
  const line = { attendanceId: 'v1-0_a1', minutes: 60 };
  expect(accepts('stations.import', { rows: Array(500).fill({}) })).toBe(true);
  expect(accepts('stations.import', { rows: Array(501).fill({}) })).toBe(false);
  expect(accepts('hours.confirm', { slotId: 'v1-0', lines: Array(500).fill(line) })).toBe(true);
  expect(accepts('hours.confirm', { slotId: 'v1-0', lines: Array(501).fill(line) })).toBe(false);
  expect([0, 50, 51].map((limit) => accepts('stations.nearby', { place, limit }))).toEqual([
    false,
    true,
    false,
  ]);
});

/** Giving up an account, sent again, comes from a phone that has none any more. */
test('only reading can be done by just anyone, but for opening a session and giving up an account', () => {
  const open = names.filter((name) => contract[name].rule === 'anyone' && contract[name].writes);
  expect(open).toEqual(['session.open', 'account.delete']);
});
