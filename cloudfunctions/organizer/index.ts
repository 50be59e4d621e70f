import { register } from '../accounts/teams';
import { cancel } from '../activities/cancel';
import { post } from '../activities/post';
import { desk, led } from '../attendance/desk';
import { createMain } from '../core/router';
import { confirm, proposals } from '../hours/confirm';
import { importStations } from '../stations/import';

export const main = createMain('organizer', [
  post,
  led,
  cancel,
  desk,
  proposals,
  confirm,
  importStations,
  register,
]);
