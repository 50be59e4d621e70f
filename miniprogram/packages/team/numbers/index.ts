import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import type { MonthOfTeam } from '../../../domain/teams/record';
import { callOrRecall } from '../../../services/cache';
import { openSession } from '../../../services/session';
import { bars, firstMeasure, isMeasure, measures, yearSums, type Bar } from './model';

Page({
  ...loadingOnce,
  data: {
    name: '',
    sums: [] as { name: string; text: string }[],
    measures,
    measure: firstMeasure,
    bars: [] as Bar[],
    ...loadingData,
  },
  teamId: '',
  months: [] as readonly MonthOfTeam[],

  onLoad({ teamId = '' }: PageQuery<'teamId'>) {
    this.teamId = teamId;
  },
  load() {
    return loadInto(this, this.ask(), (numbers) => {
      this.months = numbers.months;
      const { name } = numbers;
      return { name, sums: yearSums(numbers), bars: bars(this.months, this.data.measure) };
    });
  },
  async ask() {
    await openSession();
    const { teamId } = this;
    return callOrRecall('teams.numbers', { teamId }, `team:${teamId}:numbers`);
  },
  onMeasure(event: Told<{ value: string }>) {
    const { value } = event.detail;
    if (isMeasure(value)) this.setData({ measure: value, bars: bars(this.months, value) });
  },
});
