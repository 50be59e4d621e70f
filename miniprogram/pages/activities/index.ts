import { loading, loadingData, loadInto, loadMore, type Answer } from '../../kit/loading';
import { slotKinds } from '../../domain/activities/schemas';
import type { Input, Output } from '../../domain/contract';
import type { ActivityCard } from '../../domain/activities/views';
import { callOrRecall } from '../../services/cache';
import type { ActivityRow } from '../../services/cards';
import { cloudNow } from '../../services/clock';
import { call } from '../../services/cloud';
import { appended } from '../../services/list';
import { chosenArea, knownPlace } from '../../services/place';
import { go, markTab, routes, takeWaiting } from '../../services/routes';
import { session, sessionKnown } from '../../services/session';
import { daysFrom, type DayTab } from '../../services/days';
import { firstShown, kindChips, onDay, rowFor } from './model';

const PAGE_SIZE = 20;

interface Filters {
  readonly day: string;
  readonly isToday: boolean;
  readonly earlier: boolean;
  readonly kind: string;
  readonly category: string;
  readonly everywhere: boolean;
}

type Query = Input<'activities.list'>;
type ChipEvent = Told<{ value: string }>;

Page({
  ...loading,
  data: {
    ...loadingData,
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
  onShareAppMessage() {
    return { title: '看看身边的文明实践活动', path: '/pages/activities/index' };
  },

  query(): Query {
    const { day, category, kind, everywhere, earlier } = this.data;
    const after = earlier ? undefined : firstShown(day, cloudNow());
    const areaId = everywhere ? undefined : this.data.areaId || undefined;
    const only = slotKinds.find((known) => known === kind);
    return { day, areaId, after, category: category || undefined, kind: only, limit: PAGE_SIZE };
  },

  load() {
    return loadInto(this, this.ask(this.query()), ({ activities, more }) => {
      this.last = activities[activities.length - 1] ?? null;
      const rows = this.rowsFrom(activities);
      return { state: rows.length > 0 ? 'ready' : 'empty', rows, more };
    });
  },
  async ask(query: Query): Promise<Answer<Output<'activities.list'>>> {
    const key = `activities:${query.areaId ?? ''}:${query.category ?? ''}:${query.kind ?? ''}`;
    const [result] = await Promise.all([callOrRecall('activities.list', query, key), sessionKnown()]);
    const known = session();
    this.setData({ categories: known?.choices.activityCategories ?? [], city: known?.city.name ?? '全市' });
    if (!result.ok || !result.stale) return result;
    // What is kept may be of another day.
    const activities = result.data.activities.filter((card) => onDay(query.day, card));
    if (activities.length === 0) return { ok: false, code: result.stale.code, details: {} };
    return { ...result, data: { ...result.data, activities } };
  },

  rowsFrom(activities: readonly ActivityCard[]): ActivityRow[] {
    return activities.map(rowFor(knownPlace(), cloudNow()));
  },

  async onReachBottom() {
    const { last } = this;
    if (!this.data.more || !last) return;
    const input = { ...this.query(), after: { start: last.start, id: last.id } };
    const ask = () => call('activities.list', input);
    await loadMore(this, ask, ({ activities, more }) => {
      this.last = activities[activities.length - 1] ?? last;
      return { ...appended('rows', this.data.rows.length, this.rowsFrom(activities)), more };
    });
  },

  onDay(event: ChipEvent) {
    const day = event.detail.value;
    this.change({ day, isToday: day === this.data.days[0]?.id, earlier: false });
  },
  onKind(event: ChipEvent) {
    this.change({ kind: slotKinds.find((kind) => kind === event.detail.value) ?? '' });
  },
  onCategory(event: ChipEvent) {
    this.change({ category: event.detail.value });
  },
  onEarlier() {
    this.change({ earlier: true });
  },
  onWidth(event: ChipEvent) {
    this.change({ everywhere: event.detail.value === '' });
  },
  onEverywhere() {
    this.change({ everywhere: true });
  },
  change(to: Partial<Filters>) {
    this.setData({ ...to, state: 'loading' });
    void this.load();
  },
  onArea() {
    go(routes.place());
  },
});
