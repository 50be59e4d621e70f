import * as v from 'valibot';
import { id, place } from '../fields';
import type * as view from '../views';
import { answers, reads, writes } from './define';

const scan = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(200)),
  /** The slot that the page was opened for, when it was opened for one. */
  slotId: v.optional(id),
  /** Where the phone was; left out when its holder did not allow it. */
  place: v.optional(place),
});

/** Attendance: checking in and out, and the leader's desk. */
export const attendance = {
  'attendance.checkIn': writes('member', 'account', scan, answers<view.ScanResult>(), [
    'CODE_INVALID',
    'CODE_EXPIRED',
    'CODE_OTHER_SLOT',
    'NOT_SIGNED_UP',
    'STILL_WAITING',
    'TOO_EARLY',
    'TOO_LATE',
    'TOO_MANY_PAIRS',
    'CANCELLED', // prettier-ignore
  ]),
  'attendance.checkOut': writes('member', 'account', scan, answers<view.ScanResult>(), [
    'CODE_INVALID',
    'CODE_EXPIRED',
    'CODE_OTHER_SLOT',
    'NOT_SIGNED_UP',
    'NOT_CHECKED_IN', // prettier-ignore
  ]),
  'desk.view': reads('organizer', 'leader', v.strictObject({ slotId: id }), answers<view.DeskView>(), [
    'NOT_FOUND',
  ]),
} as const;
