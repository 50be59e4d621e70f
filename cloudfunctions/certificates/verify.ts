import type { Caller } from '#domain/accounts/access';
import { idInNumber } from '#domain/certificates/content';
import { markTyped, parsePublicCode, type PublicCode } from '#domain/certificates/code';
import { verdictOn } from '#domain/certificates/verify';
import type { Verification } from '#domain/certificates/views';
import type { Checked } from '#domain/contract';
import { maskName } from '#domain/names';
import { ms } from '../core/clock';
import { following, latest, many, one } from '../core/loading';
import { useCase } from '../core/use-case';
import type { HeadDocument, HoursDocument, SealDocument } from '../documents';
import type { CertificateDocument } from './documents';
import { keptOf, ledgerOf, revocationOf, spanOf } from './views';

/** Where the mini-program code on a certificate leads. */
export const VERIFY_PAGE = 'packages/certificate/verify/index';

type Shown = Checked<'certificates.verify'>;

/** A code scanned, or a mark with the number beside it. */
function codeIn({ code, number }: Shown): PublicCode | null {
  const id = number === undefined ? null : idInNumber(number);
  const mark = markTyped(code);
  return id !== null && mark !== null ? { id, mark } : parsePublicCode(code);
}

const nothing = { certificate: null, revoked: null, revocable: null, seal: null };

/** Anyone may ask; without the mark nothing is told, not even whether there is such a number. */
export const verifyCertificate = useCase('certificates.verify', {
  ask: (input) =>
    following({ certificate: one('certificates', codeIn(input)?.id ?? '') }, ({ certificate }) => ({
      ledger: many('hours', 'accountId', certificate.accountId),
      head: one('heads', certificate.accountId),
      seal: latest('seals', 'to'),
    })),

  run({ input, loaded, caller }) {
    return Promise.resolve(verificationOf(input, loaded, caller));
  },
});

interface Loaded {
  readonly certificate: CertificateDocument | undefined;
  readonly ledger: readonly HoursDocument[];
  readonly head: HeadDocument | undefined;
  readonly seal: SealDocument | undefined;
}

function verificationOf(
  input: Shown,
  { certificate, ledger, head, seal }: Loaded,
  caller: Caller,
): Verification {
  const code = codeIn(input);
  if (!code || !certificate) return { state: 'UNKNOWN', ...nothing };
  const state = verdictOn(code.mark, certificate.key, keptOf(certificate), ledgerOf(ledger, head));
  if (state === 'UNKNOWN') return { state, ...nothing };
  const serves = caller.duties.some((duty) => certificate.areas.includes(duty));
  return {
    state,
    // What was changed tells a verifier nothing.
    certificate: state === 'ALTERED' ? null : facts(certificate),
    revoked: revocationOf(certificate),
    revocable: serves && !certificate.revoked ? certificate._id : null,
    seal: seal ? { day: seal._id, root: seal.root } : null,
  };
}

function facts(certificate: CertificateDocument): Verification['certificate'] {
  const { _id, number, name, minutes, services, recordingUnit, issuedAt } = certificate;
  return {
    id: _id,
    number,
    name: maskName(name),
    ...spanOf(certificate),
    minutes,
    services,
    recordingUnit,
    issuedAt: ms(issuedAt),
  };
}
