import fc from 'fast-check';
import * as v from 'valibot';
import { id } from '#domain/fields';
import {
  accountIdOf,
  activityIdOf,
  membershipIdOf,
  serviceLineIdOf,
  signupIdOf,
  slotIdOf,
  teamIdOf,
} from '#domain/ids';

const nonces = fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/);

test('the same cause gives the same id, and every id passes where ids are read', () => {
  fc.assert(
    fc.property(fc.string(), nonces, fc.nat(9), (openid, nonce, position) => {
      const account = accountIdOf(openid);
      const activity = activityIdOf(account, nonce);
      const signup = signupIdOf(slotIdOf(activity, position), account);
      const team = teamIdOf(account, nonce);
      const all = [account, activity, signup, serviceLineIdOf(signup), team, membershipIdOf(team, account)];
      for (const one of all) expect(v.is(id, one)).toBe(true);
      expect([accountIdOf(openid), activityIdOf(account, nonce), teamIdOf(account, nonce)]).toEqual(
        [account, activity, team], // prettier-ignore
      );
    }),
  );
});

test('another person or another intent gives another id', () => {
  const [a, b] = [accountIdOf('o1'), accountIdOf('o2')];
  expect(a).not.toBe(b);
  expect(activityIdOf(a, 'nonce-01')).not.toBe(activityIdOf(a, 'nonce-02'));
  expect(activityIdOf(a, 'nonce-01')).not.toBe(activityIdOf(b, 'nonce-01'));
  expect(signupIdOf('v1-0', a)).not.toBe(signupIdOf('v1-1', a));
});

test('an account id does not show the openid', () => {
  expect(accountIdOf('oLiDaye')).not.toContain('oLiDaye');
});
