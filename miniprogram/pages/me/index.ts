import type { LedActivity, MeView } from '../../domain/views';
import { callOrRecall } from '../../services/cache';
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
  ...{ register, profile, hours, certificates, teams, offers, people, code, benefits, settings },
  ...{ led, cases },
  ...{ review, heldTeams, heldHours, bindings, shops },
};

Page({
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
  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  async load() {
    const version = ++this.version;
    // The account is made when the session is first opened; offline the kept answer is shown all the same.
    await openSession();
    const result = await callOrRecall('me.view', {}, 'me');
    if (version !== this.version) return;
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.setData({ state: 'ready', staleSince: result.staleSince ?? 0 });
    this.draw(result.data, []);
    if (result.data.teams.length > 0) await this.loadLed(result.data, version);
  },
  /** What leaders have to do follows what they have themselves. */
  async loadLed(me: MeView, version: number) {
    const led = await callOrRecall('activities.led', {}, 'led');
    if (version === this.version && led.ok) this.draw(me, led.data.activities);
  },
  draw(me: MeView, led: readonly LedActivity[]) {
    const now = Date.now();
    const serves = (session()?.duties.length ?? 0) > 0;
    this.setData({ me: mePage(me, led, serves, now), desks: desksOf(led, now) });
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
  retry() {
    this.setData({ state: 'loading' });
    void this.load();
  },
});
