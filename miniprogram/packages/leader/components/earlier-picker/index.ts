import { cloudNow } from '../../../../services/clock';
import { call } from '../../../../services/cloud';
import { wordsFor } from '../../../../services/words';
import { rowsOf, type Row } from './model';

/** A sheet to choose an earlier activity of the team, to make another like it. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    teamId: { type: String, value: '' },
  },
  data: {
    rows: [] as Row[],
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    failure: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) void this.look();
    },
  },
  methods: {
    async look() {
      this.setData({ state: 'loading' });
      const result = await call('activities.led', {});
      if (!result.ok) {
        this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
        return;
      }
      const rows = rowsOf(result.data.activities, this.data.teamId, cloudNow());
      this.setData({ rows, state: rows.length > 0 ? 'ready' : 'empty' });
    },

    onPick(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('pick', { activityId: event.currentTarget.dataset.id });
    },

    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
