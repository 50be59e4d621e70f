import { register } from '../teams/register';
import { cancel } from '../activities/cancel';
import { post } from '../activities/post';
import { held, review } from '../activities/review';
import { desk, led } from '../attendance/desk';
import { revoke as revokeCertificate } from '../certificates/revoke';
import { createMain } from '../core/router';
import { confirm, proposals } from '../hours/confirm';
import { importStations } from '../stations/import';

export const main = createMain('organizer', [
  post,
  led,
  cancel,
  held,
  review,
  desk,
  proposals,
  confirm,
  importStations,
  register,
  revokeCertificate,
]);
