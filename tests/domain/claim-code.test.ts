import fc from 'fast-check';
import * as v from 'valibot';
import {
  claimCodeField,
  claimCodeFrom,
  isClaimCode,
  scannedClaimCode,
  spokenClaimCode,
  tidyClaimCode,
} from '#domain/accounts/claims';
import { endsRegistration, holds, mayTellPlace } from '#domain/accounts/consents';
import { digest } from '#domain/sha';
import { at } from './support';

const codes = fc.string().map((seed) => claimCodeFrom(digest(seed)));

describe('a claim code', () => {
  test('has eight characters, none of which looks like another', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toHaveLength(8);
        expect(code).not.toMatch(/[01258BILOSUVZ]/);
        expect(isClaimCode(code)).toBe(true);
      }),
    );
  });

  test('is the same typed small, in groups, or scanned', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const typed of [
          code.toLowerCase(),
          ` ${spokenClaimCode(code)} `,
          `${code.slice(0, 4)}-${code.slice(4)}`,
          scannedClaimCode(code),
        ])
          expect(v.parse(claimCodeField, typed)).toBe(code);
      }),
    );
  });

  test('differs between causes, and uses its whole alphabet', () => {
    const many = Array.from({ length: 2000 }, (_, i) => claimCodeFrom(digest(String(i))));
    expect(new Set(many).size).toBe(2000);
    expect(new Set(many.join('')).size).toBe(23);
  });

  test('of another length or with other letters is none', () => {
    for (const bad of ['', 'ACDEFGH', 'ACDEFGHJK', 'ACDEFGHO', 'ACDEFGH1', '$where'])
      expect([bad, v.is(claimCodeField, bad)]).toEqual([bad, false]);
    expect(tidyClaimCode('wma.acde fghj')).toBe('ACDEFGHJ');
  });
});

describe('consents', () => {
  const given = { at: at(8), withdrawnAt: null };
  const withdrawn = { at: at(8), withdrawnAt: at(9) };

  test('hold from when they are given until they are withdrawn', () => {
    expect([
      holds({}, 'location'),
      holds({ location: given }, 'location'),
      holds({ location: withdrawn }, 'location'),
    ]).toEqual([false, true, false]);
  });

  test('a phone tells its place unless its holder said no: at registration by leaving it out, later by withdrawing', () => {
    expect(mayTellPlace(false, {})).toBe(true);
    expect(mayTellPlace(true, {})).toBe(false);
    for (const registered of [true, false]) {
      expect(mayTellPlace(registered, { location: given })).toBe(true);
      expect(mayTellPlace(registered, { location: withdrawn })).toBe(false);
    }
  });

  test('without the ID number, and for a minor without a guardian, there is no registration', () => {
    expect([endsRegistration('identity', false), endsRegistration('guardian', true)]).toEqual([true, true]);
    expect([endsRegistration('guardian', false), endsRegistration('location', true)]).toEqual([false, false]);
  });
});
