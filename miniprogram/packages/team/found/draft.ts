import * as v from 'valibot';
import type { Input } from '../../../domain/contract';
import type { Choice } from '../../../domain/settings';
import { leaderWords, teamWords } from '../../../domain/teams/fields';
import type { TeamForm } from '../../../domain/teams/views';
import { spokenName } from '../../../domain/stations/rules';

/** What is typed into the form of a team. */
export interface Draft extends TeamForm {
  /** Who leads it, where staff register it. */
  readonly leaderName: string;
  readonly leaderNumber: string;
}

export const emptyDraft: Draft = {
  name: '',
  category: '',
  about: '',
  joining: '',
  phone: '',
  leaderName: '',
  leaderNumber: '',
  station: { id: '', name: '' },
};

/** Another team of the same kind at the same station. */
export const nextDraft = ({ category, station }: Draft): Draft => ({ ...emptyDraft, category, station });

/** A refused team as its founder left it, or one that stands as everyone reads it. */
export function draftFrom(team: TeamForm): Draft {
  const { name, category, about, joining, phone, station } = team;
  return {
    ...emptyDraft,
    name,
    category,
    about,
    joining,
    phone,
    station: { id: station.id, name: spokenName(station.name) },
  };
}

/** What is done with the form once it is sent. */
export type Purpose =
  | { readonly kind: 'new' }
  | { readonly kind: 'sub'; readonly parentTeamId: string }
  | { readonly kind: 'mend'; readonly teamId: string }
  | { readonly kind: 'edit'; readonly teamId: string }
  | { readonly kind: 'register' };

export interface Query {
  readonly parentId?: string;
  readonly mendId?: string;
  readonly editId?: string;
  readonly register?: string;
}

export function purposeOf(query: Query): Purpose {
  if (query.register) return { kind: 'register' };
  if (query.editId) return { kind: 'edit', teamId: query.editId };
  if (query.mendId) return { kind: 'mend', teamId: query.mendId };
  return query.parentId ? { kind: 'sub', parentTeamId: query.parentId } : { kind: 'new' };
}

export const titles: Readonly<Record<Purpose['kind'], { title: string; send: string }>> = {
  new: { title: '组建队伍', send: '提交审核' },
  sub: { title: '建一支分队', send: '建好分队' },
  mend: { title: '修改后再提交', send: '再次提交' },
  edit: { title: '修改队伍介绍', send: '保存' },
  register: { title: '登记已有的队伍', send: '登记' },
};

/** What is said once it is sent. `waits`: for staff to look at it. */
export function doneWords(kind: Purpose['kind'], waits: boolean): { title: string; text: string } {
  if (waits && kind === 'edit') return { title: '已提交审核', text: '审核通过以前，大家看到的还是原来的' };
  if (waits) return { title: '已提交审核', text: '站点的工作人员看过以后，队伍就成立了' };
  if (kind === 'register') return { title: '登记好了', text: '队长打开小程序就能看到这支队伍，可以发起活动' };
  return { title: kind === 'edit' ? '已保存' : '建好了', text: '大家现在就能看到' };
}

const wordsOf = ({ name, about, joining, phone }: Draft) => ({ name, about, joining, phone });
const leaderOf = ({ leaderName, leaderNumber }: Draft) => ({ leaderName, leaderNumber });

export function foundInput(draft: Draft, purpose: Purpose): Input<'teams.found'> {
  const { category, station } = draft;
  return {
    ...wordsOf(draft),
    category,
    stationId: station.id,
    ...(purpose.kind === 'sub' && { parentTeamId: purpose.parentTeamId }),
    ...(purpose.kind === 'mend' && { teamId: purpose.teamId }),
  };
}

export const registerInput = (draft: Draft): Input<'teams.register'> => ({
  ...wordsOf(draft),
  ...leaderOf(draft),
  category: draft.category,
  stationId: draft.station.id,
});

export const editInput = (draft: Draft, teamId: string): Input<'teams.edit'> => ({
  ...wordsOf(draft),
  teamId,
});

export type Faults = Readonly<Partial<Record<keyof Draft, string>>>;

const wordFaults = {
  name: '请写队伍的名字，30 个字以内',
  about: '请写这支队伍做什么，500 个字以内',
  joining: '请写短一些，100 个字以内',
  phone: '请填手机号，或带区号的座机',
  leaderName: '请写队长登记用的真实姓名',
  leaderNumber: '志愿者编号是九位数字',
} as const;

/** What is still to be mended, beside the field it stands in. */
export function faultsOf(draft: Draft, categories: readonly Choice[], purpose: Purpose): Faults {
  const registers = purpose.kind === 'register';
  const asked = registers ? { ...teamWords, ...leaderWords } : teamWords;
  const result = v.safeParse(v.object(asked), { ...wordsOf(draft), ...leaderOf(draft) });
  const wrong = result.success ? [] : result.issues.map((issue) => issue.path?.[0].key);
  const words = Object.entries(wordFaults).filter(([field]) =>
    wrong.includes(field as keyof typeof wordFaults),
  );
  if (purpose.kind === 'edit') return Object.fromEntries(words);
  return {
    ...Object.fromEntries(words),
    ...(!categories.some(({ id }) => id === draft.category) && { category: '请选一个类别' }),
    ...(draft.station.id === '' && { station: '请选队伍平时在哪个站点' }),
  };
}
