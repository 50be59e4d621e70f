import { tiers, type Tier } from '../../domain/stations/types';
import type { StationCard } from '../../domain/stations/views';
import { callOrRecall, type Loaded } from '../../services/cache';
import { stationRow, type StationRow } from '../../services/cards';
import { call } from '../../services/cloud';
import { appended } from '../../services/list';
import { tell } from '../../services/phone';
import { whereabouts, type Whereabouts } from '../../services/place';
import { reloading } from '../../services/reloading';
import { go, markTab, routes } from '../../services/routes';
import { session, sessionKnown } from '../../services/session';
import { wordsFor } from '../../services/words';
import { markersOf, tierChips, whereWords, type Marker } from './model';

const PAGE_SIZE = 20;
/** After the last letter typed, before searching. */
const TYPING_MS = 400;

type Answer = Loaded<{ stations: StationCard[] }>;
type ChipEvent = WechatMiniprogram.CustomEvent<{ value: string }>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
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
  version: 0,
  here: null as Whereabouts | null,
  stations: [] as StationCard[],
  typing: 0,

  onShow() {
    markTab(this, 'stations');
    void this.placeChanged();
  },
  onReachBottom() {
    if (this.data.more) void this.loadMore();
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

  async load() {
    const version = ++this.version;
    const [result] = await Promise.all([this.ask(), sessionKnown()]);
    if (version !== this.version) return;
    this.setData({ offers: session()?.choices.offers ?? [] });
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.stations = result.data.stations;
    const [first] = this.stations;
    this.setData({
      state: first ? 'ready' : 'empty',
      staleSince: result.staleSince ?? 0,
      rows: this.stations.map(stationRow),
      markers: markersOf(this.stations),
      picked: null,
      more: this.data.text === '' && this.stations.length === PAGE_SIZE,
      ...(this.data.text && first && { centre: first.place }),
    });
  },

  async ask(): Promise<Answer> {
    const { text, offer } = this.data;
    const tier = tiers.find((known: Tier) => known === this.data.tier);
    const place = this.here?.place;
    if (text) {
      const found = await call('stations.search', { text, tier, place });
      return found.ok ? { ...found, staleSince: null } : found;
    }
    if (!place) return { ok: false, code: 'OFFLINE', details: {} };
    const input = { place, tier, offer: offer || undefined, limit: PAGE_SIZE };
    return callOrRecall('stations.nearby', input, `nearby:${tier ?? ''}:${offer}`);
  },

  async loadMore() {
    const version = this.version;
    const last = this.stations[this.stations.length - 1];
    if (!this.here || !last || last.distance === null) return;
    const tier = tiers.find((known: Tier) => known === this.data.tier);
    const { place } = this.here;
    const offer = this.data.offer || undefined;
    const input = { place, tier, offer, beyond: last.distance, limit: PAGE_SIZE };
    this.setData({ more: false });
    const result = await call('stations.nearby', input);
    if (version !== this.version) return;
    if (!result.ok) {
      this.setData({ more: true });
      return tell(wordsFor(result.code, result.details));
    }
    const { stations: found } = result.data;
    const known = new Set(this.stations.map(({ id }) => id));
    // Several may stand equally far away, so the next page begins at the distance where the last one ended.
    const stations = found.filter(({ id }) => !known.has(id));
    const from = this.stations.length;
    this.stations = [...this.stations, ...stations];
    this.setData({
      ...appended('rows', from, stations.map(stationRow)),
      markers: markersOf(this.stations),
      more: found.length === PAGE_SIZE && stations.length > 0,
    });
  },

  typed(event: WechatMiniprogram.Input) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search(event.detail.value), TYPING_MS);
  },
  confirmed(event: WechatMiniprogram.Input) {
    clearTimeout(this.typing);
    this.search(event.detail.value);
  },
  clear() {
    this.search('');
  },
  search(text: string) {
    this.setData({ text: text.trim(), state: 'loading' });
    void this.load();
  },
  chooseTier(event: ChipEvent) {
    this.setData({ tier: event.detail.value, state: 'loading' });
    void this.load();
  },
  chooseOffer(event: ChipEvent) {
    this.setData({ offer: event.detail.value, state: 'loading' });
    void this.load();
  },
  pickPin(event: WechatMiniprogram.MarkerTap) {
    const station = this.stations[Number(event.detail.markerId)];
    if (!station) return;
    this.setData({ picked: stationRow(station) });
    void wx.pageScrollTo({ scrollTop: 0 });
  },
  choosePlace() {
    go(routes.place());
  },
});
