import type { TeamVerdict } from '../../../domain/teams/lifecycle';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { isAnswer } from '../../../services/cloud';
import { callPhone, confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { heldRow, suspendedRow, type HeldRow, type SuspendedRow } from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** Nothing is being sent back. */
const none = { id: '', name: '' };

/** New teams and new words of old ones, for staff to judge; and the teams that they have suspended. */
Page({
  ...reloading,
  data: {
    held: [] as HeldRow[],
    suspended: [] as SuspendedRow[],
    state: 'loading',
    failure: '',
    staleSince: 0,
    reasons: ['做什么没有写清楚', '和已有的队伍重复', '站点选得不对', '不属于文明实践志愿服务'],
    /** What is being sent back: its sheet is open. */
    refusing: none,
    /** The one whose verdict is on its way. */
    sendingId: '',
  },
  sendOnce: sendingOnce(),

  onShow() {
    void this.load();
  },
  async load() {
    await openSession();
    const result = await callOrRecall('teams.held', {}, 'teams:held');
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    const now = cloudNow();
    this.setData({
      held: result.data.held.map((team) => heldRow(team, now)),
      suspended: result.data.suspended.map(suspendedRow),
      state: 'ready',
      staleSince: result.staleSince ?? 0,
    });
  },
  row(id: string): HeldRow | undefined {
    return this.data.sendingId === '' ? this.data.held.find((row) => row.id === id) : undefined;
  },
  async onApprove(event: Tapped) {
    const row = this.row(event.currentTarget.dataset.id);
    if (!row) return;
    const told = row.change ? '大家会看到新的介绍。' : `通过后队伍成立，${row.contact}是队长，可以发起活动。`;
    if (!(await confirm(`通过“${row.name}”？`, told, '通过'))) return;
    await this.judge(row.id, 'approve', '');
  },
  onRefuse(event: Tapped) {
    const row = this.row(event.currentTarget.dataset.id);
    if (!row) return;
    this.setData({ refusing: { id: row.id, name: row.name } });
  },
  onCloseSheet() {
    this.setData({ refusing: none });
  },
  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { refusing, sendingId } = this.data;
    if (refusing.id !== '' && sendingId === '') await this.judge(refusing.id, 'refuse', event.detail.reason);
  },
  async judge(teamId: string, verdict: TeamVerdict, reason: string) {
    const seen = this.data.held.find(({ id }) => id === teamId);
    this.setData({ sendingId: teamId });
    const input = { teamId, verdict, reason, ...(seen && { submittedAt: seen.submittedAt }) };
    const result = await this.sendOnce('teams.review', input);
    this.setData({ sendingId: '' });
    if (result.ok) tell(verdict === 'approve' ? '已通过，会告诉他' : '已退回，会把原因告诉他');
    else if (result.code === 'NOT_FOUND') tell('发起的人已经注销账号，请退回');
    else tell(wordsFor(result.code, result.details));
    // The sheet stays for another try.
    if (!isAnswer(result)) return;
    this.setData({ refusing: none });
    await this.load();
  },

  onCall(event: WechatMiniprogram.TouchEvent<object, object, { phone: string }>) {
    callPhone(event.currentTarget.dataset.phone);
  },
  onOpen(event: Tapped) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  onRegister() {
    go(routes.registerTeam());
  },
  onFind() {
    go(routes.teams());
  },
});
