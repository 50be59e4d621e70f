import { claimRefusal } from '#domain/accounts/claims';
import { givingRefusal } from '#domain/accounts/consents';
import { bindingRefusal, historyRefusal, rebindRefusal } from '#domain/accounts/history';
import { givingUpRefusal, keeperRefusal, presenceRefusal } from '#domain/accounts/leaving';
import { consentRefusal, registeredRefusal, takenNumberRefusal } from '#domain/accounts/registration';
import { at } from './support';

const now = at(8);
const unused = { registrations: 0, teams: 0, duties: 0, signups: 0, hours: 0, kept: 0 };

describe('an account on a new phone', () => {
  test('the one that is given up for it has not been used for anything', () => {
    expect(historyRefusal(unused)).toBeNull();
    for (const each of Object.keys(unused)) {
      expect(historyRefusal({ ...unused, [each]: 1 })).toEqual({ code: 'HAS_HISTORY' });
      expect(rebindRefusal(true, { ...unused, [each]: 1 })).toEqual({ code: 'HAS_HISTORY' });
    }
  });

  test('the one that is asked for is somebody’s still', () => {
    expect(rebindRefusal(true, unused)).toBeNull();
    expect(rebindRefusal(false, unused)).toEqual({ code: 'NOT_FOUND' });
  });

  test('is decided once, as it was read, and refused with a reason', () => {
    const code = (
      input: Partial<Parameters<typeof bindingRefusal>[1]>,
      state: 'waiting' | 'refused' = 'waiting',
    ) => bindingRefusal({ state, at: now }, { verdict: 'confirm', reason: '', ...input })?.code ?? 'OK';
    expect(code({})).toBe('OK');
    expect(code({ at: now })).toBe('OK');
    expect(code({ at: now - 1 })).toBe('CONFLICT');
    expect(code({ verdict: 'refuse' })).toBe('REASON_NEEDED');
    expect(code({ verdict: 'refuse', reason: '不是本人' })).toBe('OK');
    expect(code({}, 'refused')).toBe('ALREADY_DECIDED');
  });
});

describe('a code on paper', () => {
  test('is good until its time is over', () => {
    expect(claimRefusal(undefined, now)).toEqual({ code: 'CLAIM_INVALID' });
    expect(claimRefusal({ until: now + 1 }, now)).toBeNull();
    expect(claimRefusal({ until: now }, now)).toEqual({ code: 'CLAIM_EXPIRED' });
  });
});

describe('leaving', () => {
  test('a leader hands over first, and nobody leaves while checked in', () => {
    expect(givingUpRefusal(false, false)).toBeNull();
    expect(givingUpRefusal(true, true)).toEqual({ code: 'LEADS_A_TEAM' });
    expect(givingUpRefusal(false, true)).toEqual({ code: 'STILL_PRESENT' });
    expect(presenceRefusal(false)).toBeNull();
  });

  test('a person without a phone is there for who keeps them alone', () => {
    expect(keeperRefusal({ keptBy: 'a1' }, 'a1')).toBeNull();
    expect(keeperRefusal({ keptBy: 'a1' }, 'a2')).toEqual({ code: 'NOT_FOUND' });
    expect(keeperRefusal({}, 'a1')).toEqual({ code: 'NOT_FOUND' });
    expect(keeperRefusal(undefined, 'a1')).toEqual({ code: 'NOT_FOUND' });
  });
});

describe('registering', () => {
  test('once, with consent, by a number that is nobody else’s', () => {
    expect(registeredRefusal(false)).toBeNull();
    expect(registeredRefusal(true)).toEqual({ code: 'ALREADY_REGISTERED', details: { mine: true } });
    expect(consentRefusal(true)).toBeNull();
    expect(consentRefusal(false)).toEqual({ code: 'CONSENT_NEEDED' });
    expect(takenNumberRefusal(true, true)).toEqual({ code: 'ASK_STAFF' });
    // Left by a registration that was broken off.
    expect(takenNumberRefusal(true, false)).toBeNull();
    expect(takenNumberRefusal(false, true)).toBeNull();
  });

  test('only the consent to tell the place is given by itself', () => {
    expect(givingRefusal('location')).toBeNull();
    expect(givingRefusal('identity')).toEqual({ code: 'REGISTRATION_NEEDED' });
    expect(givingRefusal('guardian')).toEqual({ code: 'REGISTRATION_NEEDED' });
  });
});
