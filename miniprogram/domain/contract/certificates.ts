import * as v from 'valibot';
import type { CertificateCard, CertificateView, Verification } from '../certificates/views';
import { day, id, text } from '../fields';
import { answers, nothing, reads, writes } from './define';

const one = v.strictObject({ certificateId: id });

/** Certificates of hours (令67 art. 13): free, as often as wanted, and anyone can verify them. */
export const certificates = {
  /** Of a period, both days included; left out: from the first day, to the last. */
  'certificates.issue': writes(
    'member',
    'volunteer',
    v.pipe(
      v.strictObject({ from: v.optional(day), to: v.optional(day) }),
      v.check(({ from, to }) => from === undefined || to === undefined || from <= to),
    ),
    answers<{ certificateId: string }>(),
    ['NOTHING_TO_CERTIFY', 'TOO_LONG_A_LIST', 'LEDGER_BROKEN'],
  ),
  'certificates.list': reads('member', 'account', nothing, answers<{ certificates: CertificateCard[] }>()),
  'certificates.view': reads('member', 'account', one, answers<CertificateView>()),
  /** Its holder takes it back. */
  'certificates.withdraw': writes('member', 'account', one, answers<{ certificateId: string }>(), [
    'ALREADY_REVOKED',
  ]),
  /** What a code is worth: one scanned, or the mark typed beside a number. Every text has an answer. */
  'certificates.verify': reads(
    'member',
    'anyone',
    v.strictObject({
      code: v.pipe(v.string(), v.maxLength(200)),
      number: v.optional(v.pipe(v.string(), v.maxLength(100))),
    }),
    answers<Verification>(),
  ),
  /** By staff who stand above all that it lists. Whoever verifies it reads the reason. */
  'certificates.revoke': writes(
    'organizer',
    'staff',
    v.strictObject({ certificateId: id, reason: text(100) }),
    answers<{ certificateId: string }>(),
    ['ALREADY_REVOKED', 'CONTENT_REFUSED'],
  ),
} as const;
