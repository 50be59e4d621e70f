import { onOneDay } from '../../../domain/activities/times';
import { spokenName } from '../../../domain/stations/rules';
import type { ErrorCode } from '../../../domain/errors';
import type { ActivityView, SlotOffer } from '../../../domain/activities/page';
import type { MySignup } from '../../../domain/signups/views';
import { mineRow, whoWords } from '../../../services/cards';
import { clockSpan, moment, offWords, placesLeft, span } from '../../../services/format';
import { photoTiles, type PhotoTile } from '../../../services/photos';
import { choiceName } from '../../../services/session';
import { HOME_WORDS, kindWords, phaseWords, reasonOnButton, wordsFor } from '../../../services/words';
import { byLink, groupsFor, type SlotGroup } from './door';

export interface SlotRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly time: string;
  readonly places: string;
  /** That it was called off, and why; empty while it stands, and where the whole activity was. */
  readonly off: string;
  readonly none: boolean;
  readonly mine: string;
  readonly cancelText: string;
  /** What keeps this one person from coming; the button at the bottom has room for a word or two only. */
  readonly whyNot: string;
  /** What this person should know, and can come all the same. */
  readonly warnings: readonly string[];
  /** Those made for others; each opens its own page. */
  readonly others: readonly { readonly signupId: string; readonly words: string }[];
  /** What teammates offer. */
  readonly offers: readonly { readonly signupId: string; readonly words: string }[];
}

export interface ActivityPage {
  readonly title: string;
  /** What is drawn for it, where it has no photo that everyone may see. */
  readonly picture: string;
  readonly photo: string;
  readonly category: string;
  readonly state: string;
  readonly over: boolean;
  readonly time: string;
  readonly team: string;
  readonly venue: { readonly name: string; readonly address: string };
  readonly stationId: string;
  /** How it went, where its leader has told. */
  readonly report: string;
  readonly photos: readonly PhotoTile[];
  /** What is asked of who comes, and what to look out for: read before one chooses. */
  readonly terms: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly contactPhone: string;
  readonly cancelReason: string;
  readonly refuseReason: string;
  /** The caller leads it, and there is or was somebody to check in. */
  readonly hasDesk: boolean;
  /** The caller goes to the homes that it comes to. */
  readonly hasVisits: boolean;
  /** What serves and what asks for a hand apart, that first which one came for. */
  readonly groups: SlotGroup<SlotRow>[];
}

export interface Fact {
  readonly name: string;
  readonly text: string;
}

export function activityPage(activity: ActivityView, now: number, door = byLink): ActivityPage {
  const { venue, phase } = activity;
  const photos = photoTiles(activity.photos);
  return {
    title: activity.title,
    picture: activity.category,
    photo: photos.find(({ note }) => note === '')?.src ?? '',
    category: choiceName('activityCategories', activity.category),
    state: phaseWords[phase],
    over: phase !== 'coming' && phase !== 'running',
    time: span(activity, now),
    team: activity.teamName,
    venue: { name: spokenName(venue.name), address: venue.address },
    stationId: venue.stationId ?? '',
    report: activity.report,
    photos,
    terms: termsOf(activity, now),
    facts: factsOf(activity),
    contactPhone: activity.contactPhone,
    cancelReason: activity.cancelReason,
    refuseReason: activity.refuseReason,
    hasDesk: activity.leads && phase !== 'draft' && phase !== 'submitted' && phase !== 'refused',
    hasVisits: goesToHomes(activity),
    groups: groupsFor(activity.slots, door, now).map(({ title, slots, times }) => ({
      title,
      times,
      slots: slots.map((slot) => slotRow(slot, activity, now)),
    })),
  };
}

const goesToHomes = ({ slots, leads }: ActivityView): boolean =>
  slots.some(({ home }) => home) &&
  (leads || slots.some(({ kind, mine }) => kind === 'shift' && mine?.state === 'confirmed'));

/** What a card or a line in somebody's chat says of it: what, when and where, with its own photo where it has one. */
export function shareOf({ title, time, venue, photo }: ActivityPage): { title: string; imageUrl?: string } {
  const words = { title: `${title}｜${time}｜${venue.name}` };
  return photo === '' ? words : { ...words, imageUrl: photo };
}

/** Plain facts, nothing that is not so. */
const told = (facts: readonly Fact[]): Fact[] => facts.filter(({ text }) => text !== '');

const termsOf = (activity: ActivityView, now: number): Fact[] =>
  told([
    { name: '什么时候报名', text: signupTime(activity, now) },
    { name: '对志愿者的要求', text: asked(activity) },
    { name: activity.dangerous ? '这项工作有危险，要留意' : '要留意', text: activity.risks },
    { name: '保险', text: activity.insurance },
  ]);

const factsOf = ({ summary, audience, bring }: ActivityView): Fact[] =>
  told([
    { name: '做什么', text: summary },
    { name: '适合谁', text: audience },
    { name: '带什么', text: bring },
  ]);

/** Nothing of it is asked of who comes to be served. */
function asked({ slots, minimumAge, skills, skillsNeeded }: ActivityView): string {
  if (!slots.some(({ kind }) => kind === 'shift')) return '';
  const able = skills.map((skill) => choiceName('skills', skill)).filter(Boolean);
  const age = minimumAge > 0 ? `年满 ${minimumAge} 岁` : '';
  const skill = able.length > 0 ? `${skillsNeeded ? '要会' : '最好会'}${able.join('或')}` : '';
  return [age, skill].filter(Boolean).join('；');
}

function signupTime({ signupFrom, signupUntil }: ActivityView, now: number): string {
  if (signupUntil !== null && now >= signupUntil) return `${moment(signupUntil, now)} 已经截止`;
  const opens = signupFrom !== null && now < signupFrom ? `${moment(signupFrom, now)} 开始` : '';
  const ends = signupUntil === null ? '' : `${moment(signupUntil, now)} 截止`;
  return [opens, ends].filter(Boolean).join('，');
}

