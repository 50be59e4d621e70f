import type { SlotKind } from '../domain/activities/schemas';
import type { Place } from '../domain/geo';

/** Where pages are: the only place that spells their paths. */
type Query = Readonly<Record<string, string | undefined>>;

function url(path: string, query: Query = {}): string {
  const pairs = Object.entries(query)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

export const tabs = {
  home: '/pages/home/index',
  stations: '/pages/stations/index',
  activities: '/pages/activities/index',
  me: '/pages/me/index',
} as const;

export const routes = {
  station: (id: string) => url('/pages/station/index', { id }),
  /**
   * `as`: what one comes for; a resident where nothing is said. `slot`: the one that is chosen already. `offer`: a sign-up
   * whose place is offered to its team.
   */
  activity: (id: string, query: { as?: SlotKind; slot?: string; offer?: string } = {}) =>
    url('/packages/resident/activity/index', { id, ...query }),
  /** What serves residents; `text`: what to look for, near a place that has a name. */
  services: (text?: string, near?: { label: string; place: Place }) =>
    url('/packages/resident/services/index', {
      text,
      label: near?.label,
      longitude: near?.place.longitude.toString(),
      latitude: near?.place.latitude.toString(),
    }),
  /** What one signed up for and is over. */
  history: () => url('/packages/resident/history/index'),
  place: () => url('/packages/settings/place/index'),
  /** `ahead`: how many wait before this person, when just told. */
  signed: (activityId: string, signupId: string, ahead: number | null = null) =>
    url('/packages/volunteer/signed/index', { activityId, signupId, ahead: ahead?.toString() }),
  /** Homes to go to, for who goes there. */
  visits: (activityId: string) => url('/packages/volunteer/visits/index', { id: activityId }),
  scan: (code?: string, slotId?: string) => url('/packages/volunteer/scan/index', { code, slotId }),
  /** One's own code, for leaders and shops to scan. */
  code: () => url('/packages/volunteer/code/index'),
  settings: () => url('/packages/settings/index/index'),
  /** As a volunteer. */
  register: () => url('/packages/account/register/index'),
  /** One's registration. */
  profile: () => url('/packages/account/profile/index'),
  /** What is held about one, consents, taking it along, giving the account up. */
  privacy: () => url('/packages/account/privacy/index'),
  /** Relatives without a phone. */
  people: () => url('/packages/account/family/index'),
  /** `code`: as the paper says it. */
  claim: (code?: string) => url('/packages/account/claim/index', { code }),
  rebind: () => url('/packages/account/rebind/index'),
  /** For leaders: volunteers without a phone. */
  paper: (teamId: string) => url('/packages/account/paper/index', { teamId }),
  paperForm: (teamId: string) => url('/packages/account/person/index', { teamId }),
  /** For staff: who asks for their account on a new phone. */
  bindings: () => url('/packages/account/bindings/index'),
  teams: () => url('/packages/team/list/index'),
  team: (id: string) => url('/packages/team/view/index', { id }),
  /** A new team; under `parentId` a 分队; `mendId`: a refused one; `editId`: the words of one that stands. */
  foundTeam: (what: { parentId?: string; mendId?: string; editId?: string } = {}) =>
    url('/packages/team/found/index', what),
  /** For staff: a team that there is already. */
  registerTeam: () => url('/packages/team/found/index', { register: 'yes' }),
  members: (teamId: string) => url('/packages/team/members/index', { teamId }),
  teamNumbers: (teamId: string) => url('/packages/team/numbers/index', { teamId }),
  /** For staff: new teams to judge, suspended ones. */
  heldTeams: () => url('/packages/centre/teams/index'),
  /** Places that teammates ask to be taken over. */
  offers: () => url('/packages/volunteer/offers/index'),
  hours: () => url('/packages/volunteer/hours/index'),
  /** Of somebody without a phone whom I act for. */
  hoursOf: (person: string) => url('/packages/volunteer/hours/index', { person }),
  /** A line of my hours. */
  line: (id: string) => url('/packages/volunteer/line/index', { id }),
  /** What I asked about my hours, and shifts that have none. */
  questions: (person?: string) => url('/packages/volunteer/questions/index', { person }),
  /** Questions and hours that wait for me, what I filed. */
  cases: () => url('/packages/leader/cases/index'),
  /** `settles`: the question that it is to settle. */
  makeUp: (what: { slotId?: string; accountId?: string; settles?: string } = {}) =>
    url('/packages/leader/makeup/index', what),
  correct: (line: {
    lineId: string;
    name: string;
    title: string;
    /** What it comes to now, and the shift. */
    minutes: number;
    shift: number;
    settles?: string;
  }) =>
    url('/packages/leader/correct/index', { ...line, minutes: `${line.minutes}`, shift: `${line.shift}` }),
  /** For staff: hours overdue, and those that one person's word is not enough for. */
  heldHours: () => url('/packages/centre/hours/index'),
  /** For staff: hours with doubts that nobody of a station has looked at. */
  unseenHours: () => url('/packages/centre/unseen/index'),
  certificates: () => url('/packages/certificate/list/index'),
  certificate: (id: string) => url('/packages/certificate/view/index', { id }),
  /** For anybody: how the records of each day are sealed. */
  seals: () => url('/packages/certificate/seals/index'),
  /** `code`: of a certificate, as scanned. */
  verify: (code?: string) => url('/packages/certificate/verify/index', { code }),
  benefits: () => url('/packages/benefits/list/index'),
  shop: (id: string) => url('/packages/benefits/shop/index', { id }),
  /** For the people of a shop. */
  keeper: (id?: string) => url('/packages/benefits/keeper/index', { id }),
  /** For staff: the shops they look after. */
  shops: () => url('/packages/benefits/manage/index'),
  shopForm: (id?: string) => url('/packages/benefits/edit/index', { id }),
  offerForm: (shopId: string, offerId?: string) => url('/packages/benefits/offer/index', { shopId, offerId }),
  /** Asking for help; `as: 'hotline'`: for staff, of somebody on the telephone. */
  ask: (query: { as?: 'hotline' } = {}) => url('/packages/requests/ask/index', query),
  requests: () => url('/packages/requests/list/index'),
  /** Those that any volunteer may claim. */
  nearRequests: () => url('/packages/requests/list/index', { scope: 'near' }),
  /** Those that my teams are asked to answer, or have. */
  orders: () => url('/packages/requests/list/index', { scope: 'team' }),
  request: (id: string) => url('/packages/requests/view/index', { id }),
  /** For staff: what is asked for at their stations. */
  requestDesk: () => url('/packages/requests/desk/index'),
  led: () => url('/packages/leader/activities/index'),
  post: (teamId?: string) => url('/packages/leader/post/index', { teamId }),
  /** A draft to work on, or what is to be changed. */
  editActivity: (activityId: string) => url('/packages/leader/post/index', { activityId }),
  /** Another one like it. */
  activityLike: (from: string) => url('/packages/leader/post/index', { from }),
  /** How it went. */
  report: (activityId: string) => url('/packages/leader/report/index', { activityId }),
  /** What people said of it, for its team. */
  said: (activityId: string) => url('/packages/leader/said/index', { activityId }),
  /** One slot's code for printing. */
  poster: (slotId: string) => url('/packages/leader/poster/index', { slotId }),
  desk: (slotId: string) => url('/packages/leader/desk/index', { slotId }),
  review: () => url('/packages/centre/review/index'),
  /** What a person is called to. */
  callup: (id: string) => url('/packages/callup/answer/index', { id }),
  /** For staff: who was called, how they answer, who is home. */
  callups: () => url('/packages/callup/list/index'),
  callDesk: (id: string) => url('/packages/callup/desk/index', { id }),
  /** `id`: the next list of one that there is. */
  callNew: (id?: string) => url('/packages/callup/new/index', { id }),
  confirm: (slotId: string) => url('/packages/leader/confirm/index', { slotId }),
} as const;

/** A text that came along in a page's address: handed over as it was written there, or already read. */
export function decoded(query = ''): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

/** WeChat holds ten pages; beyond that the new one takes the place of the last. */
const DEEPEST = 10;

export function go(to: string): void {
  if (getCurrentPages().length >= DEEPEST) void wx.redirectTo({ url: to });
  else void wx.navigateTo({ url: to });
}

/** In place of the page that led there: going back does not lead to it again. */
export const goInstead = (to: string): void => void wx.redirectTo({ url: to });

/** Back to where one came from; whoever came by a link goes home. */
export function goBack(): void {
  if (getCurrentPages().length > 1) void wx.navigateBack();
  else void wx.switchTab({ url: tabs.home });
}

/** The page below asked for this one on the way to something else; a tab page is only where one set out from. */
export function onTheWay(): boolean {
  const [below] = getCurrentPages().slice(-2, -1);
  return below !== undefined && !Object.values<string>(tabs).includes(`/${below.route}`);
}

type Tab = keyof typeof tabs;

/** A tab page takes no query: what it should show first is left here for it. */
let waiting: Partial<Record<Tab, string>> = {};

export function goTab(tab: Tab, show?: string): void {
  waiting = { ...waiting, [tab]: show };
  void wx.switchTab({ url: tabs[tab] });
}

/** What goTab left for this tab; only once. */
export function takeWaiting(tab: Tab): string | undefined {
  const show = waiting[tab];
  waiting = { ...waiting, [tab]: undefined };
  return show;
}

interface WithTabBar {
  getTabBar?: () => WechatMiniprogram.Component.TrivialInstance | undefined;
}

/** How many things there are on 我的 that its holder can do now, as far as was last known. */
let due = 0;

/** Every tab page has its own copy of the custom tab bar, which has to be told where it stands. */
export function markTab(page: object, tab: Tab): void {
  (page as WithTabBar).getTabBar?.()?.setData({ selected: tab, due });
}

export function markDue(page: object, count: number): void {
  due = count;
  (page as WithTabBar).getTabBar?.()?.setData({ due });
}
