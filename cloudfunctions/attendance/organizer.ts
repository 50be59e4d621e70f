import { attendanceCandidates } from './candidates';
import { slotPoster } from './codes';
import { checkInDesk, deskChanges } from './desk';
import { recordAttendance } from './record';
import { undoMarks } from './undo';

/** What the function for leaders and staff runs of this area. */
export const organizerAttendance = [
  checkInDesk,
  deskChanges,
  attendanceCandidates,
  recordAttendance,
  undoMarks,
  slotPoster,
];
