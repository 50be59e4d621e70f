import { loading, loadingData, loadInto, loadMore } from '../../../kit/loading';
import { conclude, sendingData, sendOnce, whileBusy } from '../../../kit/sending';
import type { Confirmed, ProposalLine, ProposalsView } from '../../../domain/hours/views';
import { cloudNow } from '../../../services/clock';
import { call, type Result } from '../../../services/cloud';
import { minutes } from '../../../services/format';
import { confirm } from '../../../services/phone';
import { leaderFlagWords } from '../../../services/words';
import { go, routes } from '../../../services/routes';
import {
  changed,
  confirmedWords,
  confirmInputs,
  confirmModel,
  together,
  withMore,
  type Changes,
  type ConfirmModel,
} from './model';

/** The line whose minutes are being changed: its sheet is open. */
interface Editing {
  readonly id: string;
  readonly name: string;
  readonly proposed: string;
  readonly proposedMinutes: number;
  readonly minutes: number;
  readonly reason: string;
}

const unchanged: Changes = {};

const nobody: Editing = { id: '', name: '', proposed: '', proposedMinutes: 0, minutes: 0, reason: '' };

Page({
  ...loading,
  data: {
    model: null as ConfirmModel | null,
    ...loadingData,
    ...sendingData,
    editing: nobody,
    reasons: ['中途离开', '提前到场准备', '忘记签退', '补签到', '手机没电'],
    shiftMinutes: 0,
    /** How far confirming all has come; empty while it is not at work. */
    progress: '',
  },
  slotId: '',
  view: null as ProposalsView | null,
  changes: unchanged,

  onLoad({ slotId = '' }: PageQuery<'slotId'>) {
    this.slotId = slotId;
  },

  /** Hours corrected or made up from here are seen when one comes back. */
  load(): Promise<void> {
    return loadInto(this, call('hours.proposals', { slotId: this.slotId }), (view) => {
      this.view = view;
      return this.drawn(view);
    });
  },

  async onReachBottom(): Promise<void> {
    await this.loadNext();
  },
  /** False where there is no next page, or it did not come. */
  async loadNext(): Promise<boolean> {
    const { slotId, view } = this;
    const after = view?.next ?? null;
    if (!view || after === null) return false;
    return loadMore(
      this,
      () => call('hours.proposals', { slotId, after }),
      (more) => {
        this.view = withMore(view, more);
        return this.drawn(this.view);
      },
    );
  },

  drawn(view: ProposalsView) {
    const model = confirmModel(view, this.changes, (flag) => leaderFlagWords[flag], cloudNow());
    return { model, shiftMinutes: view.shiftMinutes };
  },

  lineOf(id: string): ProposalLine | undefined {
    return this.view?.lines.find((line) => line.attendanceId === id);
  },

  onEdit(event: Tap<{ id: string }>) {
    const line = this.lineOf(event.currentTarget.dataset.id);
    if (!line || line.credited !== null) return;
    const change = this.changes[line.attendanceId];
    this.setData({
      editing: {
        id: line.attendanceId,
        name: line.name,
        proposed: minutes(line.minutes),
        proposedMinutes: line.minutes,
        minutes: change?.minutes ?? line.minutes,
        reason: change?.reason ?? '',
      },
    });
  },

  onMinutes(event: Told<{ value: number }>) {
    this.setData({ 'editing.minutes': event.detail.value });
  },

  onCloseSheet() {
    this.setData({ editing: nobody });
  },

  onReason(event: Told<{ reason: string }>) {
    const { editing } = this.data;
    const line = this.lineOf(editing.id);
    if (!line || !this.view) return;
    this.changes = changed(this.changes, line, { minutes: editing.minutes, reason: event.detail.reason });
    this.setData({ editing: nobody, ...this.drawn(this.view) });
  },

  onCorrect(event: Tap<{ id: string }>) {
    const line = this.lineOf(event.currentTarget.dataset.id);
    if (!line || !this.view || line.credited === null) return;
    const { title, shiftMinutes } = this.view;
    const { attendanceId: lineId, name, credited } = line;
    go(routes.correct({ lineId, name, title, minutes: credited, shift: shiftMinutes }));
  },

  onMakeUp() {
    go(routes.makeUp({ slotId: this.slotId }));
  },

  /** Everybody: who is not loaded yet is loaded first, so that a leader says yes to people and a sum that they see. */
  async onConfirmAll(): Promise<void> {
    const isAll = await whileBusy(this, 'load', () => this.loadAll());
    const { model } = this.data;
    if (!isAll || !this.view || !model) return;
    const second = model.second > 0 ? `其中 ${model.second} 人要另一个人同意才记入。` : '';
    const agreed = await confirm(
      '全部确认？',
      `${model.waiting} 人，共 ${model.waitingTotal}。${second}确认后记入各人时长，不能直接改。`,
      '确认',
    );
    if (agreed) await this.send(this.view);
  },
  async loadAll(): Promise<boolean> {
    while (this.view && this.view.next !== null) if (!(await this.loadNext())) return false;
    return true;
  },

  async send(view: ProposalsView): Promise<void> {
    const result = await whileBusy(this, 'all', () => this.sendAll(view));
    if (!result) return;
    await conclude(result, {
      done: (done) => confirmedWords(done, view.inPlaceOfLeader),
      then: () => {
        this.changes = unchanged;
      },
      answered: () => this.load(),
    });
  },
  /** Call by call. Broken off between two, the next try goes on with those who still wait. */
  async sendAll(view: ProposalsView): Promise<Result<Confirmed>> {
    const inputs = confirmInputs(view, this.changes);
    const total = inputs.reduce((sum, { lines }) => sum + lines.length, 0);
    const done: Confirmed[] = [];
    let confirmed = 0;
    try {
      for (const input of inputs) {
        if (inputs.length > 1) this.setData({ progress: `已确认 ${confirmed}/${total} 人` });
        const result = await sendOnce('hours.confirm', input);
        if (!result.ok) {
          if (done.length > 0) void this.load();
          return result;
        }
        done.push(result.data);
        confirmed += input.lines.length;
      }
    } finally {
      this.setData({ progress: '' });
    }
    return { ok: true, data: together(done) };
  },
});
