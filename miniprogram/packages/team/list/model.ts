import type { MyTeam, TeamCard, TeamDraft } from '../../../domain/teams/views';
import { spokenName } from '../../../domain/stations/rules';
import { distance } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { standing, teamStateWords } from '../words';

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly station: string;
  readonly distance: string;
}

export const teamRow = (card: TeamCard): TeamRow => ({
  id: card.id,
  name: card.name,
  category: [choiceName('teamCategories', card.category), card.sub ? '分队' : ''].filter(Boolean).join(' · '),
  station: spokenName(card.station.name),
  distance: card.distance === null ? '' : distance(card.distance),
});

export interface MyRow {
  readonly id: string;
  readonly name: string;
  /** '队长', '11月22日申请，等队长答复' */
  readonly standing: string;
  /** What one should know or do: '2 人等着加入', '暂停活动：内容不实'. */
  readonly note: string;
  readonly urgent: boolean;
  /** A refused founding: opened to be mended. */
  readonly mend: boolean;
}

export function myRow({ id, name, mine, state, reason, waiting }: MyTeam): MyRow {
  const stopped = [teamStateWords[state], reason].filter(Boolean).join('：');
  const note = waiting > 0 ? `${waiting} 人等着加入` : mine.state === 'refused' ? mine.reason : stopped;
  return { id, name, standing: standing(mine), note, urgent: waiting > 0, mend: false };
}

/** A team that the person has founded and that nobody else can see yet. */
export function pendingRow({ teamId, name, state, reason }: TeamDraft): MyRow {
  const refused = state === 'refused';
  return {
    id: teamId,
    name,
    standing: refused ? '新队伍没有通过审核' : '新队伍，等待审核',
    note: refused ? `${reason}。点开修改后可以再提交` : '',
    urgent: refused,
    mend: refused,
  };
}
