import type { Caller } from '#domain/accounts/access';
import { idInNumber } from '#domain/certificates/content';
import { markTyped, parsePublicCode, type PublicCode } from '#domain/certificates/code';
import { LIST_START } from '#domain/certificates/list';
import { faultFor, withPages } from '#domain/certificates/verify';
import type { Verification } from '#domain/certificates/views';
import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { maskName } from '#domain/names';
import { ms } from '../core/clock';
import { latest } from '../core/loading';
import { useCase } from '../core/use-case';
import { aboutCertificate, knownAbout, type AboutCertificate } from './ledger';
import { LINES_A_PAGE, readList } from './reading';
import { keptOf, revocationOf, type Facts } from './views';

/** Where the mini-program code on a certificate leads. */
export const VERIFY_PAGE = 'packages/certificate/verify/index';

type Shown = Pick<Checked<'certificates.verify'>, 'code' | 'number'>;

/** A code scanned, or a mark with the number beside it. */
function codeIn({ code, number }: Shown): PublicCode | null {
  const id = number === undefined ? null : idInNumber(number);
  const mark = markTyped(code);
  return id !== null && mark !== null ? { id, mark } : parsePublicCode(code);
}

const aboutCode = (input: Shown) => aboutCertificate(codeIn(input)?.id ?? '');

function faultOf(input: Shown, loaded: AboutCertificate) {
  const { certificate } = loaded;
  const code = codeIn(input);
  if (!code || !certificate) return 'UNKNOWN';
  return faultFor(code.mark, certificate.key, keptOf(certificate), knownAbout(loaded));
}

const nothing = { list: null, certificate: null, revoked: null, revocable: null, seal: null };

/**
 * Anyone may ask; without the mark nothing is told, not even whether there is such a number. What speaks for the whole
 * and the first lines of the list are read at once; of a longer list the phone asks for the rest, page by page.
 */
export const verifyCertificate = useCase('certificates.verify', {
  ask: (input) => ({ ...aboutCode(input), seal: latest('seals', 'to') }),

  async run({ input, loaded, caller }): Promise<Verification> {
    const { certificate, seal } = loaded;
    const fault = faultOf(input, loaded);
    if (!certificate || fault === 'UNKNOWN') return { state: 'UNKNOWN', ...nothing };
    const told = {
      ...nothing,
      revoked: revocationOf(certificate),
      revocable: mayRevoke(caller, certificate) ? certificate._id : null,
      seal: seal ? { day: seal._id, root: seal.root } : null,
    };
    // What was changed tells a verifier nothing.
    if (fault === 'ALTERED') return { ...told, state: fault };
    if (fault) return { ...told, state: fault, certificate: factsOf(certificate) };
    const { page, corrected } = await readList(certificate, LIST_START, LINES_A_PAGE);
    const list = { whole: certificate.list, pages: [page], corrected };
    return withPages({ ...told, state: 'READING', certificate: factsOf(certificate), list }, []);
  },
});

/** The same code once more, with how far its list is read. */
export const verifyOn = useCase('certificates.verifyOn', {
  ask: aboutCode,

  async run({ input, loaded }) {
    const { certificate } = loaded;
    if (!certificate || faultOf(input, loaded) === 'UNKNOWN') throw new Refused('NOT_FOUND');
    return (await readList(certificate, input.from, LINES_A_PAGE)).page;
  },
});

const mayRevoke = ({ duties }: Caller, { areas, revoked }: Facts): boolean =>
  !revoked && duties.some((duty) => areas.includes(duty));

function factsOf(certificate: Facts): Verification['certificate'] {
  const { _id, number, name, from, to, minutes, services, recordingUnit, issuedAt } = certificate;
  return {
    id: _id,
    number,
    name: maskName(name),
    from,
    to,
    minutes,
    services,
    recordingUnit,
    issuedAt: ms(issuedAt),
  };
}
