import type { CallView, MyCall } from '../../../domain/callups/views';
import { answerRefusal } from '../../../domain/callups/rules';
import { moment } from '../../../services/format';

export interface AnswerPage {
  readonly title: string;
  readonly drill: boolean;
  readonly from: string;
  readonly words: string;
  readonly phone: string;
  readonly venue: CallView['venue'];
  /** The list that the buttons answer. */
  readonly list: number;
  readonly phase: string;
  /** What the person has said, or that all is over. */
  readonly said: string;
  readonly canCome: boolean;
  readonly canDecline: boolean;
  readonly canBeHome: boolean;
  readonly coming: boolean;
}

/** Of several lists the one on which they are out; else the latest. */
const listShown = (mine: readonly MyCall[]): MyCall | undefined =>
  mine.find(({ standing }) => standing === 'coming') ?? mine[0];

function saidOf(mine: MyCall | undefined, state: CallView['state'], now: number): string {
  if (mine?.standing === 'coming') return mine.from ? `您说了 ${moment(mine.from, now)} 到` : '您说了要来';
  if (mine?.standing === 'home') return '您已经报了平安，辛苦了';
  if (state !== 'open') return '这次召集结束了，不用再来';
  return mine?.standing === 'cannot' ? '您说了来不了，能来了可以改' : '';
}

export function answerPage(view: CallView, now: number): AnswerPage {
  const mine = listShown(view.mine);
  const may = (answer: 'coming' | 'cannot' | 'home'): boolean =>
    mine !== undefined && answerRefusal(view.state, mine.standing, answer) === null;
  const coming = mine?.standing === 'coming';
  return {
    title: view.title,
    drill: view.drill,
    from: view.stationName,
    words: view.words,
    phone: view.phone,
    venue: view.venue,
    list: mine?.list ?? 1,
    phase: mine?.name ?? '',
    said: saidOf(mine, view.state, now),
    canCome: may('coming') && !coming,
    canDecline: may('cannot') && mine?.standing !== 'cannot',
    canBeHome: coming,
    coming,
  };
}
