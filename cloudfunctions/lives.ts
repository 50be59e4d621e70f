import type { ActivityDocument, AttendanceDocument, RequestDocument, SlotDocument } from './documents';

/**
 * The fields that a record has only for a time: from when to when, who sets and drops them, who reads them. An optional
 * field without a row does not compile; `npm run api` prints them into docs/lives.md. Those of a sign-up stand in
 * domain/signups/life.ts, which also says what each move drops.
 */
interface Life {
  readonly while: string;
  /** Files of cloudfunctions, without the ending. */
  readonly setBy: string;
  readonly droppedBy: string;
  readonly readBy: string;
}

type PassingField<D> = { [K in keyof D]-?: undefined extends D[K] ? K : never }[keyof D];
type Lives<D> = Readonly<Record<PassingField<D>, Life>>;

const never = '–';

const slots: Lives<SlotDocument> = {
  touchedAt: {
    while: 'from a change of places until the repair has seen that all is well',
    setBy:
      'activities/slots, signups/roster, signups/take-over, signups/reconcile, accounts/part, activities/rework',
    droppedBy: 'signups/repair',
    readBy: 'signups/repair',
  },
  liveUntil: {
    while: 'people can still check in or out, and what comes late is taken',
    setBy: 'activities/slots',
    droppedBy: 'attendance/close, activities/slots',
    readBy: 'attendance/close, hours/shifts-due',
  },
  remindAt: {
    while: 'there is still somebody to remind',
    setBy: 'activities/slots, signups/remind',
    droppedBy: 'signups/remind, activities/slots',
    readBy: 'signups/remind',
  },
  confirmBy: {
    while: 'always, of a shift',
    setBy: 'activities/slots',
    droppedBy: never,
    readBy: 'hours/proposals, hours/overdue, hours/shifts-due, activities/led',
  },
  dueAt: {
    while: 'hours may still wait to be confirmed',
    setBy: 'activities/slots, hours/shifts-due',
    droppedBy: 'hours/shifts-due',
    readBy: 'hours/shifts-due',
  },
  earlier: {
    while: 'always, once its time or place has been changed: what it was before, the last few times',
    setBy: 'activities/rework',
    droppedBy: never,
    readBy: 'signups/views',
  },
  home: {
    while: 'always, of a service that comes to the home',
    setBy: 'activities/slots',
    droppedBy: never,
    readBy: 'signups/take, signups/visits, activities/views',
  },
  overdueFor: {
    while: 'its hours wait beyond the deadline',
    setBy: 'hours/shifts-due',
    droppedBy: 'hours/shifts-due',
    readBy: 'hours/overdue, accounts/waiting',
  },
};

const attendances: Lives<AttendanceDocument> = {
  openSince: {
    while: 'the person is there',
    setBy: 'attendance/keep',
    droppedBy: 'attendance/keep',
    readBy: 'attendance/keep, accounts/take-along, activities/led, accounts/leave',
  },
  openUntil: {
    while: 'the person is there; then the system checks them out',
    setBy: 'attendance/keep',
    droppedBy: 'attendance/keep',
    readBy: 'attendance/close',
  },
  toConfirm: {
    while: 'somebody was there in a shift, and the hours are not confirmed',
    setBy: 'attendance/keep',
    droppedBy: 'attendance/keep, hours/confirm',
    readBy: 'hours/overdue, hours/shifts-due, activities/led, activities/file',
  },
  phone: {
    while: 'until the slot is over',
    setBy: 'attendance/keep',
    droppedBy: 'attendance/closing',
    readBy: 'attendance/phones',
  },
  phoneAt: {
    while: 'as phone',
    setBy: 'attendance/keep',
    droppedBy: 'attendance/closing',
    readBy: 'attendance/phones',
  },
  guest: {
    while: 'somebody is there without a place',
    setBy: 'attendance/keep',
    droppedBy: 'attendance/keep',
    readBy: 'attendance/desk-people, hours/evidence',
  },
};

