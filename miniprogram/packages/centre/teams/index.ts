import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import type { TeamVerdict } from '../../../domain/teams/lifecycle';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { callPhone, confirm } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { heldRow, suspendedRow, type HeldRow, type SuspendedRow } from './model';

type Tapped = Tap<{ id: string }>;

/** Nothing is being sent back. */
const none = { id: '', name: '' };

/** New teams and new words of old ones, for staff to judge; and the teams that they have suspended. */
Page({
  ...loading,
  data: {
    held: [] as HeldRow[],
    suspended: [] as SuspendedRow[],
    ...loadingData,
    ...sendingData,
    reasons: ['做什么没有写清楚', '和已有的队伍重复', '站点选得不对', '不属于文明实践志愿服务'],
    /** What is being sent back: its sheet is open. */
    refusing: none,
  },

  load() {
    return loadInto(this, this.ask(), ({ held, suspended }) => {
      const now = cloudNow();
      return { held: held.map((team) => heldRow(team, now)), suspended: suspended.map(suspendedRow) };
    });
  },
  async ask() {
    await openSession();
    return callOrRecall('teams.held', {}, 'teams:held');
  },
  row(id: string): HeldRow | undefined {
    return this.data.busy === '' ? this.data.held.find((row) => row.id === id) : undefined;
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
  async onReason(event: Told<{ reason: string }>) {
    const { id } = this.data.refusing;
    if (id !== '') await this.judge(id, 'refuse', event.detail.reason);
  },
  async judge(teamId: string, verdict: TeamVerdict, reason: string) {
    const seen = this.data.held.find(({ id }) => id === teamId);
    const input = { teamId, verdict, reason, ...(seen && { submittedAt: seen.submittedAt }) };
    await send(this, 'teams.review', input, {
      name: teamId,
      done: verdict === 'approve' ? '已通过，会告诉他' : '已退回，会把原因告诉他',
      failed: ({ code, details }) =>
        code === 'NOT_FOUND' ? '发起的人已经注销账号，请退回' : wordsFor(code, details),
      answered: () => {
        this.setData({ refusing: none });
        return this.load();
      },
    });
  },

  onCall(event: Tap<{ phone: string }>) {
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
