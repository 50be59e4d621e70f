import { organizerAccounts } from '../accounts/index';
import { cancel, cancelRow, cancelSlot } from '../activities/cancel';
import { change } from '../activities/change';
import { discard, save } from '../activities/draft';
import { led } from '../activities/led';
import { post } from '../activities/post';
import { report } from '../activities/report';
import { submit } from '../activities/submit';
import { template } from '../activities/template';
import { held, review } from '../activities/review';
import { reviewRow } from '../activities/review-row';
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
  post,
  save,
  submit,
  discard,
  change,
  report,
  template,
  led,
  cancel,
  cancelRow,
  cancelSlot,
  held,
  review,
  heldPhotos,
  reviewPhoto,
  reviewRow,
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
