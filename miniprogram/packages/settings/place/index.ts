import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { sendingData, whileBusy } from '../../../kit/sending';
import type { Division } from '../../../domain/stations/views';
import { callOrRecall } from '../../../services/cache';
import { areaName } from '../../../services/cards';
import { tell } from '../../../services/phone';
import { chooseArea, chosenArea, usePhonePlace } from '../../../services/place';
import { goBack } from '../../../services/routes';
import { noFixWords } from '../../../services/words';
import { countiesOf, townshipsOf, type AreaRow } from './model';

type RowTap = Tap<{ id: string }>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    counties: [] as AreaRow[],
    countyId: '',
    countyName: '',
    townships: [] as AreaRow[],
    chosenId: '',
  },
  divisions: [] as readonly Division[],

  load() {
    return loadInto(this, callOrRecall('stations.divisions', {}, 'divisions'), ({ divisions }) => {
      this.divisions = divisions;
      const counties = countiesOf(divisions);
      const chosenId = chosenArea()?.areaId ?? '';
      const chosen = divisions.find((division) => division.id === chosenId);
      const isCounty = counties.some((county) => county.id === chosenId);
      const countyId = (isCounty ? chosenId : chosen?.parentId) ?? counties[0]?.id ?? '';
      const state = counties.length > 0 ? 'ready' : 'empty';
      return { state, counties, chosenId, ...this.county(counties, countyId) };
    });
  },

  county(counties: readonly AreaRow[], countyId: string) {
    const countyName = counties.find((row) => row.id === countyId)?.name ?? '';
    return { countyId, countyName, townships: townshipsOf(this.divisions, countyId) };
  },
  onCounty(event: RowTap) {
    this.setData(this.county(this.data.counties, event.currentTarget.dataset.id));
  },
  onArea(event: RowTap) {
    const division = this.divisions.find((known) => known.id === event.currentTarget.dataset.id);
    if (!division) return;
    chooseArea({ areaId: division.id, label: areaName(division.name), place: division.place });
    goBack();
  },
  async onPhone() {
    await whileBusy(this, 'phone', async () => {
      const why = await usePhonePlace();
      if (why === null) goBack();
      else tell(noFixWords[why]);
    });
  },
});
