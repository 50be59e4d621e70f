import { personName } from '../../../domain/names';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { fieldFault } from '../../../services/fields';
import { moment } from '../../../services/format';
import { reloading } from '../../../services/reloading';
import { askReminders } from '../../../services/reminders';
import { openSession, reopenSession } from '../../../services/session';
import { goTab } from '../../../services/routes';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { idNumberFault } from '../form';

Page({
  ...reloading,
  data: {
    /** 'loading' | 'failed' | 'ready' */
    state: 'loading',
    failure: '',
    /** 'form' | 'waiting' | 'done' */
    step: 'form',
    name: '',
    idNumber: '',
    fault: '',
    refused: '',
    askedAt: '',
    /** Will be told, should staff send it back; who is confirmed stands there. */
    told: false,
    sending: false,
  },
  sendOnce: sendingOnce(),

  onShow() {
    void this.load();
  },

  async load() {
    const opened = await reopenSession();
    if (!opened.ok) return this.fail(wordsFor(opened.code, opened.details));
    if (opened.data.registered) return this.setData({ state: 'ready', step: 'done', name: opened.data.name });
    const result = await call('account.view', {});
    if (!result.ok) return this.fail(wordsFor(result.code, result.details));
    const { rebinding } = result.data;
    this.setData({
      state: 'ready',
      step: rebinding?.state === 'waiting' ? 'waiting' : 'form',
      refused: rebinding?.state === 'refused' ? rebinding.reason : '',
      askedAt: rebinding ? moment(rebinding.at, cloudNow()) : '',
    });
  },
  fail(failure: string) {
    this.setData({ state: 'failed', failure });
  },

  onName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value, fault: '' });
  },
  onIdNumber(event: WechatMiniprogram.Input) {
    this.setData({ idNumber: event.detail.value, fault: '' });
  },

  async onAsk() {
    const { name, idNumber, sending } = this.data;
    if (sending) return;
    const fault = fieldFault(personName, name, '请填写登记时的姓名') || idNumberFault(idNumber, cloudNow());
    if (fault) return this.setData({ fault });
    this.setData({ sending: true });
    await openSession();
    const result = await this.sendOnce('binding.request', { name, idNumber });
    this.setData({ sending: false });
    if (!result.ok) return this.setData({ fault: wordsFor(result.code, result.details) });
    this.setData({ step: 'waiting', idNumber: '', refused: '', askedAt: moment(result.data.at, cloudNow()) });
  },

  async onTellMe() {
    this.setData({ told: await askReminders(['reviewed']) });
  },
  onAgain() {
    this.setData({ step: 'form' });
  },
  onHome: () => goTab('me'),
});
