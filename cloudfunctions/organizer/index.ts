import { organizerAccounts } from '../accounts/index';
import { organizerActivities } from '../activities/index';
import { organizerAttendance } from '../attendance/index';
import { organizerBenefits } from '../benefits/index';
import { revoke as revokeCertificate } from '../certificates/revoke';
import { createMain } from '../core/router';
import { candidates as withoutHours } from '../hours/candidates';
import { confirm } from '../hours/confirm';
import { decide } from '../hours/decide';
import { file } from '../hours/file';
import { overdue } from '../hours/overdue';
import { proposals } from '../hours/proposals';
import { heldPhotos, reviewPhoto } from '../photos/review';
import { importStations } from '../stations/import';
import { organizerTeams } from '../teams/index';

export const main = createMain('organizer', [
  ...organizerAccounts,
  ...organizerActivities,
  heldPhotos,
  reviewPhoto,
  ...organizerAttendance,
  proposals,
  confirm,
  withoutHours,
  file,
  decide,
  overdue,
  importStations,
  ...organizerTeams,
  revokeCertificate,
  ...organizerBenefits,
]);
