import * as v from 'valibot';
import { LINES_AT_MOST } from '../certificates/content';
import type { CertificateCard, CertificateView, Verification } from '../certificates/views';
import type { ListPage } from '../certificates/list';
import { day, id, text, wholeNumber } from '../fields';
import { answers, nothing, reads, writes } from './define';

const one = v.strictObject({ certificateId: id });

/** One scanned, or the mark typed beside a number. */
const shown = {
  code: v.pipe(v.string(), v.maxLength(200)),
  number: v.optional(v.pipe(v.string(), v.maxLength(100))),
};

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
  /** What a code is worth. Every text has an answer. Of a long list the phone then asks for one page after the other. */
  'certificates.verify': reads('member', 'anyone', v.strictObject(shown), answers<Verification>()),
  /** The next page of what it lists, from where the one before has ended. */
  'certificates.verifyOn': reads(
    'member',
    'anyone',
    v.strictObject({
      ...shown,
      from: v.strictObject({
        count: wholeNumber(1, LINES_AT_MOST),
        digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    }),
    answers<ListPage>(),
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
