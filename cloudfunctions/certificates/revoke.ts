import { holderRefusal, revokedRefusal } from '#domain/certificates/rules';
import { refuseIf, unlessRefused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { CertificateDocument } from './documents';

type Reload = () => Promise<{ certificate: CertificateDocument | undefined }>;

/** Once and for good; whoever is second is told so. */
async function revokeOnce(
  id: string,
  how: { reason: string; by: 'holder' | 'staff'; nonce: string },
  now: Instant,
  reload: Reload,
) {
  const revoked = { at: new Date(now), ...how };
  const written = await update(
    'certificates',
    { _id: id, revoked: _.exists(false) },
    { revoked: _.set(revoked) },
  );
  if (written === 1) return;
  refuseIf(revokedRefusal((await reload()).certificate?.revoked, how.nonce));
}

/** From now on whoever verifies it reads that its holder took it back. */
export const withdrawCertificate = useCase('certificates.withdraw', {
  ask: ({ certificateId }) => ({ certificate: one('certificates', certificateId, ['lines']) }),

  async run({ input: { certificateId }, loaded, me, nonce, now, reload }) {
    const { revoked } = unlessRefused(loaded.certificate, holderRefusal(loaded.certificate, me.accountId));
    refuseIf(revokedRefusal(revoked, nonce));
    if (!revoked) {
      await revokeOnce(certificateId, { reason: '', by: 'holder', nonce }, now, reload);
    }
    return { certificateId };
  },
});

/** The reason is read by whoever verifies it. */
export const revokeCertificate = useCase('certificates.revoke', {
  ask: ({ certificateId }) => ({ certificate: needed(one('certificates', certificateId, ['lines'])) }),
  subject: ({ certificate }) => ({ areas: certificate.areas }),

  async run({ input: { certificateId, reason }, loaded, me, nonce, now, reload, audit }) {
    const { revoked } = loaded.certificate;
    refuseIf(revokedRefusal(revoked, nonce));
    if (revoked) return { certificateId };
    await refuseRisky(reason, me.openid, 'post');
    await audit({ subject: certificateId, after: { revoked: true }, reason });
    await revokeOnce(certificateId, { reason, by: 'staff', nonce }, now, reload);
    return { certificateId };
  },
});
