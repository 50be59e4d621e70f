import { loadingData, loadInto, retrying } from '../../../../kit/loading';
import { cloudNow } from '../../../../services/clock';
import { call } from '../../../../services/cloud';
import { rowsOf, type Row } from './model';

/** A sheet to choose an earlier activity of the team, to make another like it. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    teamId: { type: String, value: '' },
  },
  data: {
    ...loadingData,
    rows: [] as Row[],
  },
  observers: {
    visible(visible: boolean) {
      if (visible) void this.load();
    },
  },
  methods: {
    ...retrying,

    async load() {
      await loadInto(this, call('activities.led', {}), ({ activities }) => {
        const rows = rowsOf(activities, this.data.teamId, cloudNow());
        return { rows, state: rows.length > 0 ? 'ready' : 'empty' };
      });
    },

    onPick(event: Tap<{ id: string }>) {
      this.triggerEvent('pick', { activityId: event.currentTarget.dataset.id });
    },

    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
