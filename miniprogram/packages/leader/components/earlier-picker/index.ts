import type { LedActivity } from '../../../../domain/views';
import { spokenName } from '../../../../domain/stations/rules';
import { call } from '../../../../services/cloud';
import { span } from '../../../../services/format';
import { wordsFor } from '../../../../services/words';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly facts: string;
}

/** One row a title: what is held every week is chosen once, by its latest. */
function rowsOf(activities: readonly LedActivity[], teamId: string, now: number): Row[] {
  const latest = [...activities]
    .filter((a) => a.teamId === teamId && a.phase !== 'draft' && a.phase !== 'refused')
    .sort((a, b) => b.start - a.start);
  const titles = new Set<string>();
  return latest
    .filter(({ title }) => !titles.has(title) && titles.add(title))
    .map((a) => ({ id: a.id, title: a.title, facts: `${span(a, now)} · ${spokenName(a.venue.name)}` }));
}

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
      const rows = rowsOf(result.data.activities, this.data.teamId, Date.now());
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
