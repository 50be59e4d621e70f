import { loading, loadingData, loadInto } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { offerRow, type OfferRow } from './model';

/** What teammates ask to be taken over, in every team that one is a member of. */
Page({
  ...loading,
  data: { ...loadingData, rows: [] as OfferRow[] },

  load() {
    return loadInto(this, this.ask(), ({ offers }) => {
      const now = cloudNow();
      const rows = offers.map((place) => offerRow(place, now));
      return { rows, state: rows.length > 0 ? 'ready' : 'empty' };
    });
  },
  async ask() {
    await openSession();
    return callOrRecall('signups.offers', {}, 'offers');
  },

  onOpen(event: Tap<{ signup: string; activity: string }>) {
    const { signup, activity } = event.currentTarget.dataset;
    go(routes.activity(activity, { as: 'shift', offer: signup }));
  },
});
