import { attendanceCandidates } from './candidates';
import { closeStays, endSlots } from './close';
import { myCode, slotPoster } from './codes';
import { checkInDesk } from './desk';
import { recordAttendance } from './record';
import { checkIn, checkOut } from './scan';
import { undoMarks } from './undo';

/** The actions of this area, by the function that they run in. */
export const memberAttendance = [checkIn, checkOut, myCode];

export const organizerAttendance = [
  checkInDesk,
  attendanceCandidates,
  recordAttendance,
  undoMarks,
  slotPoster,
];

export const attendanceSweeps = { closeStays, endSlots };
