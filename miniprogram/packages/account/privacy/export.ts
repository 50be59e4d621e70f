import type { Standing } from '../../../domain/callups/rules';
import type { AccountExport } from '../../../domain/accounts/views';
import { consentKinds } from '../../../domain/accounts/consents';
import { clockSpan, minutes } from '../../../services/format';
import { consentWords, dateWords, freeTimesWords } from '../words';
import { personFacts } from './model';

/** Everything that is held, as a text that any phone can open and anyone can read. */
export function exportText(data: AccountExport, nameOfSkill: (id: string) => string): string {
  const sections = [
    section('我的信息', [
      ...personFacts(data).map(({ name, text }) => `${name}：${text}`),
      `特长：${(data.volunteer?.skills ?? []).map(nameOfSkill).join('、') || '没有填写'}`,
      `空闲时间：${freeTimesWords(data.volunteer?.freeTimes ?? []) || '没有填写'}`,
    ]),
    section('我的同意', consentLines(data)),
    section(
      '我的队伍',
      data.teams.map(({ name, role }) => `${name}（${roles[role]}）`),
    ),
    section(
      '代报名的家人',
      data.family.map(({ name, relation, phone }) => [name, relation, phone].filter(Boolean).join('，')),
    ),
    section('报名和到场', data.signups.map(signupLine)),
    section(`服务时长，共 ${minutes(data.hours.minutes)}`, data.ledger.map(ledgerLine)),
    section('开过的证明', data.certificates.map(certificateLine)),
    section(
      '问过的时长',
      data.questions.map(({ at, words }) => `${dateWords(at)} ${words}`),
    ),
    section(
      '求助过的事',
      data.requests.map(({ at, words }) => `${dateWords(at)} ${words}`),
    ),
    section(
      '紧急召集',
      data.calls.map(({ at, title, standing }) => `${dateWords(at)} ${title}，${standings[standing]}`),
    ),
    section(
      '爱心商家',
      data.gifts.map(({ at, shop, title }) => `${dateWords(at)} ${shop}：${title}`),
    ),
  ];
  return [`文明实践：我的数据，${dateWords(data.exportedAt)}导出`, ...sections].join('\n\n');
}

const roles = { leader: '队长', deputy: '副队长', member: '队员' } as const;
const states: Readonly<Record<string, string>> = {
  confirmed: '报上了',
  waiting: '候补',
  cancelled: '已取消',
};

const standings: Readonly<Record<Standing, string>> = {
  silent: '没有回话',
  cannot: '去不了',
  coming: '去了',
  home: '去了，平安到家',
  settled: '去了',
};

const section = (title: string, lines: readonly string[]): string =>
  [`【${title}】`, ...(lines.length > 0 ? lines : ['没有'])].join('\n');

const consentLines = ({ consents }: AccountExport): string[] =>
  consentKinds.flatMap((kind) => {
    const consent = consents[kind];
    if (!consent) return [];
    const ended = consent.withdrawnAt === null ? '' : `，${dateWords(consent.withdrawnAt)}取消`;
    return [`${consentWords[kind].name}：${dateWords(consent.at)}同意${ended}`];
  });

function signupLine({
  title,
  slot,
  start,
  end,
  state,
  stays,
  visit,
}: AccountExport['signups'][number]): string {
  const stayed = stays.map((stay) =>
    stay.out === null ? '已签到' : clockSpan({ start: stay.in, end: stay.out }),
  );
  const present = stayed.length > 0 ? `，到场 ${stayed.join('、')}` : '';
  const home = visit
    ? `，上门：${[visit.area + visit.address, visit.phone, visit.note].filter(Boolean).join('，')}`
    : '';
  return `${dateWords(start)} ${clockSpan({ start, end })} ${title}（${slot}）${states[state] ?? state}${home}${present}`;
}

const certificateLine = ({
  number,
  issuedAt,
  minutes: total,
  revoked,
}: AccountExport['certificates'][number]) =>
  `${number}，${dateWords(issuedAt)}，${minutes(total)}${revoked ? '（已作废）' : ''}`;

const ledgerLine = ({ day, title, minutes: amount, reason }: AccountExport['ledger'][number]): string =>
  `${day} ${title} ${minutes(amount)}${reason ? `（${reason}）` : ''}`;
