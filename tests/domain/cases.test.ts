import fc from 'fast-check';
import {
  canRise,
  caseKinds,
  correctionRefusal,
  deciderRefusal,
  levelOfDay,
  levels,
  makeUpRefusal,
  moved,
  openFor,
  type Case,
  type Move,
} from '#domain/hours/cases';
import { at, settings, span } from './support';

const moves: Move[] = [
  'approve',
  'refuse',
  'explain',
  'file',
  'fileApproved',
  'fileRefused',
  'further',
  'rise',
];

const base: Case = {
  kind: 'MAKE_UP',
  state: 'open',
  level: 'team',
  risen: 0,
  further: false,
  accountId: 'volunteer',
  filedBy: 'leader',
  teamId: 't1',
  areas: ['city', 'county', 's1'],
  centres: ['city', 'county'],
  cityId: 'city',
};
const contest: Case = { ...base, kind: 'CONTEST', filedBy: 'volunteer' };

const anyCase: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom(...caseKinds),
  state: fc.constant('open' as const),
  level: fc.constantFrom(...levels),
  risen: fc.nat(2),
  further: fc.boolean(),
  accountId: fc.constantFrom('a', 'b'),
  filedBy: fc.constantFrom('a', 'b', 'c'),
  teamId: fc.constantFrom('t1', 't2'),
  areas: fc.constantFrom(['city', 'county', 's1'], ['city', 'county']),
  centres: fc.constantFrom(['city'], ['city', 'county']),
  cityId: fc.constant('city'),
});
const actor = fc.record({
  accountId: fc.constantFrom('a', 'b', 'c', 'd'),
  leads: fc.subarray(['t1', 't2']),
  duties: fc.subarray(['city', 'county', 's1', 'elsewhere']),
});

/** Every state that a case comes through, the moves made of it as far as they are allowed. */
function walk(start: Case, tried: readonly Move[]): Case[] {
  const path = [start];
  let now = start;
  for (const move of tried) {
    const next = moved(now, move);
    if (!next) continue;
    now = { ...now, ...next };
    path.push(now);
  }
  return path;
}

describe('who may decide', () => {
  test('the team: another leader, or staff above it', () => {
    expect(deciderRefusal(base, { accountId: 'deputy', leads: ['t1'], duties: [] })).toBeNull();
    expect(deciderRefusal(base, { accountId: 'staff', leads: [], duties: ['s1'] })).toBeNull();
    expect(deciderRefusal(base, { accountId: 'x', leads: ['t2'], duties: ['s2'] })?.code).toBe('NOT_ALLOWED');
  });

  test('more than eight hours: the centre; more than twelve: the city', () => {
    const rules = settings.hours;
    expect([480, 481, 720, 721].map((m) => levelOfDay(m, rules))).toEqual([
      'team',
      'centre',
      'centre',
      'city',
    ]);
    const who = (duty: string) => ({ accountId: 'staff', leads: ['t1'], duties: [duty] });
    const codes = (level: Case['level']) =>
      ['s1', 'county', 'city'].map((d) => deciderRefusal({ ...base, level }, who(d))?.code ?? 'OK');
    expect(codes('centre')).toEqual(['NOT_ALLOWED', 'OK', 'OK']);
    expect(codes('city')).toEqual(['NOT_ALLOWED', 'NOT_ALLOWED', 'OK']);
  });

  test('never who filed it, nor whose hours they are, nor who stands too near', () => {
    fc.assert(
      fc.property(anyCase, actor, fc.subarray(['a', 'd']), (c, who, others) => {
        const tooNear = [c.filedBy, c.accountId, ...others].includes(who.accountId);
        const refused = deciderRefusal(c, who, others);
        if (tooNear) expect(refused).not.toBeNull();
        if (refused?.code === 'SAME_PERSON') expect(tooNear).toBe(true);
      }),
    );
  });

  test('whoever a higher level lets decide has an office at every lower one, but for the leaders', () => {
    fc.assert(
      fc.property(anyCase, actor, (c, who) => {
        const staff = { ...who, accountId: 'z', leads: [] };
        const codes = levels.map((level) => deciderRefusal({ ...c, level }, staff) === null);
        expect(codes).toEqual([...codes].sort((x, y) => Number(y) - Number(x)));
      }),
    );
  });
});

