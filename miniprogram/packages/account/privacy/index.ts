import { loading, loadingData, loadInto } from '../../../kit/loading';
import { conclude, send, sendingData, whileBusy } from '../../../kit/sending';
import type { ConsentKind } from '../../../domain/accounts/consents';
import { callOrRecall } from '../../../services/cache';
import { saveAndSend } from '../../../services/files';
import { confirm, tell } from '../../../services/phone';
import { forgetAccount } from '../../../services/storage';
import { go, routes, tabs } from '../../../services/routes';
import { choiceName, reopenSession } from '../../../services/session';
import { consentWords } from '../words';
import { exportText } from './export';
import { takeAlong } from './take-along';
import { privacyModel, type PrivacyModel } from './model';

type OfKind = Tap<{ kind: ConsentKind; given: boolean }>;

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    model: null as PrivacyModel | null,
    exported: false,
    /** Of what is taken along so far. */
    pages: 0,
  },
  /** What was exported; kept nowhere. */
  text: '',

  load() {
    return loadInto(this, callOrRecall('account.view', {}, 'account'), (view) => ({
      model: privacyModel(view),
    }));
  },

  async onConsent(event: OfKind) {
    const { kind, given } = event.currentTarget.dataset;
    const { name, withdraw } = consentWords[kind];
    if (given && !(await confirm(`取消“${name}”？`, withdraw, '取消同意', '不取消'))) return;
    await send(
      this,
      'account.consent',
      { kind, given: !given },
      {
        name: kind,
        title: NOT_DONE,
        done: given ? '已取消' : '已同意',
        then: () => Promise.all([this.load(), reopenSession()]),
      },
    );
  },

  async onExport() {
    const result = await whileBusy(this, 'export', () =>
      takeAlong(() => this.setData({ pages: this.data.pages + 1 })),
    );
    this.setData({ pages: 0 });
    if (!result) return;
    await conclude(result, {
      title: NOT_DONE,
      then: (data) => {
        this.text = exportText(data, (id) => choiceName('skills', id));
        this.setData({ exported: true });
      },
    });
  },
  /** On a tap of its own: WeChat shares files on nothing else. */
  async onSend() {
    const sent = await saveAndSend('我的数据.txt', base64Of(this.text));
    if (!sent) tell('没有发成，请用“复制文字”');
  },
  async onCopy() {
    await wx.setClipboardData({ data: this.text });
    tell('已复制，到微信里粘贴给自己就能留着');
  },

  /** Twice: once for what it means, once to be sure. */
  async onLeave() {
    const means =
      '姓名、电话、身份证号、登记、家人都会删掉，报的名会取消，名额给候补的人，开过的证明会作废。时长账本留着，但没有您的名字。删了找不回来。';
    if (!(await confirm('注销账号？', means, '继续注销', '不注销'))) return;
    if (!(await confirm('真的注销吗？', '这是最后一次确认，注销后马上生效。', '确定注销', '不注销'))) return;
    await send(this, 'account.delete', {}, { name: 'leave', title: NOT_DONE, then: () => this.gone() });
  },
  async gone() {
    forgetAccount();
    await wx.showModal({
      title: '已经注销',
      content: '您的数据已经删除。谢谢您来过。',
      showCancel: false,
      confirmText: '好的',
    });
    await reopenSession();
    await wx.reLaunch({ url: tabs.home });
  },

  onPeople: () => go(routes.people()),
  onContract() {
    wx.openPrivacyContract({ fail: () => tell('现在打不开，请稍后再试') });
  },
});

const NOT_DONE = '没有办成';

/** Older phones have no TextEncoder. */
function base64Of(text: string): string {
  const bytes = unescape(encodeURIComponent(text));
  return wx.arrayBufferToBase64(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)).buffer);
}
