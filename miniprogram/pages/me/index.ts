import type { LedActivity } from '../../domain/activities/views';
import { callOrRecall } from '../../services/cache';
import { cloudNow } from '../../services/clock';
import { reloading } from '../../services/reloading';
import { go, goTab, markTab, routes } from '../../services/routes';
import { openSession, session } from '../../services/session';
import { wordsFor } from '../../services/words';
import { desksOf, mePage, type DeskRow, type MePage, type Way } from './model';

const { register, profile, hours, certificates, teams, offers, people, code, benefits, settings } = routes;
const { led, cases, review, heldTeams, heldHours, bindings, shops } = routes;

/** Whoever leads one team goes straight to its people. */
function applications(me: MePage): string {
  const [team, another] = me.teams;
  return team && !another ? routes.members(team.id) : teams();
}

const ways: Readonly<Record<Exclude<Way, 'applications'>, () => string>> = {
  register,
  profile,
  hours,
  certificates,
  teams,
  offers,
  people,
  code,
  benefits,
  settings,
  led,
  cases,
  review,
  heldTeams,
  heldHours,
  bindings,
  shops,
};

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    introducing: false,
    me: null as MePage | null,
    desks: [] as DeskRow[],
  },
  version: 0,

  onShow() {
    markTab(this, 'me');
    void this.load();
  },
  async load() {
    const version = ++this.version;
    // The account is made when the session is first opened; offline the kept answer is shown all the same.
    await openSession();
    const result = await callOrRecall('me.view', {}, 'me');
    const led = result.ok && result.data.teams.length > 0 ? await this.loadLed() : [];
    if (version !== this.version) return;
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const now = cloudNow();
    const serves = (session()?.duties.length ?? 0) > 0;
    this.setData({
      state: 'ready',
      staleSince: result.staleSince ?? 0,
      me: mePage(result.data, led, serves, now),
      desks: desksOf(led, now),
    });
  },
  /** Of leaders alone; what else stands on the page does not hang on it. */
  async loadLed(): Promise<readonly LedActivity[]> {
    const led = await callOrRecall('activities.led', {}, 'led');
    return led.ok ? led.data.activities : [];
  },

  introduce() {
    this.setData({ introducing: true });
  },
  introduceClosed() {
    this.setData({ introducing: false });
  },
  introduceDone() {
    this.setData({ introducing: false });
    void this.load();
  },
  /** They stand at the end of the page, below all that one can open from here. */
  showLater() {
    wx.pageScrollTo({ selector: '#later', fail: () => undefined });
  },
  openActivities() {
    goTab('activities');
  },
  openWay(event: WechatMiniprogram.TouchEvent<object, object, { way: Way }>) {
    const { way } = event.currentTarget.dataset;
    if (way !== 'applications') go(ways[way]());
    else if (this.data.me) go(applications(this.data.me));
  },
  openCode() {
    go(routes.code());
  },
  openTeam(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  openDesk(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.desk(event.currentTarget.dataset.id));
  },
  post(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.post(event.currentTarget.dataset.id));
  },
});
