import { memberAccounts } from '../accounts/index';
import { memberActivities } from '../activities/index';
import { memberAttendance } from '../attendance/index';
import { memberBenefits } from '../benefits/index';
import { issue as issueCertificate } from '../certificates/issue';
import { list as certificates, view as certificate } from '../certificates/mine';
import { withdraw as withdrawCertificate } from '../certificates/revoke';
import { verify } from '../certificates/verify';
import { createMain } from '../core/router';
import { memberHours } from '../hours/index';
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
  ...memberHours,
  granted,
  issueCertificate,
  certificates,
  certificate,
  withdrawCertificate,
  verify,
  ...memberBenefits,
  ...memberTeams,
]);