function slotRow(slot: SlotOffer, activity: ActivityView, now: number): SlotRow {
  return {
    id: slot.id,
    kind: slot.home ? HOME_WORDS : kindWords[slot.kind].name,
    name: slot.name,
    time: onOneDay(activity.slots) ? clockSpan(slot) : span(slot, now),
    places: isOpen(slot, activity, now) ? placesWords(slot) : '',
    off: activity.phase === 'cancelled' ? '' : offWords(slot),
    none: slot.left === 0,
    mine: slot.mine ? mineWords(slot.mine, now) : '',
    cancelText: slot.mine ? cancelWords(slot.mine, now) : '',
    whyNot: slot.mine ? '' : whyNotWords(slot),
    warnings: slot.mine ? [] : warningWords(slot),
    others: slot.others.map((other) => ({ signupId: other.signupId, words: otherWords(other, now) })),
    offers: slot.offers.map(({ signupId, from }) => ({ signupId, words: `${from}来不了，想请队友接替` })),
  };
}

const isOpen = (slot: SlotOffer, { phase }: ActivityView, now: number): boolean =>
  now < slot.start && phase !== 'cancelled' && slot.off === undefined;

function placesWords(slot: SlotOffer): string {
  const line = slot.waiting > 0 ? `，${slot.waiting} 人在候补` : '';
  return `${placesLeft(slot.left)}${line}（共 ${slot.capacity} 个）`;
}

function mineWords(mine: MySignup, now: number): string {
  const { state, advice } = mineRow(mine, now);
  const who = whoWords(mine);
  return `${state}${who && `（${who}）`}：${advice}`;
}

function whyNotWords({ status }: SlotOffer): string {
  const own = status.status === 'NO' && OWN.includes(status.code) && status.code !== 'ALREADY_SIGNED_UP';
  return own ? wordsFor(status.code, status.details) : '';
}

const warningWords = ({ status }: SlotOffer): string[] =>
  status.status === 'NO' ? [] : status.warnings.map(({ code, ...details }) => wordsFor(code, details));

const otherWords = (other: MySignup, now: number): string =>
  `${whoWords(other)}：${mineRow(other, now).state}`;

function cancelWords(mine: MySignup, now: number): string {
  const open = now < mine.cancelUntil && mine.presence.state === 'expected';
  if (!open || mine.activityState === 'cancelled') return '';
  return mine.state === 'waiting' ? '不排了' : `取消${kindWords[mine.kind].take}`;
}

/** What the fixed button at the bottom does to the chosen slot. */
export type MainAction =
  | ('take' | 'wait' | 'takeOver' | 'checkIn' | 'checkOut' | 'confirm' | 'mine')
  | ('register' | 'profile' | 'none');

export interface MainButton {
  readonly action: MainAction;
  readonly text: string;
  /** A second way, for somebody else; empty where nobody can sign up. */
  readonly forOthers: string;
}

/** `offered`: the place that a link asked this person to take over. */
export function mainButton(slot: SlotOffer | undefined, now: number, offered = ''): MainButton {
  if (!slot) return { action: 'none', text: '请在上面选一个', forOthers: '' };
  const { take } = kindWords[slot.kind];
  const forOthers = openToOthers(slot) ? `替没有手机的家人${take}` : '';
  const offer = slot.offers.find(({ signupId }) => signupId === offered);
  if (offer && !slot.mine) return { action: 'takeOver', text: `接替${offer.from}`, forOthers };
  return { ...ownButton(slot, now), forOthers };
}

function ownButton(slot: SlotOffer, now: number): Omit<MainButton, 'forOthers'> {
  if (slot.mine) return mineButton(slot.mine, now);
  switch (slot.status.status) {
    case 'FREE':
      return { action: 'take', text: `${kindWords[slot.kind].take}：${slot.name}` };
    case 'FULL':
      return { action: 'wait', text: '名额已满，排队候补' };
    case 'NO':
      if (slot.status.code === 'REGISTRATION_NEEDED') return { action: 'register', text: '先登记为志愿者' };
      if (slot.status.code === 'SKILLS_NEEDED') return { action: 'profile', text: '我会，去填上特长' };
      return { action: 'none', text: whyNot(slot, slot.status.code, now) };
  }
}

/** What keeps this one person from coming, and says nothing of others. */
const OWN: readonly ErrorCode[] = [
  'ALREADY_SIGNED_UP',
  'OVERLAPS',
  'REST_TOO_SHORT',
  'TOO_YOUNG',
  'SKILLS_NEEDED',
  'REGISTRATION_NEEDED',
  'COOLING_OFF',
];

const openToOthers = ({ status }: SlotOffer): boolean => status.status !== 'NO' || OWN.includes(status.code);

function whyNot(slot: SlotOffer, code: ErrorCode, now: number): string {
  // What is over may have been filed away since: then it is not open, either.
  if ((code === 'DEADLINE_PASSED' || code === 'NOT_OPEN') && now >= slot.end) return '这一场已经结束';
  if (code === 'DEADLINE_PASSED' && now >= slot.start) return '已经开始，不能报名';
  if (code === 'NOT_YET_OPEN' && slot.status.status === 'NO') return wordsFor(code, slot.status.details);
  return reasonOnButton(code);
}

function mineButton(mine: MySignup, now: number): Omit<MainButton, 'forOthers'> {
  const { action, actionText } = mineRow(mine, now);
  return action === 'open' || action === 'lead'
    ? { action: 'mine', text: `看我的${kindWords[mine.kind].take}` }
    : { action, text: actionText };
}
