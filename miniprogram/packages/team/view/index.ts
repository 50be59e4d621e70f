import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData, type Afterwards } from '../../../kit/sending';
import type { Governing } from '../../../domain/teams/lifecycle';
import type { TeamView } from '../../../domain/teams/views';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { callPhone, confirm, leadTo, tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { go, routes } from '../../../services/routes';
import { openSession, reopenSession, session } from '../../../services/session';
import { earlierAnswer, joinButton, teamPage, type JoinButton, type TeamPage } from './model';

type Tapped = Tap<{ id: string }>;

/** The sheets that ask for words, and what their words are for. */
const sheets = {
  apply: {
    title: '申请加入',
    note: '',
    label: '想对队长说的话',
    yes: '提交申请',
    needed: false,
    reasons: ['我住得近', '我有这方面的特长', '想为大家做点事'],
  },
  suspend: {
    title: '暂停队伍',
    note: '。已经发布的活动照常；不办了的，请队长取消，报名的人会收到消息',
    label: '原因',
    yes: '暂停',
    needed: true,
    reasons: ['内容和实际不符', '安全问题没有整改', '涉及钱物，未经报备'],
  },
  lift: {
    title: '恢复活动',
    note: '',
    label: '说明',
    yes: '恢复',
    needed: true,
    reasons: ['已经整改', '已经核实'],
  },
  dissolve: {
    title: '解散队伍',
    note: '。不能再恢复，所有队员都会收到消息',
    label: '原因',
    yes: '解散',
    needed: true,
    reasons: ['队伍提出解散', '长期没有活动'],
  },
} as const;
type SheetName = keyof typeof sheets;

const governed: Readonly<Record<Governing, string>> = {
  suspend: '已暂停，会告诉队长',
  lift: '已恢复，会告诉队长',
  dissolve: '已解散，会告诉所有队员',
};

const closed = {
  name: '' as SheetName | '',
  title: '',
  note: '',
  label: '',
  yes: '',
  needed: true,
  reasons: [] as readonly string[],
};

Page({
  ...loading,
  data: {
    team: null as TeamPage | null,
    button: null as JoinButton | null,
    earlier: '',
    ...loadingData,
    ...sendingData,
    sheet: closed,
    applied: false,
  },
  teamId: '',
  view: null as TeamView | null,

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.teamId = id;
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: this.view?.name ?? '志愿服务队', path: routes.team(this.teamId) };
  },

  load() {
    return loadInto(this, this.ask(), (view) => {
      const now = cloudNow();
      this.view = view;
      return {
        team: teamPage(view, now),
        button: joinButton(view, session()?.registered ?? false, now),
        earlier: earlierAnswer(view, now),
        applied: view.mine?.state === 'applied',
      };
    });
  },
  async ask() {
    await openSession();
    const { teamId } = this;
    return callOrRecall('teams.view', { teamId }, `team:${teamId}`);
  },
  onButton() {
    switch (this.data.button?.action) {
      case 'apply':
        return this.open('apply');
      case 'register':
        return go(routes.register());
      case 'members':
        return go(routes.members(this.teamId));
      case 'mend':
        return go(routes.foundTeam({ mendId: this.teamId }));
      case 'none':
      case undefined:
        return undefined;
    }
  },

  open(name: SheetName) {
    this.setData({ sheet: { name, ...sheets[name] } });
  },
  onGovern(event: Tap<{ move: Governing }>) {
    this.open(event.currentTarget.dataset.move);
  },
  onCloseSheet() {
    this.setData({ sheet: closed });
  },
  async onWords(event: Told<{ reason: string }>) {
    const { name } = this.data.sheet;
    const { teamId } = this;
    const { reason } = event.detail;
    if (name === '') return;
    if (name === 'apply') {
      await send(this, 'teams.apply', { teamId, words: reason }, this.after('已提交，队长会答复您'));
    } else {
      await send(this, 'teams.suspend', { teamId, move: name, reason }, this.after(governed[name]));
    }
  },
  after(done: string): Afterwards<unknown> {
    const answered = () => {
      this.setData({ sheet: closed });
      return this.load();
    };
    return { done, answered };
  },

  async onTellMe() {
    const told = await askReminders(['joined']);
    tell(told ? '队长答复了会告诉您' : '没有打开提醒，可以来这里看结果');
  },
  async onLeave() {
    const { team, applied } = this.data;
    const asked = applied
      ? confirm('撤回申请？', team?.name ?? '', '撤回')
      : confirm('退出这支队伍？', '已经报名的活动不受影响，记下的时长都还在', '退出');
    if (!(await asked)) return;
    await send(
      this,
      'teams.leave',
      { teamId: this.teamId },
      {
        done: applied ? '已撤回' : '已退出',
        // A deputy who goes leads no more.
        then: () => (applied ? undefined : reopenSession()),
        answered: () => this.load(),
      },
    );
  },

  onCall() {
    if (this.view) callPhone(this.view.phone);
  },
  onLead() {
    if (!this.view) return;
    const { name } = this.view.station;
    leadTo({ name, address: name, place: this.view.place });
  },
  onStation() {
    if (this.view) go(routes.station(this.view.station.id));
  },
  onTeam(event: Tapped) {
    go(routes.team(event.currentTarget.dataset.id));
  },
  onMembers() {
    go(routes.members(this.teamId));
  },
  onNumbers() {
    go(routes.teamNumbers(this.teamId));
  },
  onEdit() {
    go(routes.foundTeam({ editId: this.teamId }));
  },
  onPost() {
    go(routes.post(this.teamId));
  },
  onDivide() {
    go(routes.foundTeam({ parentId: this.teamId }));
  },
});
