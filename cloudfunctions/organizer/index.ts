import { organizerAccounts } from '../accounts/index';
import { organizerActivities } from '../activities/index';
import { organizerAttendance } from '../attendance/index';
import { organizerBenefits } from '../benefits/index';
import { revoke as revokeCertificate } from '../certificates/revoke';
import { createMain } from '../core/router';
import { organizerHours } from '../hours/index';
import { heldPhotos, reviewPhoto } from '../photos/review';
import { importStations } from '../stations/import';
import { organizerTeams } from '../teams/index';

export const main = createMain('organizer', [
  ...organizerAccounts,
  ...organizerActivities,
  heldPhotos,
  reviewPhoto,
  ...organizerAttendance,
  ...organizerHours,
  importStations,
  ...organizerTeams,
  revokeCertificate,
  ...organizerBenefits,
]);
