import type { Output } from '../../../domain/contract';
import type { Role } from '../../../domain/teams/membership';
import type { Applicant, TeamMember } from '../../../domain/teams/views';
import type { Instant } from '../../../domain/time';
import { date, minutes, moment } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { roleWords } from '../words';

export interface ApplicantRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly number: string;
  readonly skills: string;
  readonly words: string;
  readonly at: string;
}

const skillsOf = (skills: readonly string[]): string =>
  skills
    .map((skill) => choiceName('skills', skill))
    .filter(Boolean)
    .join('、');

export const applicantRow = (person: Applicant, now: Instant): ApplicantRow => ({
  id: person.accountId,
  name: person.name,
  phone: person.phone,
  number: person.number,
  skills: skillsOf(person.skills),
  words: person.words,
  at: `${moment(person.at, now)} 申请`,
});

/** What stands above those who wait, of whom the longest waiting are there. */
export function waitingWords({ waiting, applicants }: Output<'teams.applications'>): string {
  const some = waiting > applicants.length ? `，先答复最早的 ${applicants.length} 人` : '';
  return `${waiting} 人等着加入${some}`;
}

/** Fewer members than this are seen at once. */
export const SEARCHABLE = 10;

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly role: Role;
  readonly office: string;
  readonly number: string;
  readonly skills: string;
  readonly since: string;
  readonly given: string;
  readonly choices: readonly MemberChoice[];
}

/** What a leader can do about a member, in the order of a sheet. */
export interface MemberChoice {
  readonly act: 'deputy' | 'member' | 'leader' | 'remove';
  readonly text: string;
}

/** @param heads whether it is the leader who looks, or a deputy */
export function memberRow(member: TeamMember, heads: boolean): MemberRow {
  return {
    id: member.accountId,
    name: member.name,
    phone: member.phone,
    role: member.role,
    office: member.role === 'member' ? '' : roleWords[member.role],
    number: member.number,
    skills: skillsOf(member.skills),
    since: `${date(member.since)}入队`,
    given: member.minutes > 0 ? `在队里服务 ${minutes(member.minutes)}` : '在队里还没有记时长',
    choices: choicesFor(member.role, heads),
  };
}

const choices = {
  deputy: { act: 'deputy', text: '请他当副队长' },
  member: { act: 'member', text: '不再当副队长' },
  leader: { act: 'leader', text: '把队伍交给他' },
  remove: { act: 'remove', text: '移出队伍' },
} as const satisfies Record<string, MemberChoice>;

function choicesFor(role: Role, heads: boolean): readonly MemberChoice[] {
  if (role === 'leader') return [];
  if (!heads) return role === 'member' ? [choices.remove] : [];
  return [role === 'member' ? choices.deputy : choices.member, choices.leader, choices.remove];
}
