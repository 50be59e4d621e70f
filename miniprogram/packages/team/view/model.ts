import { spokenName } from '../../../domain/stations/rules';
import type { Figures } from '../../../domain/teams/record';
import type { TeamView } from '../../../domain/teams/views';
import type { Instant } from '../../../domain/time';
import { activityRow, type ActivityRow } from '../../../services/cards';
import { date, hours } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { roleWords, teamStateWords } from '../words';

export interface TeamPage {
  readonly name: string;
  readonly category: string;
  /** What stands above all else: it waits, was refused, suspended or dissolved. */
  readonly notice: { readonly title: string; readonly text: string } | null;
  readonly station: string;
  readonly leader: string;
  readonly people: string;
  readonly phone: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly record: readonly { readonly figure: string; readonly name: string }[];
  readonly coming: readonly ActivityRow[];
  readonly subTeams: TeamView['subTeams'];
  readonly parent: TeamView['parent'];
  /** '您是副队长' */
  readonly mine: string;
  readonly members: string;
  readonly canLead: boolean;
  readonly canPost: boolean;
  readonly canDivide: boolean;
  readonly canLeave: boolean;
  /** What staff can do with it. */
  readonly govern: readonly { readonly move: 'suspend' | 'lift' | 'dissolve'; readonly text: string }[];
}

export function teamPage(team: TeamView, now: Instant): TeamPage {
  const active = team.mine?.state === 'active';
  const acts = team.state === 'active';
  const sub = team.sub ? '分队' : '';
  return {
    name: team.name,
    category: [choiceName('teamCategories', team.category), sub].filter(Boolean).join(' · '),
    notice: noticeOf(team),
    station: spokenName(team.station.name),
    leader: team.leaderName === '' ? '' : `队长 ${team.leaderName}`,
    people: team.state === 'submitted' || team.state === 'refused' ? '' : `${team.members} 名队员`,
    phone: team.phone,
    facts: [
      { name: '做什么', text: team.about },
      { name: '谁可以加入', text: team.joining },
    ].filter(({ text }) => text !== ''),
    record: recordOf(team.year),
    coming: team.coming.map((activity) => activityRow(activity, now)),
    subTeams: team.subTeams,
    parent: team.parent,
    mine: active && team.mine ? `您是${roleWords[team.mine.role]}` : '',
    members: team.waiting > 0 ? `队员（${team.waiting} 人等着加入）` : '队员',
    canLead: team.leads,
    canPost: team.leads && acts,
    canDivide: team.heads && acts && !team.sub,
    canLeave: active && team.mine?.role !== 'leader',
    govern: team.serves ? movesOf(team.state) : [],
  };
}

function noticeOf({ state, reason, changing }: TeamView): TeamPage['notice'] {
  if (state !== 'active') return { title: teamStateWords[state], text: reason };
  if (changing) return { title: '新的介绍等待审核', text: '审核通过以前，大家看到的还是原来的' };
  return reason === '' ? null : { title: '上次修改没有通过', text: reason };
}

/** Sums of the year for everyone to see; no ranking. */
const recordOf = ({ activities, personTimes, minutes, served }: Figures): TeamPage['record'] => [
  { figure: String(activities), name: '场活动' },
  { figure: String(personTimes), name: '人次参加' },
  { figure: hours(minutes), name: '小时' },
  { figure: String(served), name: '人次得到服务' },
];

const suspend = { move: 'suspend', text: '暂停这支队伍' } as const;
const lift = { move: 'lift', text: '恢复活动' } as const;
const dissolve = { move: 'dissolve', text: '解散这支队伍' } as const;

function movesOf(state: TeamView['state']): TeamPage['govern'] {
  if (state === 'active') return [suspend, dissolve];
  return state === 'suspended' ? [lift, dissolve] : [];
}

/** The one main action of the page; null where there is none. */
export interface JoinButton {
  readonly action: 'apply' | 'register' | 'members' | 'mend' | 'none';
  readonly text: string;
}

export function joinButton(team: TeamView, registered: boolean, now: Instant): JoinButton | null {
  const { mine, state, leads, waiting, seatsLeft } = team;
  if (leads) return waiting > 0 ? { action: 'members', text: `${waiting} 人等着加入，去看看` } : null;
  if (state === 'refused') return { action: 'mend', text: '修改后再提交' };
  if (state !== 'active' || mine?.state === 'active') return null;
  if (mine?.state === 'applied') return { action: 'none', text: '已申请，等队长答复' };
  if (now < (mine?.againFrom ?? 0)) return { action: 'none', text: '现在还不能再申请' };
  if (!registered) return { action: 'register', text: '登记为志愿者，就能申请加入' };
  if (seatsLeft <= 0) return { action: 'none', text: '您加入的队伍已经到上限' };
  return { action: 'apply', text: mine ? '再次申请加入' : '申请加入' };
}

/** Why one is not in it any more or cannot ask again yet, and what was said: '' when there is nothing to tell. */
export function earlierAnswer(team: TeamView, now: Instant): string {
  const { mine } = team;
  const dissolved = team.state === 'dissolved' && mine?.state === 'left' ? mine.reason : '';
  if (dissolved !== '') return `解散的原因：${dissolved}`;
  if (mine?.state === 'refused') return `上次申请没有通过：${mine.reason}`;
  if (mine?.state !== 'removed') return '';
  const again = mine.againFrom ?? 0;
  return `${date(mine.since)}被移出队伍：${mine.reason}${now < again ? `。${date(again)}以后可以再申请` : ''}`;
}
