import fc from 'fast-check';
import * as v from 'valibot';
import {
  makeCode,
  makePersonalCode,
  makePrintedCode,
  parseCode,
  parsePersonalCode,
  parsePrintedCode,
} from '#domain/attendance/code';
import { makePass, parsePass } from '#domain/benefits/rules';
import { parsePublicCode, publicCode } from '#domain/certificates/code';
import { certificateIdOf } from '#domain/certificates/content';
import { id } from '#domain/fields';
import {
  accountIdOf,
  activityIdOf,
  bindingIdOf,
  confirmCaseIdOf,
  contestIdOf,
  filedCaseIdOf,
  firstSeatOf,
  freeSeats,
  giftIdOf,
  goneOpenidOf,
  keptIdOf,
  laterSlotsOf,
  membershipIdOf,
  messageIdOf,
  nobodysOpenidOf,
  offerIdOf,
  parkedOpenidOf,
  photoIdOf,
  serviceLineIdOf,
  shopIdOf,
  signupIdOf,
  slotIdOf,
  teamIdOf,
  visitIdOf,
} from '#domain/ids';

const nonces = fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/);
const openids = fc.stringMatching(/^o[A-Za-z0-9_-]{27}$/);
/** More than one activity has. */
const positions = fc.integer({ min: 1, max: 35 });

/** A slot of whichever origin: written with its activity, or later, by whatever call. */
const slots = fc
  .record({ openid: openids, nonce: nonces, later: fc.option(fc.string()), position: positions })
  .map(({ openid, nonce, later, position }) => {
    const activityId = activityIdOf(accountIdOf(openid), nonce);
    const writtenWith = later === null ? activityId : laterSlotsOf(activityId, later);
    return { activityId, writtenWith, position, slotId: slotIdOf(writtenWith, position) };
  });

test('the same cause gives the same id, and every id passes where ids are read', () => {
  fc.assert(
    fc.property(openids, nonces, slots, (openid, nonce, { slotId, activityId }) => {
      const account = accountIdOf(openid);
      const attendance = signupIdOf(slotId, account);
      const team = teamIdOf(account, nonce);
      const shop = shopIdOf(account, nonce);
      const all = [
        account,
        activityId,
        slotId,
        attendance,
        visitIdOf(activityId, account),
        serviceLineIdOf(attendance),
        contestIdOf(attendance),
        confirmCaseIdOf(attendance),
        team,
        membershipIdOf(team, account),
        firstSeatOf(account),
        keptIdOf(account, nonce),
        bindingIdOf(account),
        filedCaseIdOf(account, nonce),
        photoIdOf(activityId, nonce),
        shop,
        giftIdOf(shop, offerIdOf(account, nonce), account, '2026-03-01'),
      ];
      for (const one of all) expect(v.is(id, one)).toBe(true);
      expect([accountIdOf(openid), teamIdOf(account, nonce)]).toEqual([account, team]);
    }),
  );
});

test('another person or another intent gives another id', () => {
  const [a, b] = [accountIdOf('o1'), accountIdOf('o2')];
  expect(a).not.toBe(b);
  expect(activityIdOf(a, 'nonce-01')).not.toBe(activityIdOf(a, 'nonce-02'));
  expect(activityIdOf(a, 'nonce-01')).not.toBe(activityIdOf(b, 'nonce-01'));
  expect(signupIdOf(slotIdOf('v1', 1), a)).not.toBe(signupIdOf(slotIdOf('v1', 2), a));
  expect(messageIdOf('offered', 's', a, '1')).not.toBe(messageIdOf('offered', 's', a, '2'));
});

test('of what is put together no two are the same text', () => {
  fc.assert(
    fc.property(slots, slots, openids, openids, (one, other, p, q) => {
      const same = one.slotId === other.slotId;
      expect(same).toBe(one.writtenWith === other.writtenWith && one.position === other.position);
      const [a, b] = [accountIdOf(p), accountIdOf(q)];
      expect(signupIdOf(one.slotId, a) === signupIdOf(other.slotId, b)).toBe(same && a === b);
      const visits = visitIdOf(one.activityId, a) === visitIdOf(other.activityId, b);
      expect(visits).toBe(one.activityId === other.activityId && a === b);
    }),
  );
});

test('slots that one call writes sort as they were given, ten of them and more', () => {
  fc.assert(
    fc.property(slots, positions, ({ writtenWith, position, slotId }, other) => {
      expect(slotId < slotIdOf(writtenWith, other)).toBe(position < other);
    }),
  );
});

test('an account id does not show the openid', () => {
  expect(accountIdOf('oLiDaye')).not.toContain('oLiDaye');
});

describe('what goes into a code', () => {
  /** What WeChat takes as a scene: so many characters, of these. */
  const SCENE = /^[0-9a-zA-Z!#$&'()*+,/:;=?@._~-]{1,32}$/;
  const key = 'k'.repeat(32);

  test('fits, and is read out of it as it went in: a slot of every origin', () => {
    fc.assert(
      fc.property(slots, fc.nat(4102444800000), ({ slotId }, now) => {
        expect(makePrintedCode(key, slotId)).toMatch(SCENE);
        expect(parsePrintedCode(makePrintedCode(key, slotId))?.slotId).toBe(slotId);
        expect(parseCode(makeCode(key, slotId, now))?.slotId).toBe(slotId);
      }),
    );
  });

  test('a person, whoever made the account', () => {
    fc.assert(
      fc.property(openids, nonces, fc.nat(4102444800000), (openid, nonce, now) => {
        for (const accountId of [accountIdOf(openid), keptIdOf(accountIdOf(openid), nonce)]) {
          expect(parsePersonalCode(makePersonalCode(key, accountId, now))?.accountId).toBe(accountId);
          expect(parsePass(makePass(key, accountId, now))?.accountId).toBe(accountId);
        }
      }),
    );
  });

  test('a certificate', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(99), fc.integer({ min: 2020, max: 2099 }), (basis, round, year) => {
        const certificate = certificateIdOf(basis, round, String(year));
        const code = publicCode({ id: certificate, mark: '0123456789AB' });
        expect(code).toMatch(SCENE);
        expect(parsePublicCode(code)?.id).toBe(certificate);
      }),
    );
  });
});

test('seats are those that are not taken', () => {
  const [first = '', second = '', third = '', ...more] = freeSeats('a', [], 5);
  expect([first, more.length, new Set(freeSeats('a', [], 5)).size]).toEqual([firstSeatOf('a'), 2, 5]);
  expect(freeSeats('a', [first, third, null], 5)).toEqual([second, ...more]);
  expect(freeSeats('a', freeSeats('a', [], 5), 5)).toEqual([]);
  // A city that lowers the number takes nobody's seat away.
  expect(freeSeats('a', [third, ...more], 2)).toEqual([first, second]);
});

test('an account is bound to an openid, or to what no openid is', () => {
  fc.assert(
    fc.property(openids, nonces, (openid, nonce) => {
      const account = accountIdOf(openid);
      const others = [nobodysOpenidOf(account), parkedOpenidOf(account), goneOpenidOf(account, nonce)];
      expect(new Set([openid, ...others]).size).toBe(4);
      // No openid has a colon.
      expect(others.every((other) => other.includes(':'))).toBe(true);
    }),
  );
});
