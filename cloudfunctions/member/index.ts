import { memberAccounts } from '../accounts/member';
import { memberActivities } from '../activities/member';
import { memberAttendance } from '../attendance/member';
import { memberBenefits } from '../benefits/member';
import { memberCertificates } from '../certificates/member';
import { memberCallups } from '../callups/member';
import { createMain } from '../core/router';
import { memberHours } from '../hours/member';
import { memberMessages } from '../messages/member';
import { memberRequests } from '../requests/member';
import { memberSignups } from '../signups/member';
import { memberStations } from '../stations/member';
import { memberTeams } from '../teams/member';

export const main = createMain('member', [
  ...memberAccounts,
  ...memberStations,
  ...memberTeams,
  ...memberActivities,
  ...memberSignups,
  ...memberAttendance,
  ...memberHours,
  ...memberRequests,
  ...memberCertificates,
  ...memberBenefits,
  ...memberMessages,
  ...memberCallups,
]);
