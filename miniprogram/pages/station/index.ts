import type { StationView } from '../../domain/stations/views';
import { callOrRecall } from '../../services/cache';
import { cloudNow } from '../../services/clock';
import { callPhone, leadTo } from '../../services/phone';
import { chosenArea, knownPlace } from '../../services/place';
import { reloading } from '../../services/reloading';
import { go, routes } from '../../services/routes';
import { sessionKnown } from '../../services/session';
import { wordsFor } from '../../services/words';
import { stationPage, type StationPage } from './model';

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    station: null as StationPage | null,
  },
  stationId: '',
  station: null as StationView | null,

  onLoad(query: { id?: string }) {
    this.stationId = query.id ?? '';
    void this.load();
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: this.station?.name ?? '文明实践站', path: routes.station(this.stationId) };
  },

  async load() {
    const input = { stationId: this.stationId, place: knownPlace() ?? undefined };
    const [result] = await Promise.all([
      callOrRecall('stations.view', input, `station:${this.stationId}`),
      sessionKnown(),
    ]);
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.station = result.data;
    this.setData({
      state: 'ready',
      staleSince: result.staleSince ?? 0,
      station: stationPage(result.data, chosenArea()?.label ?? '我', cloudNow()),
    });
  },

  call() {
    if (this.station) callPhone(this.station.phone);
  },
  lead() {
    if (this.station) leadTo(this.station);
  },
  openAbove(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.station(event.currentTarget.dataset.id));
  },
  showPhoto(event: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    const urls = [...(this.station?.photos ?? [])];
    void wx.previewImage({ urls, current: event.currentTarget.dataset.url });
  },
});
