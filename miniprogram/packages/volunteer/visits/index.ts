import { loading, loadingData, loadInto } from '../../../kit/loading';
import { call } from '../../../services/cloud';
import { cloudNow } from '../../../services/clock';
import { callPhone } from '../../../services/phone';
import { visitRow, type VisitRow } from './model';

/** Homes to go to: asked for each time, and kept on no phone. */
Page({
  ...loading,
  data: { ...loadingData, title: '', rows: [] as VisitRow[] },
  activityId: '',

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.activityId = id;
  },

  load() {
    return loadInto(this, call('signups.visits', { activityId: this.activityId }), ({ title, visits }) => {
      const now = cloudNow();
      const rows = visits.map((home) => visitRow(home, now));
      return { title, rows, state: rows.length > 0 ? 'ready' : 'empty' };
    });
  },

  onCall(event: Tap<{ phone: string }>) {
    callPhone(event.currentTarget.dataset.phone);
  },
});
