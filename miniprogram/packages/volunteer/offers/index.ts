import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { offerRow, type OfferRow } from './model';

/** What teammates ask to be taken over, in every team that one is a member of. */
Page({
  ...reloading,
  data: { state: 'loading', failure: '', staleSince: 0, rows: [] as OfferRow[] },

  onShow() {
    void this.load();
  },
  async load() {
    await openSession();
    const result = await callOrRecall('signups.offers', {}, 'offers');
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const now = cloudNow();
    const rows = result.data.offers.map((place) => offerRow(place, now));
    this.setData({
      state: rows.length > 0 ? 'ready' : 'empty',
      staleSince: result.staleSince ?? 0,
      rows,
    });
  },

  open(event: WechatMiniprogram.TouchEvent<object, object, { signup: string; activity: string }>) {
    const { signup, activity } = event.currentTarget.dataset;
    go(routes.activity(activity, signup));
  },
});
