import type { Place } from '../../domain/geo';
import type { StationCard } from '../../domain/stations/views';
import { stationRow, type StationRow } from '../../services/cards';
import { call, type Result } from '../../services/cloud';
import { whereabouts } from '../../services/place';
import { wordsFor } from '../../services/words';

const NEAREST = 10;

interface Found {
  readonly id: string;
  readonly row: StationRow;
  readonly place: Place;
}

type Answer = Result<{ stations: StationCard[] }>;

async function look(text: string): Promise<Answer> {
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
    found: [] as Found[],
    typed: '',
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    failure: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible && this.data.state !== 'ready') void this.search();
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ typed: event.detail.value.trim() });
    },

    async search() {
      const { typed } = this.data;
      this.setData({ state: 'loading' });
      const result = await look(typed);
      // A later search has taken over.
      if (typed !== this.data.typed) return;
      if (!result.ok) {
        this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
        return;
      }
      const found = result.data.stations.map((card) => ({
        id: card.id,
        row: stationRow(card),
        place: card.place,
      }));
      this.setData({ found, state: found.length > 0 ? 'ready' : 'empty' });
    },

    onPick(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const station = this.data.found.find(({ id }) => id === event.currentTarget.dataset.id);
      if (!station) return;
      this.triggerEvent('pick', { stationId: station.id, name: station.row.name, place: station.place });
    },

    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});
