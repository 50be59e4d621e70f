import { issueCertificate } from './issue';
import { oneCertificate, ownCertificates } from './mine';
import { revokeCertificate, withdrawCertificate } from './revoke';
import { verifyCertificate } from './verify';

/** The actions of this area, by the function that they run in. */
export const memberCertificates = [
  issueCertificate,
  ownCertificates,
  oneCertificate,
  withdrawCertificate,
  verifyCertificate,
];

export const organizerCertificates = [revokeCertificate];