describe('what becomes of a case', () => {
  const walks = fc.tuple(anyCase, fc.array(fc.constantFrom(...moves), { maxLength: 20 }));

  test('what has been decided stays decided', () => {
    for (const kind of caseKinds) {
      for (const state of ['approved', 'refused', 'settled'] as const) {
        for (const move of moves) expect(moved({ ...base, kind, state }, move)).toBeNull();
      }
    }
  });

  test('only a contest is explained, settled and taken further; nothing else is without a verdict', () => {
    fc.assert(
      fc.property(walks, ([start, tried]) => {
        const states = new Set(walk(start, tried).map((c) => c.state));
        const others =
          start.kind === 'CONTEST' ? ['approved', 'refused'] : ['answered', 'settling', 'settled'];
        for (const state of others) expect(states).not.toContain(state);
      }),
    );
  });

  test('is taken further once, and then its leader no longer answers', () => {
    const tried: Move[] = ['explain', 'further', 'explain', 'further'];
    const path = walk(contest, tried);
    expect(path.map((c) => c.state)).toEqual(['open', 'answered', 'open', 'answered']);
    const leader = { accountId: 'leader', leads: ['t1'], duties: [] };
    expect(path.map((c) => deciderRefusal(c, leader)?.code ?? 'OK')).toEqual([
      'OK',
      'OK',
      'NOT_ALLOWED',
      'NOT_ALLOWED',
    ]);
  });

  test('a contest whose correction was refused is answered, and can still be taken further', () => {
    const path = walk(contest, ['file', 'fileRefused', 'further', 'file', 'fileApproved', 'further']);
    expect(path.map((c) => c.state)).toEqual(['open', 'settling', 'answered', 'open', 'settling', 'settled']);
  });

  test('never goes down a level, and rises to the city at last', () => {
    fc.assert(
      fc.property(walks, ([start, tried]) => {
        const path = walk({ ...start, further: false, risen: 0 }, tried);
        path.forEach((c, i) => {
          const before = path[i - 1];
          const wentFurther = before?.further === false && c.further;
          if (before && !wentFurther) expect(levels.indexOf(c.level)).toBe(levels.indexOf(before.level));
        });
        const last = walk({ ...start, risen: 0 }, ['rise', 'rise', 'rise', 'rise']).pop();
        expect(last && openFor(last)).toContain('city');
        expect(last && canRise(last)).toBe(false);
      }),
    );
  });

  test('open, it is always on somebody’s list, and nobody loses it from theirs as it rises', () => {
    fc.assert(
      fc.property(walks, ([start, tried]) => {
        const path = walk(start, tried);
        path.forEach((c, i) => {
          expect(openFor(c).length > 0).toBe(c.state === 'open');
          const before = path[i - 1];
          if (c.state !== 'open' || before?.state !== 'open' || before.level !== c.level) return;
          expect(openFor(c)).toEqual(expect.arrayContaining(openFor(before)));
        });
      }),
    );
  });

  test('whoever has it on their list may decide it', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        for (const office of openFor(c)) {
          const who = { accountId: 'z', leads: [office], duties: [office] };
          expect(deciderRefusal(c, who)).toBeNull();
        }
      }),
    );
  });

  test('a question goes to the leader first, the city sees of it last', () => {
    const lists = walk(contest, ['rise', 'rise']).map(openFor);
    expect(lists).toEqual([['t1'], ['t1', 'county', 's1'], ['t1', 'county', 's1', 'city']]);
    expect(walk(base, ['rise']).map(openFor)).toEqual([
      ['t1', 'county', 's1'],
      ['t1', 'county', 's1', 'city'],
    ]);
    expect(openFor({ ...base, level: 'centre' })).toEqual(['county']);
    expect(openFor({ ...base, level: 'centre', centres: ['city'] })).toEqual(['city']);
  });
});

describe('what may be filed', () => {
  const shift = span(at(8), at(10));
  const asked = { shift, minutes: 60, most: 120, belongs: true, recorded: false, filed: false };

  test('a make-up: of a shift that is over, for one of the team, once, within the shift', () => {
    expect(makeUpRefusal(asked, at(10))).toBeNull();
    expect(makeUpRefusal(asked, at(10) - 1)?.code).toBe('NOT_FINISHED');
    expect(makeUpRefusal({ ...asked, belongs: false }, at(10))?.code).toBe('NOT_A_MEMBER');
    expect(makeUpRefusal({ ...asked, recorded: true }, at(10))?.code).toBe('ALREADY_RECORDED');
    expect(makeUpRefusal({ ...asked, filed: true }, at(10))?.code).toBe('ALREADY_FILED');
    expect(makeUpRefusal({ ...asked, minutes: 120 }, at(10))).toBeNull();
    expect(makeUpRefusal({ ...asked, minutes: 121 }, at(10))).toEqual({
      code: 'ABOVE_SHIFT',
      details: { max: 120 },
    });
  });

  test('a correction: down to nothing, up to what the shift has room for', () => {
    const correct = (minutes: number, net: number, most = 120) =>
      correctionRefusal({ minutes, net, most })?.code ?? 'OK';
    expect([correct(-60, 60), correct(-61, 60)]).toEqual(['OK', 'BELOW_ZERO']);
    expect([correct(60, 60), correct(61, 60), correct(1, 60, 60)]).toEqual([
      'OK',
      'ABOVE_SHIFT',
      'ABOVE_SHIFT',
    ]);
    // Less is always allowed, also where the shift has no room for what stands.
    expect(correct(-1, 60, 30)).toBe('OK');
  });
});
