import { Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { byId } from '../core/question';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { CertificateDocument } from './documents';

const asked = ({ certificateId }: { certificateId: string }) => ({
  certificate: byId('certificates', certificateId, ['lines']),
});
type Reload = () => Promise<{ certificate: CertificateDocument[] }>;

/** Null when this very call did it before. */
function standing(certificate: CertificateDocument, nonce: string): CertificateDocument | null {
  const { revoked } = certificate;
  if (revoked && revoked.nonce !== nonce) throw new Refused('ALREADY_REVOKED');
  return revoked ? null : certificate;
}

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
  const [certificate] = (await reload()).certificate;
  if (certificate) standing(certificate, how.nonce);
}

/** From now on whoever verifies it reads that its holder took it back. */
export const withdraw = useCase('certificates.withdraw', {
  ask: asked,

  async run({ input: { certificateId }, loaded, me, nonce, now, reload }) {
    const [certificate] = loaded.certificate;
    if (certificate?.accountId !== me.accountId) throw new Refused('NOT_FOUND');
    if (standing(certificate, nonce)) {
      await revokeOnce(certificateId, { reason: '', by: 'holder', nonce }, now, reload);
    }
    return { certificateId };
  },
});

/** The reason is read by whoever verifies it. */
export const revoke = useCase('certificates.revoke', {
  ask: asked,
  subject: ({ certificate: [certificate] }) => (certificate ? { areas: certificate.areas } : {}),

  async run({ input: { certificateId, reason }, loaded, me, nonce, now, reload, audit }) {
    const [certificate] = loaded.certificate;
    if (!certificate) throw new Refused('NOT_FOUND');
    if (!standing(certificate, nonce)) return { certificateId };
    if ((await checkText(reason, me.openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');
    await audit({ subject: certificateId, after: { revoked: true }, reason });
    await revokeOnce(certificateId, { reason, by: 'staff', nonce }, now, reload);
    return { certificateId };
  },
});
