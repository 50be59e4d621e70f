import { spokenName } from '../../../domain/stations/rules';
import type { ActivityView, SlotOffer } from '../../../domain/activities/page';
import type { HeldPlace, MySignup } from '../../../domain/signups/views';
import type { Instant } from '../../../domain/time';
import { mineRow, questionWords, whoWords } from '../../../services/cards';
import { clock, dayName, moment, span } from '../../../services/format';
import type { Failure } from '../../../services/cloud';
import { kindWords, wordsFor } from '../../../services/words';

export interface SignedModel {
  readonly state: 'confirmed' | 'waiting' | 'gone';
  readonly heading: string;
  readonly lead: string;
  readonly title: string;
  readonly slotName: string;
  readonly times: string;
  readonly venue: string;
  readonly address: string;
  readonly steps: readonly string[];
  readonly cancellable: boolean;
  readonly cancelUntil: string;
  readonly cancelText: string;
  /** What to know before cancelling. */
  readonly cancelNote: string;
  /** Whom it is for and how many come; empty for oneself alone. */
  readonly who: string;
  /** What is asked, and how to say yes; null when nothing is. */
  readonly asked: { readonly text: string; readonly advice: string } | null;
  /** A place in a shift may pass to a teammate: it can be offered, it is offered, or neither. */
  readonly swap: 'can' | 'offered' | 'no';
  /** How many come, where that can be changed. */
  readonly party: PartyModel | null;
  /** The home that they come to; null where one goes there oneself. */
  readonly home: { readonly address: string; readonly about: string } | null;
  /** Its holder goes to the homes that it comes to. */
  readonly goes: boolean;
}

export interface PartyModel {
  readonly now: number;
  readonly most: number;
  /** Why there are no more; empty while there could be. */
  readonly note: string;
}

/** What to know before so many come instead: nobody gives away a place without having read so. */
export function resizeQuestion(from: number, to: number, waiting: number): { title: string; note: string } {
  const title = `改成 ${to} 人来？`;
  if (to > from) return { title, note: `再占 ${to - from} 个名额。` };
  const goes = waiting > 0 ? '让给排队候补的人' : '让给别人';
  return { title, note: `空出的 ${from - to} 个名额${goes}，以后不一定加得回来。` };
}

/** What the page knows beside the activity. */
interface Known {
  /** How many wait before this person; null when nobody said. */
  readonly ahead: number | null;
  /** It was given up on this very page. */
  readonly cancelled: boolean;
}

export interface Found {
  readonly slot: SlotOffer;
  readonly signup: HeldPlace;
}

/** The caller's sign-up, or one that they made, among the activity's slots; null when it no longer stands. */
export function findSignup(activity: ActivityView, signupId: string): Found | null {
  for (const slot of activity.slots) {
    const signup = [slot.mine, ...slot.others].find((one) => one?.signupId === signupId);
    if (signup) return { slot, signup };
  }
  return null;
}

function leadOf(signup: MySignup, ahead: number | null, now: Instant): string {
  if (now >= signup.start) return mineRow(signup, now).advice;
  const { asked } = signup;
  if (asked) return questionWords({ ...signup, asked }, now).advice;
  if (signup.state === 'confirmed' && signup.visit) return `${moment(signup.visit.at, now)} 有人上门`;
  if (signup.state === 'confirmed') return `${dayName(signup.start, now)} ${clock(signup.start)} 前到就行`;
  if (ahead === null) return '有空位就自动轮到您';
  return ahead === 0 ? '您排在第一位，有空位就自动轮到您' : `前面还有 ${ahead} 位，有空位就自动轮到您`;
}

function stepsOf(signup: MySignup, now: Instant): string[] {
  if (signup.asked) return [];
  if (signup.state === 'waiting') {
    return [
      '有人取消时，按先后顺序轮到您',
      '轮到您时会发消息（先点“提醒我”）；问您来不来的，请及时点“确认参加”',
      '不想等了，随时可以取消',
    ];
  }
  if (signup.visit) return ['请在家等，电话保持畅通', '来的人会先打电话；要是没来，打活动页上的电话'];
  const arrive = `${moment(signup.start, now)} 前到${spokenName(signup.venue.name)}`;
  if (signup.kind === 'shift' && signup.mode === 'auto')
    return [arrive, '不用扫码签到，队长确认后就有服务时长'];
  if (signup.person) return [arrive, '到了请告诉工作人员或队长名字，请他们帮忙签到'];
  if (signup.kind === 'service') return [arrive, '到了扫一下工作人员手机上的码，或者报您的称呼'];
  return [
    arrive,
    `到了扫队长手机上的码签到，${clock(signup.checkInFrom)} 起可以扫`,
    signup.mode === 'inOut'
      ? '走之前再扫一次签退，服务时长就有了'
      : '走的时候不用再扫，队长确认后就有服务时长',
  ];
}

