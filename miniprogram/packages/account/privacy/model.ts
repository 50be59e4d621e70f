import { consentKinds, holds, type ConsentKind } from '../../../domain/accounts/consents';
import { spokenNumber } from '../../../domain/accounts/registration';
import type { AccountView } from '../../../domain/accounts/views';
import { minutes } from '../../../services/format';
import { consentWords, dateWords, dayWords, sexWords } from '../words';

/** What is held about a person, in lines that they can check. */

interface Fact {
  readonly name: string;
  readonly text: string;
}

export interface ConsentRow {
  readonly kind: ConsentKind;
  readonly name: string;
  readonly what: string;
  /** '已同意，2026年3月1日' */
  readonly state: string;
  readonly given: boolean;
  /** A tap gives or takes it back; without one it is given elsewhere. */
  readonly action: string;
}

export interface PrivacyModel {
  readonly facts: readonly Fact[];
  readonly consents: readonly ConsentRow[];
  /** Why the account cannot be given up now; empty when it can. */
  readonly stays: string;
  readonly wantedElsewhere: boolean;
}

const stays = {
  LEADS_A_TEAM: '您还是队长，先把队伍交给别人，才能注销。',
  STILL_PRESENT: '您正在签到中，先签退，才能注销。',
} as const;

export function privacyModel(view: AccountView): PrivacyModel {
  return {
    facts: [...personFacts(view), ...countFacts(view)],
    consents: consentRows(view),
    stays: view.staysFor ? stays[view.staysFor] : '',
    wantedElsewhere: view.wantedElsewhere,
  };
}

type Person = Pick<AccountView, 'name' | 'phone' | 'since' | 'volunteer' | 'consents'>;

/** Who was registered once left a mark: it is held, so it is told. */
const ENDED = '已经取消。留着一个看不出号码的记号，只用来认出是您本人';

export function personFacts({ name, phone, since, volunteer, consents }: Person): Fact[] {
  const facts: Fact[] = [
    { name: '称呼', text: name || '没有填写' },
    { name: '手机号', text: phone || '没有填写' },
    { name: '第一次打开', text: dateWords(since) },
  ];
  if (!volunteer) return [...facts, { name: '志愿者登记', text: consents.identity ? ENDED : '没有登记' }];
  const { guardian } = volunteer;
  return [
    ...facts,
    { name: '志愿者编号', text: spokenNumber(volunteer.number) },
    { name: '身份证号', text: '加密保存，不再显示' },
    { name: '性别', text: sexWords[volunteer.sex] },
    { name: '出生日期', text: dayWords(volunteer.birthDate) },
    ...(guardian
      ? [{ name: '监护人', text: `${guardian.name}（${guardian.relation}）${guardian.phone}` }]
      : []),
    { name: '登记日期', text: dateWords(volunteer.registeredAt) },
  ];
}

function countFacts({ teams, signups, hours, kept }: AccountView): Fact[] {
  return [
    { name: '加入的队伍', text: teams.map((team) => team.name).join('、') || '没有' },
    { name: '没结束的报名', text: `${signups} 个` },
    { name: '服务时长', text: `${minutes(hours.minutes)}，${hours.lines} 笔` },
    { name: '代报名的家人', text: `${kept} 位` },
  ];
}

function consentRows({ consents, volunteer }: AccountView): ConsentRow[] {
  return consentKinds.flatMap((kind) => {
    const consent = consents[kind];
    // What was never asked is not listed, but for the place, which can be given at any time.
    if (!consent && !(kind === 'location' && volunteer)) return [];
    const given = holds(consents, kind);
    // Left unticked at registration: withdrawn in the same moment.
    const never = !consent || consent.at === consent.withdrawnAt;
    const state = never
      ? '没有同意'
      : given
        ? `已同意，${dateWords(consent.at)}`
        : `已取消，${dateWords(consent.withdrawnAt ?? consent.at)}`;
    const action = given ? '取消同意' : kind === 'location' ? '同意' : '';
    return [{ kind, name: consentWords[kind].name, what: consentWords[kind].what, state, given, action }];
  });
}
