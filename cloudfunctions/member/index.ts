import { memberAccounts } from '../accounts/index';
import { memberActivities } from '../activities/index';
import { memberAttendance } from '../attendance/index';
import { memberBenefits } from '../benefits/index';
import { memberCertificates } from '../certificates/index';
import { createMain } from '../core/router';
import { memberHours } from '../hours/index';
import { memberMessages } from '../messages/index';
import { memberSignups } from '../signups/index';
import { memberStations } from '../stations/index';
import { memberTeams } from '../teams/index';

export const main = createMain('member', [
  ...memberAccounts,
  ...memberStations,
  ...memberTeams,
  ...memberActivities,
  ...memberSignups,
  ...memberAttendance,
  ...memberHours,
  ...memberCertificates,
  ...memberBenefits,
  ...memberMessages,
]);