const gone = {
  state: 'gone',
  slotName: '',
  steps: [],
  cancellable: false,
  cancelUntil: '',
  cancelText: '',
  cancelNote: '',
  who: '',
  asked: null,
  swap: 'no',
  party: null,
  home: null,
  goes: false,
} as const;

/** Why it could not be changed, said of a change: the same codes have other words when one signs up or checks in. */
export function resizeFailure({ code, details }: Failure): string {
  const left = details['left'];
  if (code === 'SLOT_FULL') return left === 0 ? '没有空名额了，不能再加人' : `只剩 ${String(left)} 个空名额`;
  if (code === 'STILL_WAITING') return '还在候补，轮到了才能改人数';
  return wordsFor(code, details);
}

/** Only to be served people come together, and only who holds places can change how many. */
function partyOf(slot: SlotOffer, signup: HeldPlace): PartyModel | null {
  const { party, partyAtMost: most } = signup;
  if (signup.state === 'waiting' || (party === 1 && most === 1)) return null;
  const full = most === party && party < slot.partyAtMost;
  return { now: party, most, note: full ? '没有空名额了，不能再加人' : '' };
}

/** The leader may have counted on who cancels after the deadline. */
function cancelNote({ state, lateFrom }: MySignup, now: Instant): string {
  if (state === 'waiting') return '以后想来可以再报。';
  return lateFrom !== null && now >= lateFrom
    ? '报名已经截止，名额不一定有人补上，最好再给队长打个电话。'
    : '名额会让给别人。以后想来可以再报。';
}

const homeOf = ({ visit }: MySignup): SignedModel['home'] =>
  visit && {
    address: `${visit.area} ${visit.address}`,
    about: [visit.phone, visit.note].filter(Boolean).join('，'),
  };

/** Whoever comes by somebody else's link is not told that a sign-up of their own was cancelled. */
const nothing = { heading: '这一场没有您的报名', lead: '可能已经取消了' } as const;
const givenUp = { heading: '已经取消了', lead: '名额会让给别人' } as const;
const notHeld = { heading: '活动取消了' } as const;
const slotNotHeld = { heading: '这一场取消了' } as const;

const headings = {
  shift: { confirmed: '报名成功', waiting: '已排上候补' },
  service: { confirmed: '预约成功', waiting: '已排上候补' },
} as const;

function headingOf({ asked, kind, state }: MySignup): string {
  if (asked?.question === 'PROMOTED') return '轮到您了';
  return asked ? '时间或地点改了' : headings[kind][state];
}

export function signedModel(
  activity: ActivityView,
  found: Found | null,
  { ahead, cancelled }: Known,
  now: Instant,
): SignedModel {
  const { title, venue } = activity;
  const place = { title, venue: spokenName(venue.name), address: venue.address };
  if (activity.phase === 'cancelled') {
    const lead = activity.cancelReason || '不用去了';
    return { ...gone, ...notHeld, ...place, lead, times: span(activity, now) };
  }
  if (!found) {
    return { ...gone, ...(cancelled ? givenUp : nothing), ...place, times: span(activity, now) };
  }
  const { slot, signup } = found;
  if (slot.off !== undefined) {
    return { ...gone, ...slotNotHeld, ...place, lead: slot.off || '不用去了', times: span(signup, now) };
  }
  const cancellable = signup.presence.state === 'expected' && now < signup.cancelUntil;
  return {
    state: signup.state,
    heading: headingOf(signup),
    lead: leadOf(signup, ahead, now),
    ...place,
    slotName: signup.slotName,
    times: span(signup, now),
    steps: now < signup.start ? stepsOf(signup, now) : [],
    cancellable,
    cancelUntil: moment(signup.cancelUntil, now),
    cancelText: signup.state === 'waiting' ? '不排了' : `取消${kindWords[signup.kind].take}`,
    cancelNote: cancelNote(signup, now),
    who: whoWords(signup),
    asked: signup.asked && questionWords({ ...signup, asked: signup.asked }, now),
    swap: signup.offered ? 'offered' : signup.canOffer ? 'can' : 'no',
    party: cancellable ? partyOf(slot, signup) : null,
    home: homeOf(signup),
    goes: signup.kind === 'shift' && signup.state === 'confirmed' && activity.slots.some((s) => s.home),
  };
}
