import { open, introduce } from '../accounts/session';
import { home, view as me } from '../accounts/me';
import { list, view as activity } from '../activities/read';
import { checkIn, checkOut } from '../attendance/scan';
import { issue as issueCertificate } from '../certificates/issue';
import { list as certificates, view as certificate } from '../certificates/mine';
import { withdraw as withdrawCertificate } from '../certificates/revoke';
import { verify } from '../certificates/verify';
import { createMain } from '../core/router';
import { list as hours } from '../hours/list';
import { granted } from '../messages/granted';
import { cancel } from '../signups/cancel';
import { take } from '../signups/take';
import { divisions, nearby, search, view as station } from '../stations/read';

export const main = createMain('member', [
  open,
  introduce,
  home,
  me,
  nearby,
  search,
  divisions,
  station,
  list,
  activity,
  take,
  cancel,
  checkIn,
  checkOut,
  hours,
  granted,
  issueCertificate,
  certificates,
  certificate,
  withdrawCertificate,
  verify,
]);
