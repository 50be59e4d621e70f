import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { spokenNumber } from '../../../domain/accounts/registration';
import type { WaitingBinding } from '../../../domain/accounts/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { moment } from '../../../services/format';
import { confirm } from '../../../services/phone';
import { dateWords } from '../words';

const rowOf = ({ id, registers, name, number, teams, lastActive, at }: WaitingBinding, now: number) => ({
  id,
  at,
  registers,
  name,
  number: spokenNumber(number),
  teams: teams.join('、') || '没有加入队伍',
  active: lastActive === null ? '还没有报过名' : dateWords(lastActive),
  asked: `${moment(at, now)} 申请`,
});
type OfId = Tap<{ id: string; name: string; registers: boolean }>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    bindings: [] as ReturnType<typeof rowOf>[],
    refusing: '',
    reasons: ['不是本人', '没有带身份证', '信息对不上'],
  },

  load() {
    return loadInto(this, callOrRecall('binding.waiting', {}, 'bindings'), (waiting) => {
      const bindings = waiting.bindings.map((binding) => rowOf(binding, cloudNow()));
      return { bindings, state: bindings.length > 0 ? 'ready' : 'empty' };
    });
  },

  async onConfirm(event: OfId) {
    const { id, name, registers } = event.currentTarget.dataset;
    const then = registers ? '请本人再登记一次，就能登记。' : '旧微信就不能再用。';
    const ask = `请当面看过${name}的身份证，是本人才确认。确认后，${then}`;
    if (await confirm('是本人吗？', ask, '是本人')) await this.decide(id, 'confirm', '');
  },
  onRefuse(event: OfId) {
    this.setData({ refusing: event.currentTarget.dataset.id });
  },
  onCloseReason() {
    this.setData({ refusing: '' });
  },
  async onReason(event: Told<{ reason: string }>) {
    await this.decide(this.data.refusing, 'refuse', event.detail.reason);
  },

  async decide(bindingId: string, verdict: 'confirm' | 'refuse', reason: string) {
    const seen = this.data.bindings.find(({ id }) => id === bindingId);
    const input = { bindingId, verdict, reason, ...(seen && { at: seen.at }) };
    await send(this, 'binding.decide', input, {
      name: bindingId,
      done: ({ state }) => {
        if (state === 'refused') return '已退回';
        return seen?.registers ? '已经确认，请本人再登记' : '已经换到新微信';
      },
      title: '没有办成',
      answered: () => {
        this.setData({ refusing: '' });
        return this.load();
      },
    });
  },
});
