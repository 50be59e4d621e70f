import { markOf } from '#domain/certificates/code';
import { stateOf } from '#domain/certificates/verify';
import { holderRefusal } from '#domain/certificates/rules';
import { unlessRefused } from '#domain/errors';
import { find } from '../core/database';
import { many, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { codePicture } from '../core/wechat';
import { VERIFY_PAGE } from './verify';
import { certificateCard, certificateView, keptOf, ledgerOf } from './views';

const LISTED_AT_MOST = 50;

/** The caller's own, latest first, each with what it is worth now. */
export const ownCertificates = useCase('certificates.list', {
  ask: (_input, me) => ({
    ledger: many('hours', 'accountId', me.accountId),
    head: one('heads', me.accountId),
  }),

  async run({ loaded, me }) {
    const order = [
      ['accountId', 'asc'],
      ['issuedAt', 'desc'],
    ] as const;
    const mine = await find('certificates', { accountId: me.accountId }, { order, limit: LISTED_AT_MOST });
    const ledger = ledgerOf(loaded.ledger, loaded.head);
    return {
      certificates: mine.map((document) => certificateCard(document, stateOf(keptOf(document), ledger))),
    };
  },
});

export const oneCertificate = useCase('certificates.view', {
  ask: ({ certificateId }, me) => ({
    certificate: one('certificates', certificateId),
    ledger: many('hours', 'accountId', me.accountId),
    head: one('heads', me.accountId),
  }),

  async run({ loaded, me }) {
    const certificate = unlessRefused(loaded.certificate, holderRefusal(loaded.certificate, me.accountId));
    const ledger = ledgerOf(loaded.ledger, loaded.head);
    const card = certificateCard(certificate, stateOf(keptOf(certificate), ledger));
    const mark = markOf(certificate.key, certificate._id, certificate.digest);
    const bare = certificateView(certificate, card, mark, null);
    return { ...bare, codeImage: await codePicture(VERIFY_PAGE, bare.code) };
  },
});
