import type { Suggestion } from '../../../../domain/requests/suggesting';
import { loadingData, loadInto, retrying } from '../../../../kit/loading';
import { call } from '../../../../services/cloud';
import { distance } from '../../../../services/format';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/** Why a team stands where it does: how far, how much it has, how its last ones went. */
const rowOf = ({ id, name, distance: metres, load, done, givenBack }: Suggestion): Row => ({
  id,
  name,
  why: [
    distance(metres),
    load > 0 ? `手上 ${load} 件` : '手上没有',
    done > 0 ? `近来办好 ${done} 件` : '',
    givenBack > 0 ? `退回 ${givenBack} 件` : '',
  ]
    .filter(Boolean)
    .join(' · '),
});

/** A sheet of teams that a request could be sent to, best first, each with why. Tells `pick` with `{ teamId }`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    requestId: { type: String, value: '' },
    sending: { type: Boolean, value: false },
  },
  data: { ...loadingData, rows: [] as Row[] },
  observers: {
    visible(visible: boolean) {
      if (visible) void this.load();
    },
  },
  methods: {
    ...retrying,
    async load() {
      const { requestId } = this.data;
      await loadInto(this, call('requests.suggest', { requestId }), ({ teams }) => ({
        rows: teams.map(rowOf),
        state: teams.length > 0 ? 'ready' : 'empty',
      }));
    },
    onPick(event: Tap<{ id: string }>) {
      if (!this.data.sending) this.triggerEvent('pick', { teamId: event.currentTarget.dataset.id });
    },
    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
