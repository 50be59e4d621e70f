import { loading, loadingData, loadInto } from '../../../kit/loading';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { saidPage, type SaidPage } from './model';

/** What people said of an activity: for the team to do it better, and for nobody to be ranked by. */
Page({
  ...loading,
  data: {
    ...loadingData,
    said: null as SaidPage | null,
  },
  activityId: '',

  onLoad(query: PageQuery<'activityId'>) {
    this.activityId = query.activityId ?? '';
  },
  load() {
    const { activityId } = this;
    const asked = callOrRecall('signups.said', { activityId }, `said:${activityId}`);
    return loadInto(this, asked, (found) => {
      const said = saidPage(found, cloudNow());
      return { said, state: said.all > 0 ? 'ready' : 'empty' };
    });
  },
});
