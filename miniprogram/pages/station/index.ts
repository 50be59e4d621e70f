import { loadingData, loadingOnce, loadInto, loadMore } from '../../kit/loading';
import { spokenName } from '../../domain/stations/rules';
import type { StationView } from '../../domain/stations/views';
import { callOrRecall } from '../../services/cache';
import { activityRow } from '../../services/cards';
import { cloudNow } from '../../services/clock';
import { call } from '../../services/cloud';
import { appended } from '../../services/list';
import { callPhone, leadTo } from '../../services/phone';
import { chosenArea, knownPlace } from '../../services/place';
import { go, routes } from '../../services/routes';
import { sessionKnown } from '../../services/session';
import { shareOf, stationPage, type StationPage } from './model';

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    station: null as StationPage | null,
  },
  stationId: '',
  station: null as StationView | null,

  onLoad(query: PageQuery<'id'>) {
    this.stationId = query.id ?? '';
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { ...this.shared(), path: routes.station(this.stationId) };
  },
  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return { ...this.shared(), query: `id=${this.stationId}` };
  },
  shared() {
    return this.data.station ? shareOf(this.data.station) : { title: '文明实践站' };
  },

  load() {
    return loadInto(this, this.ask(), (station) => {
      this.station = station;
      return { station: stationPage(station, chosenArea()?.label ?? '我', cloudNow()) };
    });
  },
  async onReachBottom() {
    const { stationId, station } = this;
    const weekAfter = station?.weekNext;
    if (!station || !weekAfter) return;
    await loadMore(
      this,
      () => call('stations.view', { stationId, weekAfter }),
      ({ week, weekNext }) => {
        this.station = { ...station, week: [...station.week, ...week], weekNext };
        const rows = week.map((card) => activityRow(card, cloudNow()));
        return {
          ...appended('station.week', station.week.length, rows),
          'station.weekGoesOn': weekNext !== null,
        };
      },
    );
  },
  async ask() {
    const input = { stationId: this.stationId, place: knownPlace() ?? undefined };
    const [result] = await Promise.all([
      callOrRecall('stations.view', input, `station:${this.stationId}`),
      sessionKnown(),
    ]);
    return result;
  },

  onCall() {
    if (this.station) callPhone(this.station.phone);
  },
  onLead() {
    if (this.station) leadTo(this.station);
  },
  onAbove(event: Tap<{ id: string }>) {
    go(routes.station(event.currentTarget.dataset.id));
  },
  /** What a station offers is found there, or near it. */
  onOffer(event: Tap<{ offer: string }>) {
    const { station } = this;
    if (!station) return;
    const { place } = station;
    go(routes.services(event.currentTarget.dataset.offer, { label: spokenName(station.name), place }));
  },
  onPhoto(event: Tap<{ url: string }>) {
    const urls = [...(this.station?.photos ?? [])];
    void wx.previewImage({ urls, current: event.currentTarget.dataset.url });
  },
});
