import { myCode } from './codes';
import { checkIn, checkOut } from './scan';

/** What the function for everybody runs of this area. */
export const memberAttendance = [checkIn, checkOut, myCode];
