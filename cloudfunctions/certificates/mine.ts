import { markOf } from '#domain/certificates/code';
import { LINES_AT_MOST } from '#domain/certificates/content';
import { LIST_START } from '#domain/certificates/list';
import { holderRefusal } from '#domain/certificates/rules';
import { faultIn, worthBy } from '#domain/certificates/verify';
import { unlessRefused } from '#domain/errors';
import { aggregate } from '../core/database';
import { one } from '../core/loading';
import { useCase } from '../core/use-case';
import { codePicture } from '../core/wechat';
import { aboutCertificate, knownAbout } from './ledger';
import { correctedSince, readList } from './reading';
import { VERIFY_PAGE } from './verify';
import { certificateCard, certificateView, keptOf, type Facts } from './views';

const LISTED_AT_MOST = 50;

/**
 * The caller's own, latest first, each with what is known of it without reading the lines that it lists: taken back,
 * found broken by the nightly reading, corrected. Looking at one of them reads its lines.
 */
export const ownCertificates = useCase('certificates.list', {
  ask: (_input, me) => ({ head: one('heads', me.accountId) }),

  async run({ loaded, me }) {
    const brokenAt = loaded.head?.fault?.seq ?? Infinity;
    const found = await aggregate<Facts & { corrected: number }>(
      'certificates',
      [{ match: { accountId: me.accountId } }, { sort: { issuedAt: -1 } }],
      LISTED_AT_MOST,
      [...correctedSince, { project: { lines: 0, key: 0, asked: 0 } }],
    );
    const stateOf = ({ revoked, head, corrected }: Facts & { corrected: number }) => {
      if (revoked) return 'REVOKED';
      if (brokenAt <= head.seq) return 'ALTERED';
      return corrected > 0 ? 'SUPERSEDED' : 'VALID';
    };
    return { certificates: found.map((document) => certificateCard(document, stateOf(document))) };
  },
});

/** All that stands on the paper, and so every line that it lists. */
export const oneCertificate = useCase('certificates.view', {
  ask: ({ certificateId }) => aboutCertificate(certificateId),

  async run({ loaded, me }) {
    const certificate = unlessRefused(loaded.certificate, holderRefusal(loaded.certificate, me.accountId));
    const { page, lines, corrected } = await readList(certificate, LIST_START, LINES_AT_MOST);
    const worth = worthBy({ whole: certificate.list, pages: [page], corrected }) ?? 'ALTERED';
    const card = certificateCard(certificate, faultIn(keptOf(certificate), knownAbout(loaded)) ?? worth);
    const mark = markOf(certificate.key, certificate._id, certificate.digest);
    const bare = certificateView(certificate, card, lines, mark, null);
    return { ...bare, codeImage: await codePicture(VERIFY_PAGE, bare.code) };
  },
});
