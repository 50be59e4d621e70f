import { auditLedger } from './audit-ledger';
import { hoursCandidates } from './candidates';
import { confirmHours } from './confirm';
import { contestHours } from './contest';
import { decideCase } from './decide';
import { fileHours } from './file';
import { hoursList } from './list';
import { overdueHours } from './overdue';
import { proposedHours } from './proposals';
import { hoursCases } from './read-cases';
import { hoursLine } from './read-line';
import { raiseCases, remindOfHours } from './shifts-due';
import { tellCases, tellHours } from './tell';
import { unrecordedShifts } from './unrecorded';

/** The actions of this area, by the function that they run in. */
export const memberHours = [hoursList, hoursLine, unrecordedShifts, contestHours, hoursCases];

export const organizerHours = [
  proposedHours,
  confirmHours,
  hoursCandidates,
  fileHours,
  decideCase,
  overdueHours,
];

export const hoursSweeps = { tellHours, tellCases, remindOfHours, raiseCases };
export const hoursRoutines = { auditLedger };
