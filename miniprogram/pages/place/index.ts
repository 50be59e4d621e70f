import type { Division } from '../../domain/stations/views';
import { callOrRecall } from '../../services/cache';
import { areaName } from '../../services/cards';
import { tell } from '../../services/phone';
import { chooseArea, chosenArea, usePhonePlace } from '../../services/place';
import { goBack } from '../../services/routes';
import { noFixWords, wordsFor } from '../../services/words';
import { countiesOf, townshipsOf, type AreaRow } from './model';

type RowTap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

Page({
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    busy: false,
    counties: [] as AreaRow[],
    countyId: '',
    countyName: '',
    townships: [] as AreaRow[],
    chosenId: '',
  },
  divisions: [] as readonly Division[],

  onLoad() {
    void this.load();
  },

  async load() {
    this.setData({ state: 'loading' });
    const result = await callOrRecall('stations.divisions', {}, 'divisions');
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.divisions = result.data.divisions;
    const counties = countiesOf(this.divisions);
    const chosenId = chosenArea()?.areaId ?? '';
    const chosen = this.divisions.find((division) => division.id === chosenId);
    this.setData({
      state: counties.length > 0 ? 'ready' : 'empty',
      staleSince: result.staleSince ?? 0,
      counties,
      chosenId,
    });
    const isCounty = counties.some((county) => county.id === chosenId);
    this.showCounty((isCounty ? chosenId : chosen?.parentId) ?? counties[0]?.id ?? '');
  },

  showCounty(countyId: string) {
    const county = this.data.counties.find((row) => row.id === countyId);
    this.setData({
      countyId,
      countyName: county?.name ?? '',
      townships: townshipsOf(this.divisions, countyId),
    });
  },
  pickCounty(event: RowTap) {
    this.showCounty(event.currentTarget.dataset.id);
  },
  pickArea(event: RowTap) {
    const division = this.divisions.find((known) => known.id === event.currentTarget.dataset.id);
    if (!division) return;
    chooseArea({ areaId: division.id, label: areaName(division.name), place: division.place });
    goBack();
  },
  async usePhone() {
    this.setData({ busy: true });
    const why = await usePhonePlace();
    this.setData({ busy: false });
    if (why === null) goBack();
    else tell(noFixWords[why]);
  },
  onRetry() {
    void this.load();
  },
});
