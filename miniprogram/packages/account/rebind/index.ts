import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { personName } from '../../../domain/names';
import { cloudNow } from '../../../services/clock';
import { call, type Result } from '../../../services/cloud';
import { fieldFault } from '../../../services/fields';
import { moment } from '../../../services/format';
import { askReminders } from '../../../services/reminders';
import { openSession, reopenSession } from '../../../services/session';
import { goTab } from '../../../services/routes';
import { wordsFor } from '../../../services/words';
import { idNumberFault } from '../form';

interface Where {
  readonly step: string;
  readonly name?: string;
  readonly refused?: string;
  readonly askedAt?: string;
}

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    /** 'form' | 'waiting' | 'done' */
    step: 'form',
    name: '',
    idNumber: '',
    fault: '',
    refused: '',
    askedAt: '',
    /** Will be told, should staff send it back; who is confirmed stands there. */
    told: false,
  },

  load() {
    return loadInto(this, this.ask(), (where) => where);
  },
  /** Where the person stands: to ask, waiting for staff, or bound already. */
  async ask(): Promise<Result<Where>> {
    const opened = await reopenSession();
    if (!opened.ok) return opened;
    if (opened.data.registered) return { ok: true, data: { step: 'done', name: opened.data.name } };
    const result = await call('account.view', {});
    if (!result.ok) return result;
    const { rebinding } = result.data;
    const where = {
      step: rebinding?.state === 'waiting' ? 'waiting' : 'form',
      refused: rebinding?.state === 'refused' ? rebinding.reason : '',
      askedAt: rebinding ? moment(rebinding.at, cloudNow()) : '',
    };
    return { ok: true, data: where };
  },

  onName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value, fault: '' });
  },
  onIdNumber(event: WechatMiniprogram.Input) {
    this.setData({ idNumber: event.detail.value, fault: '' });
  },

  async onAsk() {
    const { name, idNumber } = this.data;
    const fault = fieldFault(personName, name, '请填写登记时的姓名') || idNumberFault(idNumber, cloudNow());
    if (fault) return this.setData({ fault });
    await openSession();
    await send(
      this,
      'binding.request',
      { name, idNumber },
      {
        failed: ({ code, details }) => {
          this.setData({ fault: wordsFor(code, details) });
          return '';
        },
        then: ({ at }) =>
          this.setData({ step: 'waiting', idNumber: '', refused: '', askedAt: moment(at, cloudNow()) }),
      },
    );
  },

  async onTellMe() {
    this.setData({ told: await askReminders(['reviewed']) });
  },
  onAgain() {
    this.setData({ step: 'form' });
  },
  onHome: () => goTab('me'),
});
