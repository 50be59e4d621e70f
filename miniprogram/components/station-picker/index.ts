import { loadingData, loadInto, retrying, type Answer } from '../../kit/loading';
import type { Place } from '../../domain/geo';
import type { StationCard } from '../../domain/stations/views';
import { stationRow, type StationRow } from '../../services/cards';
import { call } from '../../services/cloud';
import { whereabouts } from '../../services/place';

const NEAREST = 10;

interface Found {
  readonly id: string;
  readonly row: StationRow;
  readonly place: Place;
}

async function look(text: string): Promise<Answer<{ stations: StationCard[] }>> {
  const here = await whereabouts();
  if (text !== '') return call('stations.search', { text, ...(here && { place: here.place }) });
  if (!here) return { ok: false, code: 'OFFLINE', details: {} };
  return call('stations.nearby', { place: here.place, limit: NEAREST });
}

/** A sheet to choose a station: the nearest ones first, any other by its name. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: {
    ...loadingData,
    found: [] as Found[],
    typed: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible && this.data.state !== 'ready') void this.load();
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ typed: event.detail.value.trim() });
    },

    ...retrying,

    async load() {
      await loadInto(this, look(this.data.typed), ({ stations }) => {
        const found = stations.map((card) => ({ id: card.id, row: stationRow(card), place: card.place }));
        return { found, state: found.length > 0 ? 'ready' : 'empty' };
      });
    },

    onSearch() {
      this.setData({ state: 'loading' });
      void this.load();
    },

    onPick(event: Tap<{ id: string }>) {
      const station = this.data.found.find(({ id }) => id === event.currentTarget.dataset.id);
      if (!station) return;
      this.triggerEvent('pick', { stationId: station.id, name: station.row.name, place: station.place });
    },

    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
