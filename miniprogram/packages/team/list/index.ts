import type { Choice } from '../../../domain/settings';
import { callOrRecall } from '../../../services/cache';
import { call } from '../../../services/cloud';
import { appended } from '../../../services/list';
import { tell } from '../../../services/phone';
import { whereabouts } from '../../../services/place';
import { go, routes } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { searching } from '../../../services/searching';
import { myRow, pendingRow, teamRow, type MyRow, type TeamRow } from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

const PAGE_SIZE = 20;

Page({
  ...searching,
  data: {
    mine: [] as MyRow[],
    rows: [] as TeamRow[],
    more: false,
    state: 'loading',
    failure: '',
    staleSince: 0,
    typed: '',
    /** What the rows were looked for by. */
    text: '',
    categories: [] as readonly Choice[],
    category: '',
  },
  /** A later search takes over from an earlier one. */
  version: 0,

  onShow() {
    void this.loadMine();
    if (this.data.rows.length <= PAGE_SIZE) void this.load();
  },
  async onPullDownRefresh() {
    await Promise.all([this.loadMine(), this.load()]);
    void wx.stopPullDownRefresh();
  },
  onReachBottom() {
    if (this.data.more) void this.loadMore();
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: '身边的志愿服务队', path: routes.teams() };
  },

  /** Whoever has none, or no network, sees the list alone. */
  async loadMine() {
    await openSession();
    const result = await callOrRecall('teams.mine', {}, 'teams:mine');
    if (!result.ok) return;
    const { teams, pending } = result.data;
    this.setData({ mine: [...pending.map(pendingRow), ...teams.map(myRow)] });
  },

  async query(after: number) {
    const here = await whereabouts();
    const { text, category } = this.data;
    if (!here) return null;
    return {
      place: here.place,
      after,
      limit: PAGE_SIZE,
      ...(text && { text }),
      ...(category && { category }),
    };
  },

  async load() {
    const version = ++this.version;
    await openSession();
    const query = await this.query(0);
    if (version !== this.version) return;
    this.setData({ categories: session()?.choices.teamCategories ?? [] });
    if (!query) return this.setData({ state: 'failed', failure: wordsFor('OFFLINE') });
    const result = await callOrRecall('teams.list', query, `teams:${this.data.category}:${this.data.text}`);
    if (version !== this.version) return;
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const { teams, more } = result.data;
    const state = teams.length > 0 ? 'ready' : 'empty';
    this.setData({ rows: teams.map(teamRow), more, state, staleSince: result.staleSince ?? 0 });
  },

  async loadMore() {
    const version = ++this.version;
    const from = this.data.rows.length;
    const query = await this.query(from);
    if (!query) return;
    const result = await call('teams.list', query);
    if (version !== this.version) return;
    if (!result.ok) return tell(wordsFor(result.code, result.details));
    const { teams, more } = result.data;
    this.setData({ ...appended('rows', from, teams.map(teamRow)), more });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.loadMine();
    void this.load();
  },

  look(text: string) {
    this.setData({ text, state: 'loading' });
    void this.load();
  },
  onCategory(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ category: event.detail.value, state: 'loading' });
    void this.load();
  },

  onOpen(event: Tapped) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  onMine(event: WechatMiniprogram.TouchEvent<object, object, { id: string; mend: boolean }>) {
    const { id, mend } = event.currentTarget.dataset;
    go(mend ? routes.foundTeam({ mendId: id }) : routes.team(id));
  },
  onFound() {
    go(session()?.registered ? routes.foundTeam() : routes.register());
  },
});
