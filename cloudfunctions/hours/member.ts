import { contestHours } from './contest';
import { hoursList } from './list';
import { hoursCases } from './read-cases';
import { hoursLine } from './read-line';
import { sealedDays } from './seals';
import { unrecordedShifts } from './unrecorded';

/** What the function for everybody runs of this area. */
export const memberHours = [hoursList, hoursLine, unrecordedShifts, contestHours, hoursCases, sealedDays];
