import { loading, loadingData, loadInto, loadMore, type Answer } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import type { AnswerKind } from '../../../domain/callups/rules';
import type { Output } from '../../../domain/contract';
import { dayOf } from '../../../domain/time';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { appended } from '../../../services/list';
import { callPhone, choose, confirm, tell } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import { DRILL } from '../words';
import { deskPage, isWhich, personRow, whichChips, type DeskPage, type PersonRow, type Which } from './model';

type Tapped = Tap<{ id: string }>;
interface Both {
  readonly desk: Output<'callups.desk'>;
  readonly people: Output<'callups.people'>;
}

const PAGE_SIZE = 20;
/** Counts are looked at again so often. */
const REFRESH_MS = 10_000;
/** WeChat's sheet has no more. */
const CHOICES = 6;
const nobody = { id: '', name: '' };
/** Which of a list's people are read. */
const shown: { which: Which } = { which: 'coming' };

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    desk: null as DeskPage | null,
    drillWords: DRILL,
    chips: whichChips,
    ...shown,
    rows: [] as PersonRow[],
    more: false,
    /** Of whom it is being said what became of them. */
    settling: nobody,
    reasons: ['联系上了，已经到家', '家人说到家了', '送去医院了', '留在现场过夜'],
  },
  id: '',
  list: 0,
  refreshing: 0,

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.id = id;
  },
  onShow() {
    void this.load();
    this.refreshing = setInterval(() => this.refresh(), REFRESH_MS);
  },
  onHide() {
    clearInterval(this.refreshing);
  },
  onUnload() {
    clearInterval(this.refreshing);
  },
  /** Whoever has gone down the list finds it where it was. */
  refresh() {
    if (this.data.rows.length <= PAGE_SIZE && this.data.busy === '') void this.load();
  },

  load() {
    return loadInto(this, this.ask(), ({ desk, people }) => ({
      desk: deskPage(desk, this.list, cloudNow()),
      rows: people.people.map(personRow(cloudNow())),
      more: people.more,
    }));
  },
  async ask(): Promise<Answer<Both>> {
    const desk = await call('callups.desk', { callupId: this.id });
    if (!desk.ok) return desk;
    // The latest phase, until another is chosen.
    if (this.list === 0) this.list = desk.data.lists.length;
    const people = await call('callups.people', this.query(0));
    return people.ok ? { ok: true, data: { desk: desk.data, people: people.data } } : people;
  },
  query(skip: number) {
    return { callupId: this.id, list: this.list, which: this.data.which, skip, limit: PAGE_SIZE };
  },
  async onReachBottom() {
    const { rows, more } = this.data;
    if (!more) return;
    await loadMore(
      this,
      () => call('callups.people', this.query(rows.length)),
      (page) => ({
        ...appended('rows', rows.length, page.people.map(personRow(cloudNow()))),
        more: page.more,
      }),
    );
  },

  onList(event: Told<{ value: string }>) {
    this.list = Number(event.detail.value);
    this.reload();
  },
  onWhich(event: Told<{ value: string }>) {
    if (isWhich(event.detail.value)) this.show(event.detail.value);
  },
  onFigure(event: Tapped) {
    const { id } = event.currentTarget.dataset;
    if (isWhich(id)) this.show(id);
  },
  show(which: Which) {
    this.setData({ which });
    this.reload();
  },
  reload() {
    this.setData({ rows: [], more: false });
    void this.load();
  },

  onPhone(event: Tapped) {
    const row = this.rowOf(event);
    if (row) callPhone(row.phone);
  },
  rowOf(event: Tapped): PersonRow | undefined {
    return this.data.rows.find(({ id }) => id === event.currentTarget.dataset.id);
  },
  /** What somebody said on the telephone, or that nobody picked up. */
  async onNote(event: Tapped) {
    const row = this.rowOf(event);
    if (!row) return;
    const answers: readonly (AnswerKind | undefined)[] = ['coming', 'cannot', undefined];
    const chosen = await choose(['能来', '来不了', '没人接']);
    if (chosen === null) return;
    const answer = answers[chosen];
    const input = { callupId: this.id, list: this.list, personId: row.id, ...(answer && { answer }) };
    await send(this, 'callups.note', input, { name: row.id, answered: () => this.load() });
  },
  async onSafe(event: Tapped) {
    const row = this.rowOf(event);
    if (!row || !(await confirm(`${row.name}到家了？`, '您和本人或家人通过话', '到家了'))) return;
    const input = { callupId: this.id, list: this.list, personId: row.id, answer: 'home' as const };
    await send(this, 'callups.note', input, { name: row.id, answered: () => this.load() });
  },
  onSettle(event: Tapped) {
    const row = this.rowOf(event);
    if (row) this.setData({ settling: { id: row.id, name: row.name } });
  },
  onCloseSheet() {
    this.setData({ settling: nobody });
  },
  async onReason(event: Told<{ reason: string }>) {
    const input = { callupId: this.id, list: this.list, personId: this.data.settling.id };
    await send(
      this,
      'callups.settle',
      { ...input, reason: event.detail.reason },
      {
        answered: () => {
          this.onCloseSheet();
          return this.load();
        },
      },
    );
  },

  onShifts() {
    const { desk } = this.data;
    if (desk && desk.activityId !== '') go(routes.activity(desk.activityId, { as: 'shift' }));
    else if (desk) void this.link(desk);
  },
  /** Of the activities of today under the station: who comes is signed up for its shifts. */
  async link({ stationId }: DeskPage) {
    const query = { day: dayOf(cloudNow()), areaId: stationId, kind: 'shift' as const, limit: CHOICES };
    const found = await call('activities.list', query);
    if (!found.ok) return tell(wordsFor(found.code, found.details));
    const { activities } = found.data;
    if (activities.length === 0) return tell('今天这里还没有招志愿者的活动，请先让队长发一场');
    const chosen = await choose(activities.map(({ title }) => title));
    const activityId = chosen === null ? undefined : activities[chosen]?.id;
    if (activityId === undefined) return;
    const input = { callupId: this.id, list: this.list, activityId };
    await send(this, 'callups.link', input, { done: '来的人会排进班次', answered: () => this.load() });
  },

  onAdd() {
    go(routes.callNew(this.id));
  },
  async onEnd() {
    const { desk } = this.data;
    if (!desk) return;
    if (!(await confirm('结束这次召集？', '每个来的人都到家了，才能结束', '结束'))) return;
    await send(
      this,
      'callups.end',
      { callupId: this.id },
      {
        done: '已结束，大家都平安',
        title: '还不能结束',
        failed: ({ code, details }) => wordsFor(code, details),
        answered: () => this.load(),
      },
    );
  },
});
