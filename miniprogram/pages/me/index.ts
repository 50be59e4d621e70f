import { loading, loadingData, loadInto } from '../../kit/loading';
import type { LedActivity } from '../../domain/activities/views';
import { callOrRecall } from '../../services/cache';
import { cloudNow } from '../../services/clock';
import { go, goTab, markDue, markTab, routes } from '../../services/routes';
import { openSession, session } from '../../services/session';
import { desksOf, dueCount, dueRows, type DeskRow } from '../../services/work';
import { mePage, type MePage } from './model';

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
      markDue(this, dueCount(me, dueRows(me, led, serves)));
      return { me: mePage(me, led, serves, now), desks: desksOf(led, now) };
    });
  },
  async ask() {
    // Offline the kept answer is shown all the same.
    const [opened, first] = await Promise.all([openSession(), callOrRecall('me.view', {}, 'me')]);
    // The account is made when the session is first opened: then this was too soon.
    const early = opened.ok && !first.ok && first.code === 'NO_ACCOUNT';
    const result = early ? await callOrRecall('me.view', {}, 'me') : first;
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
  onCode() {
    go(routes.code());
  },
  onTeam(event: Tap<{ id: string }>) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  onPost(event: Tap<{ id: string }>) {
    go(routes.post(event.currentTarget.dataset.id));
  },
});
