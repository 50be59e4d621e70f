import { memberAccounts } from '../accounts/index';
import { memberActivities } from '../activities/index';
import { memberAttendance } from '../attendance/index';
import { memberBenefits } from '../benefits/index';
import { issue as issueCertificate } from '../certificates/issue';
import { list as certificates, view as certificate } from '../certificates/mine';
import { withdraw as withdrawCertificate } from '../certificates/revoke';
import { verify } from '../certificates/verify';
import { createMain } from '../core/router';
import { contest } from '../hours/contest';
import { list as hours } from '../hours/list';
import { cases } from '../hours/read-cases';
import { line } from '../hours/read-line';
import { unrecorded } from '../hours/unrecorded';
import { granted } from '../messages/granted';
import { memberSignups } from '../signups/index';
import { divisions, nearby, search, view as station } from '../stations/read';
import { memberTeams } from '../teams/index';

export const main = createMain('member', [
  ...memberAccounts,
  nearby,
  search,
  divisions,
  station,
  ...memberActivities,
  ...memberSignups,
  ...memberAttendance,
  hours,
  line,
  unrecorded,
  contest,
  cases,
  granted,
  issueCertificate,
  certificates,
  certificate,
  withdrawCertificate,
  verify,
  ...memberBenefits,
  ...memberTeams,
]);
