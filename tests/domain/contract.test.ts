import fc from 'fast-check';
import * as v from 'valibot';
import { contract, envelope, errorsOfEveryAction, isActionName, type ActionName } from '#domain/contract';
import { errorCodes } from '#domain/errors';
import { leastInputs } from '../support/least-inputs';
import { neverSeen } from '../support/never-seen';

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
  const example = leastInputs[name];

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

test('lists are bounded: 500 rows, 80 lines, 50 a page', () => {
  const line = { attendanceId: 'v1-0_a1', minutes: 60 };
  expect(accepts('stations.import', { rows: Array(500).fill({}) })).toBe(true);
  expect(accepts('stations.import', { rows: Array(501).fill({}) })).toBe(false);
  expect(accepts('hours.confirm', { slotId: 'v1-0', lines: Array(80).fill(line) })).toBe(true);
  expect(accepts('hours.confirm', { slotId: 'v1-0', lines: Array(81).fill(line) })).toBe(false);
  expect(
    [0, 50, 51].map((limit) => accepts('stations.nearby', { ...leastInputs['stations.nearby'], limit })),
  ).toEqual([false, true, false]);
});

/** Giving up an account, sent again, comes from a phone that has none any more. */
test('only reading can be done by just anyone, but for opening a session and giving up an account', () => {
  const open = names.filter((name) => contract[name].rule === 'anyone' && contract[name].writes);
  expect(open).toEqual(['session.open', 'account.delete']);
});
