import { slotKinds } from '../../domain/activities/schemas';
import type { ActivityCard } from '../../domain/activities/views';
import { callOrRecall } from '../../services/cache';
import type { ActivityRow } from '../../services/cards';
import { cloudNow } from '../../services/clock';
import { call } from '../../services/cloud';
import { appended } from '../../services/list';
import { tell } from '../../services/phone';
import { chosenArea, knownPlace } from '../../services/place';
import { reloading } from '../../services/reloading';
import { go, markTab, routes, takeWaiting } from '../../services/routes';
import { session, sessionKnown } from '../../services/session';
import { wordsFor } from '../../services/words';
import { daysFrom, firstShown, kindChips, onDay, rowFor, type DayTab } from './model';

const PAGE_SIZE = 20;

interface Filters {
  readonly day: string;
  readonly isToday: boolean;
  readonly earlier: boolean;
  readonly kind: string;
  readonly category: string;
  readonly everywhere: boolean;
}

type ChipEvent = WechatMiniprogram.CustomEvent<{ value: string }>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    days: [] as DayTab[],
    day: '',
    kinds: kindChips,
    kind: '',
    categories: [] as readonly { id: string; name: string }[],
    category: '',
    /** The county or township chosen by hand, and whether to look only there. */
    areaId: '',
    area: '',
    everywhere: false,
    city: '',
    rows: [] as ActivityRow[],
    more: false,
    isToday: true,
    /** Also what began long ago today and is most likely over. */
    earlier: false,
  },
  version: 0,
  last: null as ActivityCard | null,

  async onShow() {
    markTab(this, 'activities');
    // At the first start of all the cloud has not yet said what day it is.
    await sessionKnown();
    const newDay = this.takeDay();
    const changed = this.takeChanges() || newDay;
    // Whoever comes back to a long list finds it where it was.
    if (changed || this.data.rows.length <= PAGE_SIZE) void this.load();
  },
  /** The days to choose from; a page kept open over midnight begins again with today. */
  takeDay(): boolean {
    const days = daysFrom(cloudNow());
    const today = days[0]?.id ?? '';
    if (today === this.data.days[0]?.id) return false;
    const kept = this.data.isToday ? undefined : days.find(({ id }) => id === this.data.day);
    const day = kept?.id ?? today;
    this.setData({ days, day, isToday: day === today, earlier: false, state: 'loading' });
    return true;
  },
  /** What was chosen elsewhere since this page was last seen. */
  takeChanges(): boolean {
    const shown = takeWaiting('activities');
    const kind = shown === undefined ? this.data.kind : (slotKinds.find((known) => known === shown) ?? '');
    const { areaId = '', label: area = '' } = chosenArea() ?? {};
    const moved = areaId !== this.data.areaId;
    if (!moved && kind === this.data.kind) return false;
    this.setData({ kind, areaId, area, state: 'loading', ...(moved && { everywhere: false }) });
    return true;
  },
  onReachBottom() {
    if (this.data.more) void this.loadMore();
  },
  onShareAppMessage() {
    return { title: '看看身边的文明实践活动', path: '/pages/activities/index' };
  },

  query() {
    const { day, category, kind, everywhere, earlier } = this.data;
    const after = earlier ? undefined : firstShown(day, cloudNow());
    const areaId = everywhere ? undefined : this.data.areaId || undefined;
    const only = slotKinds.find((known) => known === kind);
    return { day, areaId, after, category: category || undefined, kind: only, limit: PAGE_SIZE };
  },

  async load() {
    const version = ++this.version;
    const query = this.query();
    // Nothing is added to the list that is being replaced.
    this.last = null;
    const [result] = await Promise.all([
      callOrRecall(
        'activities.list',
        query,
        `activities:${query.areaId ?? ''}:${query.category ?? ''}:${query.kind ?? ''}`,
      ),
      sessionKnown(),
    ]);
    if (version !== this.version) return;
    const known = session();
    this.setData({ categories: known?.choices.activityCategories ?? [], city: known?.city.name ?? '全市' });
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const { more } = result.data;
    const kept = result.staleSince !== null;
    const activities = result.data.activities.filter((card) => !kept || onDay(query.day, card));
    if (kept && activities.length === 0)
      return this.setData({ state: 'failed', failure: wordsFor('OFFLINE') });
    this.last = activities[activities.length - 1] ?? null;
    const rows = this.rowsFrom(activities);
    const state = rows.length > 0 ? 'ready' : 'empty';
    this.setData({ state, staleSince: result.staleSince ?? 0, rows, more });
  },

  rowsFrom(activities: readonly ActivityCard[]): ActivityRow[] {
    return activities.map(rowFor(knownPlace(), cloudNow()));
  },

  async loadMore() {
    const version = this.version;
    const { last } = this;
    if (!last) return;
    this.setData({ more: false });
    const input = { ...this.query(), after: { start: last.start, id: last.id } };
    const result = await call('activities.list', input);
    if (version !== this.version) return;
    if (!result.ok) {
      this.setData({ more: true });
      return tell(wordsFor(result.code, result.details));
    }
    const { activities, more } = result.data;
    this.last = activities[activities.length - 1] ?? last;
    const rows = this.rowsFrom(activities);
    this.setData({ ...appended('rows', this.data.rows.length, rows), more });
  },

  chooseDay(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const day = event.currentTarget.dataset.id;
    this.change({ day, isToday: day === this.data.days[0]?.id, earlier: false });
  },
  chooseKind(event: ChipEvent) {
    this.change({ kind: slotKinds.find((kind) => kind === event.detail.value) ?? '' });
  },
  chooseCategory(event: ChipEvent) {
    this.change({ category: event.detail.value });
  },
  showEarlier() {
    this.change({ earlier: true });
  },
  chooseWidth(event: ChipEvent) {
    this.change({ everywhere: event.detail.value === '' });
  },
  showEverywhere() {
    this.change({ everywhere: true });
  },
  change(to: Partial<Filters>) {
    this.setData({ ...to, state: 'loading' });
    void this.load();
  },
  chooseArea() {
    go(routes.place());
  },
});
