import { issueCertificate } from './issue';
import { oneCertificate, ownCertificates } from './mine';
import { withdrawCertificate } from './revoke';
import { verifyCertificate, verifyOn } from './verify';

/** What the function for everybody runs of this area. */
export const memberCertificates = [
  issueCertificate,
  ownCertificates,
  oneCertificate,
  withdrawCertificate,
  verifyCertificate,
  verifyOn,
];
