import { closeStays, endSlots } from './close';

/** What the system does of this area by itself. */
export const attendanceSweeps = { closeStays, endSlots };
