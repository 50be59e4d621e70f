import { loading, loadingData, loadInto } from '../../kit/loading';
import type { StationCard } from '../../domain/stations/views';
import { callOrRecall } from '../../services/cache';
import { areaName, type ActivityRow, type MineRow } from '../../services/cards';
import { cloudNow } from '../../services/clock';
import { date, weekday } from '../../services/format';
import { tell } from '../../services/phone';
import { usePhonePlace, whereabouts, type Whereabouts } from '../../services/place';
import { desksOf, dueCount, dueRows, type DeskRow, type WayRow } from '../../services/work';
import { go, goTab, markDue, markTab, routes } from '../../services/routes';
import { session, sessionKnown } from '../../services/session';
import { isLarge, switchLarge, wasOffered } from '../../services/type';
import { noFixWords } from '../../services/words';
import { farWords, figuresOf, rowsOf, type CallRow, type Figure } from './model';

Page({
  ...loading,
  data: {
    ...loadingData,
    where: '',
    /** It is known where the person is. */
    placed: false,
    today: '',
    /** In large type: my next thing and four doors. */
    large: false,
    /** What is offered to who has never been asked: what is near, and large type. */
    offersPlace: false,
    offersLarge: false,
    /** Call-ups come before everything else. */
    calls: [] as CallRow[],
    next: null as MineRow | null,
    /** What one could go to, when one has nothing of one's own coming. */
    suggested: null as ActivityRow | null,
    nearby: [] as ActivityRow[],
    figures: [] as Figure[],
    month: '',
    /** That one is far away from this city; empty otherwise. */
    far: '',
    /** Of leaders and staff: what they have to do now. */
    desks: [] as DeskRow[],
    work: [] as WayRow[],
  },
  near: [] as StationCard[],

  onShow() {
    markTab(this, 'home');
    this.setData({ large: isLarge(), offersLarge: !isLarge() && !wasOffered() });
    void this.load();
  },
  onShareAppMessage() {
    return { title: `${session()?.city.short ?? ''}文明实践：身边的站点和活动`, path: '/pages/home/index' };
  },

  load() {
    this.showToday();
    void this.loadWork();
    return loadInto(this, this.ask(), (home) => {
      this.showToday();
      const now = cloudNow();
      const { title, figures } = figuresOf(home.month, now);
      return { month: title, figures, ...rowsOf(home, now, this.data.large) };
    });
  },
  async ask() {
    const here = await whereabouts();
    // From the middle of the city nothing is near or far to anybody.
    const placed = here !== null && here.source !== 'city';
    const [home] = await Promise.all([
      callOrRecall('home.view', placed ? { place: here.place } : {}, 'home'),
      this.findNearest(here),
      sessionKnown(),
    ]);
    this.setData({
      where: this.whereWords(here),
      offersPlace: here?.source === 'city' && here.awayMetres === undefined,
      placed,
      far: farWords(here),
    });
    return home;
  },

  /** Whoever leads or serves begins with their work. What of it cannot be asked just now stays as it was. */
  async loadWork() {
    await sessionKnown();
    const { teams = [], duties = [] } = session() ?? {};
    if (teams.length === 0 && duties.length === 0) return;
    const [me, led] = await Promise.all([
      callOrRecall('me.view', {}, 'me'),
      teams.length > 0 ? callOrRecall('activities.led', {}, 'led') : null,
    ]);
    if (!me.ok) return;
    const activities = led?.ok ? led.data.activities : [];
    const work = dueRows(me.data, activities, duties.length > 0);
    this.setData({ work, desks: desksOf(activities, cloudNow()) });
    markDue(this, dueCount(me.data, work));
  },

  /** Again after each answer: it may have told that the phone's clock is wrong. */
  showToday() {
    const now = cloudNow();
    this.setData({ today: `${date(now)} ${weekday(now)}` });
  },

  /** The nearest stations name where one is; the first is whom to call. */
  async findNearest(here: Whereabouts | null) {
    if (!here) return;
    const result = await callOrRecall('stations.nearby', { place: here.place, limit: 5 }, 'near');
    if (result.ok) this.near = result.data.stations;
  },
  whereWords(here: Whereabouts | null): string {
    if (!here) return '选择我在的地方';
    const named = this.near.find(({ tier }) => tier !== 'centre') ?? this.near[0];
    return here.source === 'phone' && named ? `${areaName(named.name)}附近` : here.label;
  },

  onChanged() {
    void this.load();
  },
  onCalled(event: Tap<{ id: string }>) {
    go(routes.callup(event.currentTarget.dataset.id));
  },
  onPlace() {
    go(routes.place());
  },
  /** WeChat asks its holder only now, when they want to know what is near. */
  async onUsePlace() {
    const why = await usePhonePlace();
    if (why !== null) return tell(noFixWords[why]);
    await this.load();
  },
  onLarge() {
    this.chooseType(true);
  },
  onNotLarge() {
    this.chooseType(false);
  },
  chooseType(large: boolean) {
    switchLarge(large);
    this.setData({ large: isLarge(), offersLarge: false });
    void this.load();
  },
  onStations() {
    goTab('stations');
  },
  onServices() {
    go(routes.services());
  },
  onShifts() {
    goTab('activities', 'shift');
  },
  onActivities() {
    goTab('activities');
  },
  /** The nearest of the stations around that can be called; where none can, the way to the nearest. */
  onNeed: () => go(routes.ask()),
});
