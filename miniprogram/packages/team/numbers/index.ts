import type { MonthOfTeam } from '../../../domain/teams/record';
import { callOrRecall } from '../../../services/cache';
import { reloading } from '../../../services/reloading';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { bars, firstMeasure, isMeasure, measures, yearSums, type Bar } from './model';

Page({
  ...reloading,
  data: {
    name: '',
    sums: [] as { name: string; text: string }[],
    measures,
    measure: firstMeasure,
    bars: [] as Bar[],
    state: 'loading',
    failure: '',
    staleSince: 0,
  },
  teamId: '',
  months: [] as readonly MonthOfTeam[],

  onLoad({ teamId = '' }: { teamId?: string }) {
    this.teamId = teamId;
    void this.load();
  },
  async load() {
    await openSession();
    const { teamId } = this;
    const result = await callOrRecall('teams.numbers', { teamId }, `team:${teamId}:numbers`);
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.months = result.data.months;
    this.setData({
      name: result.data.name,
      sums: yearSums(result.data),
      bars: bars(this.months, this.data.measure),
      state: 'ready',
      staleSince: result.staleSince ?? 0,
    });
  },
  onMeasure(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { value } = event.detail;
    if (isMeasure(value)) this.setData({ measure: value, bars: bars(this.months, value) });
  },
});
