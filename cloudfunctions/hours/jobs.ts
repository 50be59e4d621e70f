import { auditLedger } from './audit-ledger';
import { sealRecords } from './seal';
import { raiseCases, remindOfHours } from './shifts-due';
import { countHours } from './count';
import { tellCases, tellHours } from './tell';

/** What the system does of this area by itself. */
export const hoursSweeps = { tellHours, countHours, tellCases, remindOfHours, raiseCases };

export const hoursRoutines = { auditLedger, sealRecords };
