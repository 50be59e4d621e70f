import { loading, loadingData, loadInto, loadMore, type Answer } from '../../kit/loading';
import type { Place } from '../../domain/geo';
import { tiers, type Tier } from '../../domain/stations/types';
import type { StationCard } from '../../domain/stations/views';
import { callOrRecall } from '../../services/cache';
import { stationRow, type StationRow } from '../../services/cards';
import { call } from '../../services/cloud';
import { appended } from '../../services/list';
import { whereabouts, type Whereabouts } from '../../services/place';
import { go, markTab, routes } from '../../services/routes';
import { session, sessionKnown } from '../../services/session';
import { markersOf, tierChips, whereWords, type Marker } from './model';

const PAGE_SIZE = 20;
/** After the last letter typed, before searching. */
const TYPING_MS = 400;

type ChipEvent = Told<{ value: string }>;

Page({
  ...loading,
  data: {
    ...loadingData,
    where: '',
    unplaced: false,
    centre: { longitude: 0, latitude: 0 },
    markers: [] as Marker[],
    rows: [] as StationRow[],
    picked: null as StationRow | null,
    more: false,
    tiers: tierChips,
    offers: [] as readonly { id: string; name: string }[],
    tier: '',
    offer: '',
    text: '',
  },
  here: null as Whereabouts | null,
  stations: [] as StationCard[],
  typing: 0,

  onShow() {
    markTab(this, 'stations');
    void this.placeChanged();
  },
  onShareAppMessage() {
    return { title: '看看您身边的文明实践站', path: '/pages/stations/index' };
  },

  /** Coming back to the list keeps it as it was, unless another place was chosen meanwhile. */
  async placeChanged() {
    const here = await whereabouts();
    const same = here && this.here && here.source === this.here.source && here.areaId === this.here.areaId;
    if (same && this.data.state === 'ready') return;
    this.here = here;
    this.setData({
      where: whereWords(here),
      unplaced: here?.source === 'city' || here === null,
      ...(here && { centre: here.place }),
    });
    await this.load();
  },

  load() {
    return loadInto(this, this.ask(), ({ stations }) => {
      this.stations = stations;
      const [first] = stations;
      const { text, centre } = this.data;
      return {
        state: first ? 'ready' : 'empty',
        rows: stations.map(stationRow),
        markers: markersOf(stations),
        picked: null,
        more: text === '' && stations.length === PAGE_SIZE,
        centre: text && first ? first.place : centre,
      };
    });
  },

  async ask(): Promise<Answer<{ stations: StationCard[] }>> {
    const { text, offer } = this.data;
    const tier = this.tier();
    const place = this.here?.place;
    const asked = this.askFor(text, { tier, offer, place });
    // Asked meanwhile: rows name what the session knows.
    await sessionKnown();
    this.setData({ offers: session()?.choices.offers ?? [] });
    return asked;
  },
  async askFor(
    text: string,
    { tier, offer, place }: { tier: Tier | undefined; offer: string; place: Place | undefined },
  ): Promise<Answer<{ stations: StationCard[] }>> {
    if (text) return call('stations.search', { text, tier, place });
    if (!place) return { ok: false, code: 'OFFLINE', details: {} };
    const input = { place, tier, offer: offer || undefined, limit: PAGE_SIZE };
    return callOrRecall('stations.nearby', input, `nearby:${tier ?? ''}:${offer}`);
  },
  tier() {
    return tiers.find((known: Tier) => known === this.data.tier);
  },

  async onReachBottom() {
    const last = this.stations[this.stations.length - 1];
    if (!this.data.more || !this.here || !last || last.distance === null) return;
    const { place } = this.here;
    const offer = this.data.offer || undefined;
    const input = { place, tier: this.tier(), offer, beyond: last.distance, limit: PAGE_SIZE };
    const ask = () => call('stations.nearby', input);
    await loadMore(this, ask, ({ stations }) => this.added(stations));
  },
  /** Several may stand equally far away, so the next page begins at the distance where the last one ended. */
  added(found: readonly StationCard[]) {
    const known = new Set(this.stations.map(({ id }) => id));
    const stations = found.filter(({ id }) => !known.has(id));
    const from = this.stations.length;
    this.stations = [...this.stations, ...stations];
    return {
      ...appended('rows', from, stations.map(stationRow)),
      markers: markersOf(this.stations),
      more: found.length === PAGE_SIZE && stations.length > 0,
    };
  },

  onTyped(event: WechatMiniprogram.Input) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search(event.detail.value), TYPING_MS);
  },
  onConfirmed(event: WechatMiniprogram.Input) {
    clearTimeout(this.typing);
    this.search(event.detail.value);
  },
  onClear() {
    this.search('');
  },
  search(text: string) {
    this.setData({ text: text.trim(), state: 'loading' });
    void this.load();
  },
  onTier(event: ChipEvent) {
    this.setData({ tier: event.detail.value, state: 'loading' });
    void this.load();
  },
  onOffer(event: ChipEvent) {
    this.setData({ offer: event.detail.value, state: 'loading' });
    void this.load();
  },
  onPin(event: WechatMiniprogram.MarkerTap) {
    const station = this.stations[Number(event.detail.markerId)];
    if (!station) return;
    this.setData({ picked: stationRow(station) });
    void wx.pageScrollTo({ scrollTop: 0 });
  },
  onPlace() {
    go(routes.place());
  },
});
