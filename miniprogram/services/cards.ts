import { spokenName } from '../domain/stations/rules';
import type { ConfirmationAsked, MySignup } from '../domain/signups/views';
import type { ActivityCard, SlotCard } from '../domain/activities/views';
import type { StationCard } from '../domain/stations/views';
import { distance, endClock, moment, opening, placesLeft, span } from './format';
import { choiceName } from './session';
import { HOME_WORDS, kindWords, phaseWords, tierWords } from './words';

/** What the shared cards draw: words only, so that the first setData of a list stays small. */

export interface StationRow {
  readonly id: string;
  /** What is drawn for it. */
  readonly picture: string;
  readonly name: string;
  readonly tier: string;
  readonly distance: string;
  readonly open: boolean;
  readonly opening: string;
  readonly offers: string;
  readonly today: string;
}

/** '三里桥街道' for '三里桥街道新时代文明实践所': the place that a station stands for. */
export const areaName = (name: string): string => name.replace(/新时代文明实践(中心|所|站|点)$/, '');

export function stationRow(card: StationCard): StationRow {
  return {
    id: card.id,
    picture: card.tier,
    name: spokenName(card.name),
    tier: tierWords[card.tier],
    distance: card.distance === null ? '' : `${card.approximate ? '约 ' : ''}${distance(card.distance)}`,
    open: card.openState.open,
    opening: opening(card.openState),
    offers: card.offers
      .map((offer) => choiceName('offers', offer))
      .filter(Boolean)
      .slice(0, 4)
      .join('、'),
    today: card.today.join('、'),
  };
}

export interface ActivityRow {
  readonly id: string;
  /** What is drawn for it. */
  readonly picture: string;
  readonly title: string;
  readonly category: string;
  readonly time: string;
  readonly venue: string;
  readonly distance: string;
  readonly state: string;
  /** One line a kind: '志愿岗位 还剩 6 个名额'. */
  readonly places: readonly string[];
  readonly over: boolean;
}

export function activityRow(card: ActivityCard & { distance?: number | null }, now: number): ActivityRow {
  const over = card.phase !== 'coming' && card.phase !== 'running';
  return {
    id: card.id,
    picture: card.category,
    title: card.title,
    category: choiceName('activityCategories', card.category),
    time: span(card, now),
    venue: spokenName(card.venue.name),
    distance: card.distance === null || card.distance === undefined ? '' : distance(card.distance),
    state: phaseWords[card.phase],
    places: over ? [] : placesByKind(card.slots, now),
    over,
  };
}

function placesByKind(slots: readonly SlotCard[], now: number): string[] {
  return (['shift', 'service'] as const).flatMap((kind) => {
    const open = slots.filter((slot) => slot.kind === kind && slot.start > now && slot.off === undefined);
    if (open.length === 0) return [];
    const left = open.reduce((sum, slot) => sum + slot.left, 0);
    const name = open.every(({ home }) => home) ? HOME_WORDS : kindWords[kind].name;
    return [`${name} ${placesLeft(left)}`];
  });
}

export type NextAction = 'checkIn' | 'checkOut' | 'lead' | 'open' | 'confirm';

/** One of my sign-ups with the one thing to do about it now. */
export interface MineRow {
  readonly signupId: string;
  readonly activityId: string;
  readonly slotId: string;
  /** The slot's, as it is shown. */
  readonly revision: number;
  readonly title: string;
  /** Whom it is for and how many come, where that is not the person alone. */
  readonly who: string;
  readonly slotName: string;
  readonly time: string;
  readonly venue: string;
  readonly state: string;
  readonly advice: string;
  readonly action: NextAction;
  readonly actionText: string;
  /** Where to be led. */
  readonly goal: MySignup['venue'];
}

export function mineRow(mine: MySignup, now: number): MineRow {
  const { action, text, advice } = nextStep(mine, now);
  return {
    signupId: mine.signupId,
    activityId: mine.activityId,
    slotId: mine.slotId,
    revision: mine.revision,
    title: mine.title,
    who: whoWords(mine),
    slotName: mine.slotName,
    time: span(mine, now),
    venue: spokenName(mine.venue.name),
    state: stateOf(mine),
    advice,
    action,
    actionText: text,
    goal: mine.venue,
  };
}

/** '替张秀英报的，3 人'; empty for oneself alone. */
export function whoWords({ person, party, kind }: MySignup): string {
  const people = party > 1 ? `${party} 人` : '';
  if (person === null) return people;
  const verb = kind === 'service' ? '预约' : '报名';
  return [`替${person.name}${verb}的`, people].filter(Boolean).join('，');
}

