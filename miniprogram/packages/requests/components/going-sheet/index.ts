import { loadingData, loadInto, loadMore, retrying } from '../../../../kit/loading';
import { call } from '../../../../services/cloud';
import { appended } from '../../../../services/list';
import type { TeamPerson } from '../../../../domain/teams/views';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly chosen: boolean;
}

const rowOf = ({ accountId, name }: Pick<TeamPerson, 'accountId' | 'name'>): Row => ({
  id: accountId,
  name,
  chosen: false,
});

/** A sheet of a team's members, of whom some are sent. Tells `pick` with `{ going }`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    teamId: { type: String, value: '' },
    sending: { type: Boolean, value: false },
  },
  data: { ...loadingData, rows: [] as Row[], next: null as string | null, typed: '', missing: false },
  observers: {
    visible(visible: boolean) {
      if (visible) void this.load();
    },
  },
  methods: {
    ...retrying,
    query() {
      const { teamId, typed } = this.data;
      return { teamId, ...(typed.trim() && { text: typed.trim() }) };
    },
    async load() {
      await loadInto(this, call('teams.members', this.query()), ({ members, next }) => ({
        rows: members.map(rowOf),
        next,
        missing: false,
        state: members.length > 0 ? 'ready' : 'empty',
      }));
    },
    async onMore() {
      const { next, rows } = this.data;
      if (next === null) return;
      await loadMore(
        this,
        () => call('teams.members', { ...this.query(), after: next }),
        (page) => ({ ...appended('rows', rows.length, page.members.map(rowOf)), next: page.next }),
      );
    },
    onTyped(event: WechatMiniprogram.Input) {
      this.setData({ typed: event.detail.value });
    },
    onSearch() {
      void this.load();
    },
    onRow(event: Tap<{ index: number }>) {
      const { index } = event.currentTarget.dataset;
      const row = this.data.rows[index];
      if (row) this.setData({ [`rows[${index}].chosen`]: !row.chosen, missing: false });
    },
    onSend() {
      const going = this.data.rows.filter(({ chosen }) => chosen).map(({ id }) => id);
      if (going.length === 0) return this.setData({ missing: true });
      this.triggerEvent('pick', { going });
    },
    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
