import { appoint } from './appoint';
import { apply, leave } from './apply';
import { edit } from './edit';
import { found } from './found';
import { held } from './held';
import { list } from './list';
import { applications, members } from './lists';
import { answer, removeMember } from './members';
import { mine } from './mine';
import { numbers } from './numbers';
import { register } from './register';
import { review } from './review';
import { roster } from './roster';
import { suspend } from './suspend';
import { view } from './view';

/** For everyone. */
export const memberTeams = [list, view, mine, found, apply, leave];

/** For leaders and staff. */
export const organizerTeams = [
  edit,
  applications,
  answer,
  removeMember,
  appoint,
  members,
  numbers,
  roster,
  held,
  review,
  suspend,
  register,
];
