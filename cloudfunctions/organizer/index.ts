import { organizerAccounts } from '../accounts/organizer';
import { organizerActivities } from '../activities/organizer';
import { organizerAttendance } from '../attendance/organizer';
import { organizerBenefits } from '../benefits/organizer';
import { organizerCertificates } from '../certificates/organizer';
import { organizerCallups } from '../callups/organizer';
import { createMain } from '../core/router';
import { organizerHours } from '../hours/organizer';
import { organizerPhotos } from '../photos/organizer';
import { organizerRequests } from '../requests/organizer';
import { organizerSignups } from '../signups/organizer';
import { organizerStations } from '../stations/organizer';
import { organizerTeams } from '../teams/organizer';

export const main = createMain('organizer', [
  ...organizerAccounts,
  ...organizerStations,
  ...organizerTeams,
  ...organizerActivities,
  ...organizerPhotos,
  ...organizerSignups,
  ...organizerAttendance,
  ...organizerHours,
  ...organizerRequests,
  ...organizerCertificates,
  ...organizerBenefits,
  ...organizerCallups,
]);
