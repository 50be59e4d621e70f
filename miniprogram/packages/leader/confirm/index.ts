import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import type { ProposalLine, ProposalsView } from '../../../domain/hours/views';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { minutes } from '../../../services/format';
import { confirm } from '../../../services/phone';
import { leaderFlagWords } from '../../../services/words';
import { go, routes } from '../../../services/routes';
import {
  changed,
  confirmedWords,
  confirmInput,
  confirmModel,
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
  },
  slotId: '',
  view: null as ProposalsView | null,
  changes: unchanged,

  onLoad({ slotId = '' }: PageQuery<'slotId'>) {
    this.slotId = slotId;
  },

  /** Hours corrected or made up from here are seen when one comes back. */
  load() {
    return loadInto(this, call('hours.proposals', { slotId: this.slotId }), (view) => {
      this.view = view;
      return this.drawn(view);
    });
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

  async onConfirmAll() {
    const { model, busy } = this.data;
    if (!this.view || !model || busy !== '') return;
    const second = model.second > 0 ? `其中 ${model.second} 人要另一个人同意才记入。` : '';
    const agreed = await confirm(
      '全部确认？',
      `${model.waiting} 人，共 ${model.waitingTotal}。${second}确认后记入各人时长，不能直接改。`,
      '确认',
    );
    if (agreed) await this.send(this.view);
  },

  async send(view: ProposalsView) {
    await send(this, 'hours.confirm', confirmInput(view, this.changes), {
      done: (result) => confirmedWords(result, view.inPlaceOfLeader),
      then: () => {
        this.changes = unchanged;
        return this.load();
      },
    });
  },
});