function stateOf(mine: MySignup): string {
  if (mine.activityState === 'cancelled') return '已取消';
  if (mine.asked) return mine.asked.question === 'PROMOTED' ? '轮到了，等确认' : '有变动，等确认';
  if (mine.state === 'waiting') return '候补中';
  if (mine.presence.state === 'present') return '已签到';
  if (mine.presence.state === 'left') return '已签退';
  if (mine.presence.state === 'credited') return '时长已记';
  return kindWords[mine.kind].done;
}

/** What one is asked, and the words of yes. */
export function questionWords(
  { asked, ...mine }: Pick<MySignup, 'start' | 'end' | 'venue'> & { readonly asked: ConfirmationAsked },
  now: number,
): { text: string; advice: string } {
  const { question, by } = asked;
  if (question === 'CHANGED') return { text: '我来', advice: changeWords(asked.was, mine, now) };
  const until = by === null ? '' : `请在${moment(by, now)} 前确认，`;
  return { text: '确认参加', advice: `有空位轮到了。${until}不确认就让给后面的人` };
}

/** What it was, and what it is: only what is another now. */
function changeWords(
  was: ConfirmationAsked['was'],
  { venue, ...times }: Pick<MySignup, 'start' | 'end' | 'venue'>,
  now: number,
): string {
  if (was === null) return '时间或地点改了，请看清楚，还来不来？';
  const moved = was.start !== times.start || was.end !== times.end;
  const when = moved ? `时间从${span(was, now)}改到${span(times, now)}。` : '';
  const where =
    was.venue === venue.name ? '' : `地点从${spokenName(was.venue)}改到${spokenName(venue.name)}。`;
  return `${when}${where}还来不来？`;
}

type NextStep = { readonly action: NextAction; readonly text: string; readonly advice: string };

const look = { action: 'open', text: '查看' } as const;
const lead = { action: 'lead', text: '带我去' } as const;

/** The words follow the state; whether a scan is taken the cloud decides. */
function nextStep(mine: MySignup, now: number): NextStep {
  if (mine.activityState === 'cancelled') return { ...look, advice: '不用去了，有事请打电话给队长' };
  const { asked } = mine;
  if (asked) return { action: 'confirm', ...questionWords({ ...mine, asked }, now) };
  if (mine.state === 'waiting') {
    return { ...look, advice: now < mine.start ? '有人退出就自动轮到您' : '已经开始了，这次没有轮到您' };
  }
  switch (mine.presence.state) {
    case 'present':
      return whileThere(mine);
    case 'left':
      return { ...look, advice: '谢谢您！等队长确认时长' };
    case 'credited':
      return { ...look, advice: '谢谢您！时长已经记好' };
    case 'expected':
      return mine.kind === 'shift' && mine.mode !== 'auto' ? beforeScan(mine, now) : beforeVisit(mine, now);
  }
}

/** Only who gives time says when they leave, where that is asked; whoever has no phone is checked out by others. */
function whileThere({ kind, mode, start, end, person }: MySignup): NextStep {
  if (kind === 'service') return { ...look, advice: '已经签到，请听工作人员安排' };
  if (mode !== 'inOut') return { ...look, advice: `不用签退，到 ${endClock({ start, end })} 结束` };
  if (person !== null) return { ...look, advice: '走之前请队长帮忙签退' };
  return { action: 'checkOut', text: '扫码签退', advice: '走之前请扫队长手机上的码' };
}

function beforeScan({ end, checkInFrom, person }: MySignup, now: number): NextStep {
  if (now >= end) return { ...look, advice: '这一场已经结束' };
  if (person !== null) return { ...look, advice: '到了请队长帮忙签到' };
  if (now < checkInFrom) return { ...look, advice: `${moment(checkInFrom, now)} 开始签到` };
  return { action: 'checkIn', text: '扫码签到', advice: '到了请扫队长手机上的码' };
}

/** Where it is enough to be there. */
function beforeVisit({ kind, start, end }: MySignup, now: number): NextStep {
  const free = kind === 'shift' ? '，不用扫码签到' : '';
  if (now < start) return { ...lead, advice: `${moment(start, now)} 准时到就行${free}` };
  if (now < end) return { ...lead, advice: `已经开始了，到 ${endClock({ start, end })} 结束${free}` };
  return { ...look, advice: '这一场已经结束' };
}
