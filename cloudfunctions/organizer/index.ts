import { organizerAccounts } from '../accounts/index';
import { organizerActivities } from '../activities/index';
import { organizerAttendance } from '../attendance/index';
import { organizerBenefits } from '../benefits/index';
import { organizerCertificates } from '../certificates/index';
import { createMain } from '../core/router';
import { organizerHours } from '../hours/index';
import { organizerPhotos } from '../photos/index';
import { organizerStations } from '../stations/index';
import { organizerTeams } from '../teams/index';

export const main = createMain('organizer', [
  ...organizerAccounts,
  ...organizerStations,
  ...organizerTeams,
  ...organizerActivities,
  ...organizerPhotos,
  ...organizerAttendance,
  ...organizerHours,
  ...organizerCertificates,
  ...organizerBenefits,
]);
