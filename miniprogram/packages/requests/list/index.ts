import type { Output } from '../../../domain/contract';
import { mineScopes, type MineScope } from '../../../domain/requests/views';
import { loading, loadingData, loadInto, loadMore, type Answer } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { call } from '../../../services/cloud';
import { whereabouts } from '../../../services/place';
import { firstPage, listData, nextPage, PAGE_SIZE } from '../listing';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { emptyWords, scopesFor, type Scope } from './model';

type Page = Output<'requests.mine'>;

const isScope = (scope: string | undefined): scope is Scope => scope !== undefined && scope in emptyWords;
const isMine = (scope: Scope): scope is MineScope => (mineScopes as readonly string[]).includes(scope);

const first: { scope: Scope; empty: string } = { scope: 'asked', empty: emptyWords.asked };

/** Requests by what they are to who looks: asked for, near, mine to go to, my teams'. */
Page({
  ...loading,
  data: {
    ...loadingData,
    scopes: [] as { id: Scope; name: string }[],
    ...first,
    ...listData,
  },

  onLoad({ scope }: PageQuery<'scope'>) {
    if (isScope(scope)) this.setData({ scope, empty: emptyWords[scope] });
  },
  load() {
    return loadInto(this, this.ask(), firstPage);
  },
  async ask(): Promise<Answer<Page>> {
    const known = await openSession();
    if (known.ok) this.setData({ scopes: scopesFor(known.data) });
    const { scope } = this.data;
    if (isMine(scope)) return callOrRecall('requests.mine', { scope, limit: PAGE_SIZE }, `requests-${scope}`);
    const here = await whereabouts();
    if (!here) return { ok: false, code: 'OFFLINE', details: {} };
    const near = await call('requests.near', { place: here.place, limit: PAGE_SIZE });
    return near.ok ? { ok: true, data: { requests: near.data.requests, next: null } } : near;
  },
  async onReachBottom() {
    const { next, rows, scope } = this.data;
    if (next === null || !isMine(scope)) return;
    await loadMore(
      this,
      () => call('requests.mine', { scope, after: next, limit: PAGE_SIZE }),
      nextPage(rows.length),
    );
  },

  onScope(event: Told<{ value: Scope }>) {
    const { value: scope } = event.detail;
    this.setData({ scope, empty: emptyWords[scope], rows: [], state: 'loading' });
    void this.load();
  },
  onAsk() {
    go(routes.ask());
  },
});
