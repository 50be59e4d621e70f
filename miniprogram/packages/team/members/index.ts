import { loading, loadingData, loadInto, loadMore, type Answer } from '../../../kit/loading';
import { send, sendingData, type Afterwards } from '../../../kit/sending';
import type { Output } from '../../../domain/contract';
import type { ApplicationAnswer, Role } from '../../../domain/teams/membership';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { saveAndOpen } from '../../../services/files';
import { appended } from '../../../services/list';
import { callPhone, confirm, tell } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { openSession, reopenSession } from '../../../services/session';
import { searching } from '../../../kit/searching';
import {
  applicantRow,
  memberRow,
  SEARCHABLE,
  waitingWords,
  type ApplicantRow,
  type MemberRow,
} from './model';

type Tapped = Tap<{ id: string }>;
type CallTapped = Tap<{ phone: string }>;

/** Whom a reason is asked for, and what for. */
const nobody = { id: '', name: '', act: 'refuse' as 'refuse' | 'remove' };

const reasons = {
  refuse: ['人手已经够了', '离得比较远', '和队伍做的事不太合适'],
  remove: ['很久没有来', '本人提出', '不适合继续参加'],
};

Page({
  ...loading,
  ...searching,
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
    ...loadingData,
    ...sendingData,
    asking: nobody,
    reasons: reasons.refuse,
  },
  teamId: '',
  heads: false,

  onLoad({ teamId = '' }: PageQuery<'teamId'>) {
    this.teamId = teamId;
  },
  async onReachBottom() {
    const { members, next } = this.data;
    if (next === null) return;
    const ask = () => call('teams.members', { ...this.query(), after: next });
    await loadMore(this, ask, (page) => {
      const rows = page.members.map((member) => memberRow(member, this.heads));
      return { ...appended('members', members.length, rows), next: page.next };
    });
  },

  query() {
    const { text } = this.data;
    return { teamId: this.teamId, ...(text && { text }) };
  },
  load() {
    return loadInto(this, this.ask(), ({ page, asked }) => {
      const now = cloudNow();
      const { count, heads, next } = page;
      this.heads = heads;
      return {
        applicants: asked ? asked.applicants.map((person) => applicantRow(person, now)) : [],
        waiting: asked ? waitingWords(asked) : '',
        members: page.members.map((member) => memberRow(member, heads)),
        count: `${count} 名队员`,
        searchable: count >= SEARCHABLE,
        next,
      };
    });
  },
  async ask() {
    await openSession();
    const { teamId } = this;
    const [page, asked] = await Promise.all([
      this.firstPage(),
      callOrRecall('teams.applications', { teamId }, `team:${teamId}:asked`),
    ]);
    return page.ok ? { ...page, data: { page: page.data, asked: asked.ok ? asked.data : null } } : page;
  },
  /** Kept for when there is no network; what was looked for is not. */
  async firstPage(): Promise<Answer<Output<'teams.members'>>> {
    const query = this.query();
    return this.data.text === ''
      ? callOrRecall('teams.members', query, `team:${this.teamId}:members`)
      : call('teams.members', query);
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
    if (!person || this.data.busy !== '') return;
    if (!(await confirm('同意加入？', `${person.name}会成为队员，会收到消息`, '同意'))) return;
    await this.answer(person.id, 'approve', '');
  },
  onRefuse(event: Tapped) {
    const person = this.data.applicants.find(({ id }) => id === event.currentTarget.dataset.id);
    if (person) this.askWhy({ id: person.id, name: person.name, act: 'refuse' });
  },
  askWhy(asking: typeof nobody) {
    this.setData({ asking, reasons: reasons[asking.act] });
  },
  onCloseSheet() {
    this.setData({ asking: nobody });
  },
  async onReason(event: Told<{ reason: string }>) {
    const { asking } = this.data;
    if (asking.id === '') return;
    const { reason } = event.detail;
    if (asking.act === 'refuse') await this.answer(asking.id, 'refuse', reason);
    else await this.remove(asking.id, reason);
  },

  async answer(accountId: string, answer: ApplicationAnswer, reason: string) {
    const input = { teamId: this.teamId, accountId, answer, reason };
    const done = answer === 'approve' ? '已同意，会告诉他' : '已答复，会把原因告诉他';
    await send(this, 'teams.answer', input, this.after(accountId, done));
  },
  async remove(accountId: string, reason: string) {
    const input = { teamId: this.teamId, accountId, reason };
    await send(this, 'teams.remove', input, this.after(accountId, '已移出，会把原因告诉他'));
  },
  after(accountId: string, done: string): Afterwards<unknown> {
    const answered = () => {
      this.setData({ asking: nobody });
      return this.load();
    };
    return { name: accountId, done, answered };
  },

  async onManage(event: Tapped) {
    const member = this.data.members.find(({ id }) => id === event.currentTarget.dataset.id);
    if (!member || this.data.busy !== '') return;
    const chosen = await this.choose(member);
    if (chosen === 'remove') this.askWhy({ id: member.id, name: member.name, act: 'remove' });
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
    await send(this, 'teams.appoint', input, this.after(member.id, done));
    if (over) await reopenSession();
  },

  onPaper() {
    go(routes.paper(this.teamId));
  },
  async onExport() {
    const told = '名册里有姓名和电话，请只用于队里的事，不要转给别人。导出会留下记录。';
    if (!(await confirm('导出名册？', told, '导出'))) return;
    await send(
      this,
      'teams.roster',
      { teamId: this.teamId },
      {
        name: 'export',
        then: async ({ name, content }) => {
          if (!(await saveAndOpen(name, content))) tell('名册没有打开，请再试一次');
        },
      },
    );
  },
});
