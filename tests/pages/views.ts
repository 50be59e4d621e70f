import type { ActivityView, SlotOffer } from '#domain/activities/page';
import type { LedActivity } from '#domain/activities/views';
import type { UnseenLine } from '#domain/hours/views';
import type { HeldPlace, MySignup } from '#domain/signups/views';
import { at } from '../domain/support';

/**
 * What the cloud answers, as a test of a page needs it: each field has a usual value, and a test names those that it is
 * about. All stand on one day, from nine to eleven, seen at eight. A new field of an answer is added here alone.
 */
export const NOW = at(8);

const times = { start: at(9), end: at(11) };
const venue = { name: '站', address: '', place: { longitude: 111, latitude: 34 } };

export const aSignup = (part: Partial<MySignup> = {}): MySignup => ({
  ...times,
  signupId: 'v-1_a',
  slotId: 'v-1',
  activityId: 'v',
  kind: 'shift',
  title: '义剪',
  slotName: '上午班',
  venue,
  state: 'confirmed',
  activityState: 'published',
  presence: { state: 'expected', in: null, out: null, flags: [] },
  checkInFrom: at(8, 30),
  cancelUntil: at(9),
  lateFrom: null,
  person: null,
  party: 1,
  revision: 0,
  asked: null,
  offered: false,
  visit: null,
  canOffer: true,
  mode: 'inOut',
  ...part,
});

export const aHeldPlace = (part: Partial<HeldPlace> = {}): HeldPlace => ({
  ...aSignup(part),
  partyAtMost: 1,
  ...part,
});

export const aSlot = (part: Partial<SlotOffer> = {}): SlotOffer => ({
  ...times,
  id: 'v-1',
  kind: 'shift',
  name: '上午班',
  capacity: 5,
  left: 2,
  revision: 0,
  partyAtMost: 1,
  waiting: 0,
  status: { status: 'FREE', warnings: [] },
  mine: null,
  others: [],
  offers: [],
  ...part,
});

export const anActivity = (part: Partial<ActivityView> = {}): ActivityView => ({
  ...times,
  id: 'v',
  title: '义剪',
  category: 'care',
  teamName: '队',
  teamId: 't',
  summary: '',
  audience: '',
  bring: '',
  risks: '',
  contactPhone: '',
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  dangerous: false,
  insurance: '',
  signupFrom: null,
  signupUntil: null,
  mode: 'inOut',
  leads: false,
  cancelReason: '',
  refuseReason: '',
  report: '',
  photos: [],
  phase: 'coming',
  venue: { ...venue, stationId: null },
  slots: [],
  ...part,
});

export const aLedSlot = (part: Partial<LedActivity['slots'][number]> = {}): LedActivity['slots'][number] => ({
  ...times,
  id: 'v-1',
  kind: 'shift',
  name: '班',
  capacity: 5,
  left: 2,
  revision: 0,
  ...part,
});

export const aLedActivity = (part: Partial<LedActivity> = {}): LedActivity => ({
  ...times,
  id: 'v',
  title: '义剪',
  category: 'care',
  teamName: '队',
  teamId: 't',
  phase: 'coming',
  venue: { ...venue, stationId: null },
  slots: [],
  expected: 0,
  here: 0,
  toConfirm: 0,
  waiting: [],
  due: null,
  refuseReason: '',
  rowId: null,
  reported: false,
  ...part,
});

export const anUnseenLine = (part: Partial<UnseenLine> = {}): UnseenLine => ({
  ...times,
  lineId: 'v-1_a',
  slotId: 'v-1',
  activityId: 'v',
  title: '义剪',
  teamName: '队',
  name: '张三',
  minutes: 120,
  flags: ['PRINTED'],
  confirmedBy: '王队长',
  at: at(12),
  mayLook: true,
  ...part,
});
