import { hoursCandidates } from './candidates';
import { confirmHours } from './confirm';
import { decideCase } from './decide';
import { fileHours } from './file';
import { overdueHours } from './overdue';
import { proposedHours } from './proposals';
import { lookAtHours, unseenHours } from './unseen';

/** What the function for leaders and staff runs of this area. */
export const organizerHours = [
  proposedHours,
  confirmHours,
  hoursCandidates,
  fileHours,
  decideCase,
  overdueHours,
  unseenHours,
  lookAtHours,
];
