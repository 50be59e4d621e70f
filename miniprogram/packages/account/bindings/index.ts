import { spokenNumber } from '../../../domain/accounts/registration';
import type { WaitingBinding } from '../../../domain/accounts/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { moment } from '../../../services/format';
import { confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { dateWords } from '../words';

const rowOf = ({ id, name, number, teams, lastActive, at }: WaitingBinding, now: number) => ({
  id,
  at,
  name,
  number: spokenNumber(number),
  teams: teams.join('、') || '没有加入队伍',
  active: lastActive === null ? '还没有报过名' : dateWords(lastActive),
  asked: `${moment(at, now)} 申请`,
});
type OfId = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    bindings: [] as ReturnType<typeof rowOf>[],
    deciding: '',
    refusing: '',
    reasons: ['不是本人', '没有带身份证', '信息对不上'],
  },
  sendOnce: sendingOnce(),

  onLoad() {
    void this.load();
  },

  async load() {
    const result = await callOrRecall('binding.waiting', {}, 'bindings');
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const bindings = result.data.bindings.map((binding) => rowOf(binding, cloudNow()));
    const state = bindings.length > 0 ? 'ready' : 'empty';
    this.setData({ state, bindings, staleSince: result.staleSince ?? 0 });
  },

  async onConfirm(event: OfId) {
    const { id, name } = event.currentTarget.dataset;
    const ask = `请当面看过${name}的身份证，是本人才确认。确认后，旧微信就不能再用。`;
    if (await confirm('是本人吗？', ask, '是本人')) await this.decide(id, 'confirm', '');
  },
  onRefuse(event: OfId) {
    this.setData({ refusing: event.currentTarget.dataset.id });
  },
  onCloseReason() {
    this.setData({ refusing: '' });
  },
  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    await this.decide(this.data.refusing, 'refuse', event.detail.reason);
    this.setData({ refusing: '' });
  },

  async decide(bindingId: string, verdict: 'confirm' | 'refuse', reason: string) {
    if (this.data.deciding) return;
    this.setData({ deciding: bindingId });
    const seen = this.data.bindings.find(({ id }) => id === bindingId);
    const input = { bindingId, verdict, reason, ...(seen && { at: seen.at }) };
    const result = await this.sendOnce('binding.decide', input);
    this.setData({ deciding: '' });
    if (result.ok) tell(result.data.state === 'confirmed' ? '已经换到新微信' : '已退回');
    else
      await wx.showModal({
        title: '没有办成',
        content: wordsFor(result.code, result.details),
        showCancel: false,
        confirmText: '知道了',
      });
    await this.load();
  },
});
