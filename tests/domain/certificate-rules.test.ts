import { goneRefusal, photoReviewRefusal } from '#domain/activities/photos';
import { certifyRefusal, holderRefusal, revokedRefusal } from '#domain/certificates/rules';

describe('a certificate', () => {
  test('is made of what can be certified', () => {
    expect(certifyRefusal({ fault: null })).toBeNull();
    expect(certifyRefusal({ fault: 'NOTHING' })).toEqual({ code: 'NOTHING_TO_CERTIFY' });
    expect(certifyRefusal({ fault: 'TOO_MANY' })).toEqual({ code: 'TOO_LONG_A_LIST' });
    expect(certifyRefusal({ fault: 'BROKEN' })).toEqual({ code: 'LEDGER_BROKEN' });
  });

  test('is there for its holder', () => {
    expect(holderRefusal({ accountId: 'a1' }, 'a1')).toBeNull();
    expect(holderRefusal({ accountId: 'a1' }, 'a2')).toEqual({ code: 'NOT_FOUND' });
    expect(holderRefusal(undefined, 'a1')).toEqual({ code: 'NOT_FOUND' });
  });

  test('ends once, and for the same call again it has', () => {
    expect(revokedRefusal(undefined, 'n1')).toBeNull();
    expect(revokedRefusal({ nonce: 'n1' }, 'n1')).toBeNull();
    expect(revokedRefusal({ nonce: 'n2' }, 'n1')).toEqual({ code: 'ALREADY_REVOKED' });
  });
});

test('a photo waits for a person while it is held, and is refused with a reason', () => {
  const code = (state: Parameters<typeof photoReviewRefusal>[0], verdict: 'publish' | 'refuse' = 'publish') =>
    photoReviewRefusal(state, verdict, '')?.code ?? 'OK';
  expect(code('held')).toBe('OK');
  expect(code('held', 'refuse')).toBe('REASON_NEEDED');
  expect(photoReviewRefusal('held', 'refuse', '有人脸')).toBeNull();
  expect(code('pending')).toBe('NOT_FOUND');
  expect(code('gone')).toBe('NOT_FOUND');
  expect(code('passed')).toBe('ALREADY_REVIEWED');
  expect(code('refused')).toBe('ALREADY_REVIEWED');
  expect(goneRefusal('gone')).toEqual({ code: 'NOT_FOUND' });
  expect(goneRefusal('refused')).toBeNull();
});
