import type { Output } from '../../../domain/contract';
import type { ApplicationAnswer, Role } from '../../../domain/teams/membership';
import { callOrRecall, type Loaded } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call, isAnswer, newNonce, type Result } from '../../../services/cloud';
import { saveAndOpen } from '../../../services/files';
import { appended } from '../../../services/list';
import { callPhone, confirm, tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, routes } from '../../../services/routes';
import { openSession, reopenSession } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { searching } from '../../../services/searching';
import {
  applicantRow,
  memberRow,
  SEARCHABLE,
  waitingWords,
  type ApplicantRow,
  type MemberRow,
} from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;
type CallTapped = WechatMiniprogram.TouchEvent<object, object, { phone: string }>;

/** Whom a reason is asked for, and what for. */
const nobody = { id: '', name: '', act: 'refuse' as 'refuse' | 'remove' };

const reasons = {
  refuse: ['人手已经够了', '离得比较远', '和队伍做的事不太合适'],
  remove: ['很久没有来', '本人提出', '不适合继续参加'],
};

Page({
  ...searching,
  ...reloading,
  data: {
    applicants: [] as ApplicantRow[],
    /** '83 人等着加入，先答复最早的 30 人' */
    waiting: '',
    members: [] as MemberRow[],
    count: '',
    /** Where the next page begins; null after the last. */
    next: null as string | null,
    typed: '',
    /** What members are looked for by. */
    text: '',
    searchable: false,
    state: 'loading',
    failure: '',
    staleSince: 0,
    asking: nobody,
    reasons: reasons.refuse,
    /** Of whom something is on its way. */
    sendingId: '',
    exporting: false,
  },
  teamId: '',
  sendOnce: sendingOnce(),
  heads: false,
  /** A later search takes over from an earlier one. */
  version: 0,

  onLoad({ teamId = '' }: { teamId?: string }) {
    this.teamId = teamId;
  },
  onShow() {
    void this.load();
  },
  onReachBottom() {
    if (this.data.next !== null) void this.loadMore(this.data.next);
  },

  query() {
    const { text } = this.data;
    return { teamId: this.teamId, ...(text && { text }) };
  },
  async load() {
    const version = ++this.version;
    // Nothing is added to the list that is being replaced.
    this.setData({ next: null });
    await openSession();
    const { teamId } = this;
    const searched = this.data.text !== '';
    const [members, asked] = await Promise.all([
      this.firstPage(),
      callOrRecall('teams.applications', { teamId }, `team:${teamId}:asked`),
    ]);
    if (version !== this.version) return;
    if (!members.ok) {
      const failure = wordsFor(members.code, members.details);
      // A search that is lost leaves what is there.
      const kept = searched && !isAnswer(members) && this.data.state === 'ready';
      return kept ? tell(failure) : this.setData({ state: 'failed', failure });
    }
    const now = cloudNow();
    const { count, heads, next } = members.data;
    this.heads = heads;
    this.setData({
      applicants: asked.ok ? asked.data.applicants.map((person) => applicantRow(person, now)) : [],
      waiting: asked.ok ? waitingWords(asked.data) : '',
      members: members.data.members.map((member) => memberRow(member, heads)),
      count: `${count} 名队员`,
      searchable: count >= SEARCHABLE,
      next,
      state: 'ready',
      staleSince: members.staleSince ?? 0,
    });
  },
  /** Kept for when there is no network; what was looked for is not. */
  async firstPage(): Promise<Loaded<Output<'teams.members'>>> {
    const query = this.query();
    if (this.data.text === '') return callOrRecall('teams.members', query, `team:${this.teamId}:members`);
    const result = await call('teams.members', query);
    return result.ok ? { ...result, staleSince: null } : result;
  },
  async loadMore(after: string) {
    const { version } = this;
    this.setData({ next: null });
    const from = this.data.members.length;
    const result = await call('teams.members', { ...this.query(), after });
    if (version !== this.version) return;
    if (!result.ok) {
      this.setData({ next: after });
      return tell(wordsFor(result.code, result.details));
    }
    const { members, next } = result.data;
    const rows = members.map((member) => memberRow(member, this.heads));
    this.setData({ ...appended('members', from, rows), next });
  },

  look(text: string) {
    this.setData({ text });
    void this.load();
  },

  onCall(event: CallTapped) {
    callPhone(event.currentTarget.dataset.phone);
  },

  async onApprove(event: Tapped) {
    const person = this.data.applicants.find(({ id }) => id === event.currentTarget.dataset.id);
    if (!person || this.data.sendingId !== '') return;
    if (!(await confirm('同意加入？', `${person.name}会成为队员，会收到消息`, '同意'))) return;
    await this.answer(person.id, 'approve', '');
  },
  onRefuse(event: Tapped) {
    const person = this.data.applicants.find(({ id }) => id === event.currentTarget.dataset.id);
    if (person) this.ask({ id: person.id, name: person.name, act: 'refuse' });
  },
  ask(asking: typeof nobody) {
    this.setData({ asking, reasons: reasons[asking.act] });
  },
  onCloseSheet() {
    this.setData({ asking: nobody });
  },
  async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { asking, sendingId } = this.data;
    if (asking.id === '' || sendingId !== '') return;
    const { reason } = event.detail;
    if (asking.act === 'refuse') await this.answer(asking.id, 'refuse', reason);
    else await this.remove(asking.id, reason);
  },

  async answer(accountId: string, answer: ApplicationAnswer, reason: string) {
    const input = { teamId: this.teamId, accountId, answer, reason };
    const done = answer === 'approve' ? '已同意，会告诉他' : '已答复，会把原因告诉他';
    await this.send(accountId, done, () => this.sendOnce('teams.answer', input));
  },
  async remove(accountId: string, reason: string) {
    const input = { teamId: this.teamId, accountId, reason };
    await this.send(accountId, '已移出，会把原因告诉他', () => this.sendOnce('teams.remove', input));
  },
  async send(id: string, done: string, act: () => Promise<Result<unknown>>) {
    this.setData({ sendingId: id });
    const result = await act();
    this.setData({ sendingId: '' });
    tell(result.ok ? done : wordsFor(result.code, result.details));
    // The sheet stays for another try.
    if (!isAnswer(result)) return;
    this.setData({ asking: nobody });
    await this.load();
  },

  async onManage(event: Tapped) {
    const member = this.data.members.find(({ id }) => id === event.currentTarget.dataset.id);
    if (!member || this.data.sendingId !== '') return;
    const chosen = await this.choose(member);
    if (chosen === 'remove') this.ask({ id: member.id, name: member.name, act: 'remove' });
    else if (chosen) await this.appoint(member, chosen);
  },
  async choose(member: MemberRow) {
    try {
      const itemList = member.choices.map(({ text }) => text);
      const { tapIndex } = await wx.showActionSheet({ alertText: member.name, itemList });
      return member.choices[tapIndex]?.act;
    } catch {
      // Closed without choosing.
      return undefined;
    }
  },
  async appoint(member: MemberRow, role: Role) {
    const over = role === 'leader';
    const sure = over
      ? await confirm(`把队伍交给${member.name}？`, '交了以后他是队长，您是副队长，自己不能收回', '交给他')
      : true;
    if (!sure) return;
    const input = { teamId: this.teamId, accountId: member.id, role };
    const done = over ? '已交接，会告诉他' : role === 'deputy' ? '他现在是副队长' : '他现在是队员';
    await this.send(member.id, done, () => this.sendOnce('teams.appoint', input));
    if (over) await reopenSession();
  },

  onPaper() {
    go(routes.paper(this.teamId));
  },
  async onExport() {
    if (this.data.exporting) return;
    const told = '名册里有姓名和电话，请只用于队里的事，不要转给别人。导出会留下记录。';
    if (!(await confirm('导出名册？', told, '导出'))) return;
    this.setData({ exporting: true });
    const result = await call('teams.roster', { teamId: this.teamId }, { nonce: newNonce() });
    this.setData({ exporting: false });
    if (!result.ok) return tell(wordsFor(result.code, result.details));
    if (!(await saveAndOpen(result.data.name, result.data.content))) tell('名册没有打开，请再试一次');
  },
});
