import { draftOf } from '../../../kit/draft';
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

const typed = draftOf<{ name: string; idNumber: string }>('rebind', '', ['idNumber']);

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

  onLoad() {
    this.setData(typed.over({ name: '', idNumber: '' }));
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
    this.change({ name: event.detail.value });
  },
  onIdNumber(event: WechatMiniprogram.Input) {
    this.change({ idNumber: event.detail.value });
  },
  change(part: { name?: string; idNumber?: string }) {
    this.setData({ ...part, fault: '' });
    typed.keep(part);
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
        then: ({ at }) => {
          typed.drop();
          this.setData({ step: 'waiting', idNumber: '', refused: '', askedAt: moment(at, cloudNow()) });
        },
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
