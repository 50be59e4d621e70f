import { loading, loadingData, loadInto, loadMore, type Answer } from '../../../kit/loading';
import type { Output } from '../../../domain/contract';
import type { Choice } from '../../../domain/settings';
import type { TeamPlace } from '../../../domain/teams/views';
import { callOrRecall } from '../../../services/cache';
import { call } from '../../../services/cloud';
import { appended } from '../../../services/list';
import { whereabouts } from '../../../services/place';
import { go, routes } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import { searching } from '../../../kit/searching';
import { myRow, pendingRow, teamRow, type MyRow, type TeamRow } from './model';

type Tapped = Tap<{ id: string }>;

const PAGE_SIZE = 20;

/** Not even the middle of the city is known. */
const NOWHERE: Answer<never> = { ok: false, code: 'OFFLINE', details: {} };

Page({
  ...loading,
  ...searching,
  data: {
    mine: [] as MyRow[],
    rows: [] as TeamRow[],
    /** Where the next page begins; null after the last. */
    next: null as TeamPlace | null,
    ...loadingData,
    typed: '',
    /** What the rows were looked for by. */
    text: '',
    categories: [] as readonly Choice[],
    category: '',
  },

  onShow() {
    if (this.data.rows.length <= PAGE_SIZE) void this.load();
    else void this.loadMine();
  },
  async onReachBottom() {
    const { rows, next } = this.data;
    if (next === null) return;
    await loadMore(
      this,
      () => this.askMore(next),
      (page) => ({
        ...appended('rows', rows.length, page.teams.map(teamRow)),
        next: page.next,
      }),
    );
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

  async query(after?: TeamPlace) {
    const here = await whereabouts();
    const { text, category } = this.data;
    if (!here) return null;
    return {
      place: here.place,
      limit: PAGE_SIZE,
      ...(after && { after }),
      ...(text && { text }),
      ...(category && { category }),
    };
  },

  async load() {
    const list = loadInto(this, this.ask(), ({ teams, next }) => ({
      rows: teams.map(teamRow),
      next,
      state: teams.length > 0 ? 'ready' : 'empty',
    }));
    await Promise.all([list, this.loadMine()]);
  },
  async ask(): Promise<Answer<Output<'teams.list'>>> {
    await openSession();
    const query = await this.query();
    const { category, text } = this.data;
    this.setData({ categories: session()?.choices.teamCategories ?? [] });
    return query ? callOrRecall('teams.list', query, `teams:${category}:${text}`) : NOWHERE;
  },
  async askMore(after: TeamPlace): Promise<Answer<Output<'teams.list'>>> {
    const query = await this.query(after);
    return query ? call('teams.list', query) : NOWHERE;
  },

  look(text: string) {
    this.setData({ text, state: 'loading' });
    void this.load();
  },
  onCategory(event: Told<{ value: string }>) {
    this.setData({ category: event.detail.value, state: 'loading' });
    void this.load();
  },

  onOpen(event: Tapped) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  onMine(event: Tap<{ id: string; mend: boolean }>) {
    const { id, mend } = event.currentTarget.dataset;
    go(mend ? routes.foundTeam({ mendId: id }) : routes.team(id));
  },
  onFound() {
    go(session()?.registered ? routes.foundTeam() : routes.register());
  },
});
