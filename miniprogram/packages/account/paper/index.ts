import { spokenNumber } from '../../../domain/accounts/registration';
import type { ClaimCode, PaperVolunteer } from '../../../domain/accounts/views';
import { callOrRecall } from '../../../services/cache';
import { confirm } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { dateWords } from '../words';

const rowOf = ({ id, name, phone, number, registeredAt, codeUntil }: PaperVolunteer) => ({
  id,
  name,
  phone,
  number: spokenNumber(number),
  since: `${dateWords(registeredAt)}登记`,
  code: codeUntil === null ? '没有能用的认领码' : `认领码 ${dateWords(codeUntil)}前有效`,
});

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    people: [] as ReturnType<typeof rowOf>[],
    told: null as ClaimCode | null,
    making: '',
  },
  teamId: '',
  sendOnce: sendingOnce(),

  onLoad({ teamId = '' }: { teamId?: string }) {
    this.teamId = teamId;
  },
  onShow() {
    void this.load();
  },

  onHours(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    go(routes.hoursOf(event.currentTarget.dataset.id));
  },

  async load() {
    const { teamId } = this;
    const result = await callOrRecall('people.registered', { teamId }, `paper:${teamId}`);
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const people = result.data.people.map(rowOf);
    const state = people.length > 0 ? 'ready' : 'empty';
    this.setData({ state, people, staleSince: result.staleSince ?? 0 });
  },

  onAdd() {
    go(routes.paperForm(this.teamId));
  },

  async onCode(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = event.currentTarget.dataset;
    const person = this.data.people.find((p) => p.id === id);
    if (this.data.making || !person) return;
    if (!(await confirm(`给${person.name}重新开认领码？`, '原来的码马上没用。', '重新开'))) return;
    this.setData({ making: id });
    const result = await this.sendOnce('people.code', { personId: id });
    this.setData({ making: '' });
    if (!result.ok) {
      await wx.showModal({
        title: '没有开成',
        content: wordsFor(result.code, result.details),
        showCancel: false,
        confirmText: '知道了',
      });
      return;
    }
    this.setData({ told: result.data });
    wx.pageScrollTo({ scrollTop: 0, fail: () => undefined });
    await this.load();
  },
});