const activities: Lives<ActivityDocument> = {
  skillsNeeded: {
    while: 'always, where skills are needed and not only welcome',
    setBy: 'activities/content',
    droppedBy: never,
    readBy: 'signups/people',
  },
  signupFrom: {
    while: 'always, where sign-up opens later',
    setBy: 'activities/content',
    droppedBy: 'activities/content',
    readBy: 'signups/people',
  },
  signupUntil: {
    while: 'always, where sign-up ends sooner',
    setBy: 'activities/content',
    droppedBy: 'activities/content',
    readBy: 'signups/people',
  },
  repeatOf: {
    while: 'always, of a weekly row',
    setBy: 'activities/post',
    droppedBy: never,
    readBy: 'activities/cancel, activities/review-row, activities/led',
  },
  cancelledAt: {
    while: 'from when it is called off',
    setBy: 'activities/cancel',
    droppedBy: never,
    readBy: 'activities/off, attendance/frame',
  },
  off: {
    while: 'from when one of its slots is called off',
    setBy: 'activities/cancel',
    droppedBy: never,
    readBy: 'activities/off',
  },
  refuseReason: {
    while: 'from being sent back until it is sent again',
    setBy: 'activities/review',
    droppedBy: 'activities/submit',
    readBy: 'activities/led, activities/read, activities/template',
  },
  spot: {
    while: 'published and not over',
    setBy: 'activities/live',
    droppedBy: 'activities/live, activities/file',
    readBy: 'accounts/me',
  },
  liveAt: {
    while: 'published and not over, at a station',
    setBy: 'activities/live',
    droppedBy: 'activities/live, activities/file',
    readBy: 'stations/views',
  },
  liveUntil: {
    while: 'from being sent until it is over or given up',
    setBy: 'activities/content',
    droppedBy: 'activities/live, activities/file',
    readBy: 'activities/file',
  },
  heldFor: {
    while: 'it waits for a reviewer',
    setBy: 'activities/post',
    droppedBy: 'activities/review, activities/live',
    readBy: 'activities/review, accounts/waiting',
  },
  unread: {
    while: 'nobody has published it',
    setBy: 'activities/post',
    droppedBy: 'activities/review, activities/submit',
    readBy: 'activities/read',
  },
  draft: {
    while: 'a draft, or sent back',
    setBy: 'activities/draft',
    droppedBy: 'activities/submit',
    readBy: 'activities/template, activities/submit',
  },
  draftFor: {
    while: 'as draft',
    setBy: 'activities/draft',
    droppedBy: 'activities/submit',
    readBy: 'activities/led',
  },
  attempt: {
    while: 'a draft is being sent',
    setBy: 'activities/submit',
    droppedBy: 'activities/submit',
    readBy: 'activities/submit',
  },
  attempts: {
    while: 'as attempt',
    setBy: 'activities/submit',
    droppedBy: 'activities/submit',
    readBy: 'activities/submit',
  },
  unsettled: {
    while: 'from being sent until it is filed or given up',
    setBy: 'activities/content',
    droppedBy: 'activities/file, activities/live',
    readBy: 'activities/file',
  },
  toCount: {
    while: 'from being sent until it is counted or given up',
    setBy: 'activities/post',
    droppedBy: 'core/tallies, activities/live, activities/file',
    readBy: 'teams/record, teams/view',
  },
  countAt: {
    while: 'from when it is filed until it is counted',
    setBy: 'activities/file',
    droppedBy: 'core/tallies',
    readBy: 'activities/count',
  },
  report: {
    while: 'from when its leader tells how it went',
    setBy: 'activities/report',
    droppedBy: never,
    readBy: 'activities/read, activities/led',
  },
};

const closing = 'requests/record';
const requests: Lives<RequestDocument> = {
  wanted: {
    while: 'always, where a time was wished for',
    setBy: 'requests/ask',
    droppedBy: never,
    readBy: 'requests/shown',
  },
  contact: {
    while: 'whoever goes there needs it, and as long after closing as it can be opened again',
    setBy: 'requests/ask',
    droppedBy: 'requests/tend, accounts/part',
    readBy: 'requests/shown',
  },
  callerKey: {
    while: 'a year after it is over, of a call',
    setBy: 'requests/ask',
    droppedBy: 'requests/tend',
    readBy: 'requests/read',
  },
  ending: {
    while: 'it is over',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/shown, requests/suggest',
  },
  due: { while: 'something is promised', setBy: closing, droppedBy: closing, readBy: 'requests/shown' },
  pause: { while: 'it waits for who asked', setBy: closing, droppedBy: closing, readBy: 'requests/shown' },
  askedStill: {
    while: 'whoever has it was asked whether they still go',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/record',
  },
  begunAt: {
    while: 'from when somebody was there',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/record',
  },
  doneAt: {
    while: 'from when they said done',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/record',
  },
  closedAt: { while: 'it is over', setBy: closing, droppedBy: closing, readBy: 'requests/read' },
  said: {
    while: 'from when who asked said how it went',
    setBy: 'requests/making',
    droppedBy: 'accounts/part',
    readBy: 'requests/shown',
  },
  liveIn: { while: 'it is not over', setBy: closing, droppedBy: closing, readBy: 'requests/read' },
  order: { while: 'it is not over', setBy: closing, droppedBy: closing, readBy: 'requests/read' },
  queue: { while: 'it waits at desks', setBy: closing, droppedBy: closing, readBy: 'requests/read' },
  withTeam: {
    while: 'a team is asked or has it',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/read',
  },
  awaits: { while: 'a team is asked', setBy: closing, droppedBy: closing, readBy: 'accounts/waiting' },
  goers: { while: 'somebody goes there', setBy: closing, droppedBy: closing, readBy: 'requests/steps' },
  offered: {
    while: 'any volunteer may claim it',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/read',
  },
  common: {
    while: 'a thing of the place is not over',
    setBy: closing,
    droppedBy: closing,
    readBy: 'requests/read',
  },
  spot: { while: 'always', setBy: closing, droppedBy: never, readBy: 'requests/read' },
  hadBy: { while: 'it is over', setBy: closing, droppedBy: closing, readBy: 'requests/suggest' },
  took: { while: 'it was done', setBy: closing, droppedBy: closing, readBy: 'requests/read' },
  lookAt: {
    while: 'time may make something of it, or its contact is still there',
    setBy: 'requests/record, accounts/part',
    droppedBy: 'requests/tend',
    readBy: 'requests/tend',
  },
  tellAt: {
    while: 'a step has not been told of',
    setBy: closing,
    droppedBy: 'requests/tell',
    readBy: 'requests/tell',
  },
  lookers: {
    while: 'always, once somebody of the desk has opened it',
    setBy: 'requests/looking',
    droppedBy: never,
    readBy: 'requests/shown',
  },
};

export const lives: Readonly<Record<string, Readonly<Record<string, Life>>>> = {
  activities,
  slots,
  attendances,
  requests,
};
