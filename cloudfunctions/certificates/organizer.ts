import { revokeCertificate } from './revoke';

/** What the function for leaders and staff runs of this area. */
export const organizerCertificates = [revokeCertificate];
