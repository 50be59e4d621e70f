import { loading, loadingData, loadInto } from '../../kit/loading';
import type { LedActivity } from '../../domain/activities/views';
import { callOrRecall } from '../../services/cache';
import { cloudNow } from '../../services/clock';
import { go, goTab, markTab, routes } from '../../services/routes';
import { openSession, session } from '../../services/session';
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
  ...loading,
  data: {
    ...loadingData,
    introducing: false,
    me: null as MePage | null,
    desks: [] as DeskRow[],
  },

  onShow() {
    markTab(this, 'me');
    void this.load();
  },
  load() {
    return loadInto(this, this.ask(), ({ me, led }) => {
      const now = cloudNow();
      const serves = (session()?.duties.length ?? 0) > 0;
      return { me: mePage(me, led, serves, now), desks: desksOf(led, now) };
    });
  },
  async ask() {
    // The account is made when the session is first opened; offline the kept answer is shown all the same.
    await openSession();
    const result = await callOrRecall('me.view', {}, 'me');
    if (!result.ok) return result;
    const led = result.data.teams.length > 0 ? await this.loadLed() : [];
    return { ...result, data: { me: result.data, led } };
  },
  /** Of leaders alone; what else stands on the page does not hang on it. */
  async loadLed(): Promise<readonly LedActivity[]> {
    const led = await callOrRecall('activities.led', {}, 'led');
    return led.ok ? led.data.activities : [];
  },

  onChanged() {
    void this.load();
  },
  onIntroduce() {
    this.setData({ introducing: true });
  },
  onIntroduceClosed() {
    this.setData({ introducing: false });
  },
  onIntroduced() {
    this.setData({ introducing: false });
    void this.load();
  },
  /** They stand at the end of the page, below all that one can open from here. */
  onLater() {
    wx.pageScrollTo({ selector: '#later', fail: () => undefined });
  },
  onActivities() {
    goTab('activities');
  },
  onWay(event: Tap<{ way: Way }>) {
    const { way } = event.currentTarget.dataset;
    if (way !== 'applications') go(ways[way]());
    else if (this.data.me) go(applications(this.data.me));
  },
  onCode() {
    go(routes.code());
  },
  onTeam(event: Tap<{ id: string }>) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  onDesk(event: Tap<{ id: string }>) {
    go(routes.desk(event.currentTarget.dataset.id));
  },
  onPost(event: Tap<{ id: string }>) {
    go(routes.post(event.currentTarget.dataset.id));
  },
});
