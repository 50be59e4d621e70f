import { queueOf } from './stepped';
import type { Entry, Request } from './types';

/** Who is told of a step, and in which words: the state in five characters, what there is to do in twenty. */
export interface Telling {
  readonly whom: readonly string[];
  readonly state: string;
  readonly detail: string;
}

export interface People {
  readonly staffOf: (areas: readonly string[]) => readonly string[];
  readonly officersOf: (teamId: string) => readonly string[];
}

/** The one table of who is told what. Whoever made the step is left out by who sends it. */
export function toldOf(entry: Entry, request: Request, people: People): Telling[] {
  const { keeper, followers, going, teamId } = request;
  const { whom = [] } = entry;
  const asked = [...followers, ...request.askers];
  const queue = queueOf(request);
  // Who keeps it sees to it; where nobody does, whoever serves the desks that it stands on.
  const desk =
    keeper === '' ? people.staffOf(queue.length > 0 ? queue : request.desks.slice(0, 1)) : [keeper];
  const had = entry.teamId === undefined ? [] : people.officersOf(entry.teamId);
  const team = teamId === '' ? had : people.officersOf(teamId);
  const to = (whom: readonly string[], state: string, detail: string): Telling => ({ whom, state, detail });
  switch (entry.kind) {
    case 'ask':
      return [to(desk, '有新求助', '请看一看，派给合适的队伍')];
    case 'pass':
      return [to(asked, '已受理', '正在找人帮您')];
    case 'rise':
      return [to(desk, '没人处理', '下面还没处理，请您看看')];
    case 'handOver':
      return [to(desk, '请接过去', '同事放下了这件求助，请接着办')];
    case 'dispatch':
      return [to(team, '请您接单', '有人等着，请接或者说明原因'), to(asked, '已派出去', '正在等队伍答复')];
    case 'offer':
      return [to(asked, '在找人', '附近的志愿者都能看到')];
    case 'refuse':
      return [to(asked, '没有受理', '点开看原因和可以找谁')];
    case 'question':
      return [to(asked, '要问一句', '请点开回答，回答了再接着办')];
    case 'answer':
      return [to([...going, ...desk], '有了回答', '点开看求助人怎么说')];
    case 'unanswered':
      return [to([...going, ...desk], '没有回答', '求助人一直没有回答，请接着办')];
    case 'extend':
      return [to(asked, '要晚一些', '点开看原因和新的时间')];
    case 'accept':
      return [to(going, '请您上门', '点开看地址和电话'), to(asked, '有人接了', '点开看是谁来')];
    case 'name':
      return [to(going, '请您上门', '点开看地址和电话')];
    case 'claim':
      return [to(asked, '有人接了', '点开看是谁来'), to(desk, '有人认领', '志愿者认领了这件求助')];
    case 'decline':
      return [to(desk, '队伍没接', '请换一支队伍')];
    case 'object':
      return [to(desk, '有异议', '队伍说派错了，请另一位来定')];
    case 'judge':
      return [to([...had, ...team], '有了结果', '点开看异议怎么定的')];
    case 'release':
      return [to(desk, '退回来了', '请再派一次'), to(asked, '换人来', '原来的人来不了，正在另找')];
    case 'takeBack':
      return [to([...had, ...whom], '已收回', '这件求助另外安排'), to(asked, '换人来', '正在另外安排')];
    case 'timeOut':
      return [to(desk, '没有答复', '到时间还没人接，请再派'), to(had, '已转走', '没有按时答复，已请别人')];
    case 'askStill':
      return [to([...going, ...team], '还去吗', '请点开说一声，不去就请别人')];
    case 'letGo':
      return [
        to([...had, ...whom], '已转走', '没有回音，已请别人去'),
        to(desk, '没有回音', '接的人没去，请再派'),
        to(asked, '换人来', '原来的人没有回音，正在另找'),
      ];
    case 'late':
      return [to([...desk, ...going], '还没办完', '过了说好的时间，请看一看')];
    case 'finish':
      return [to(asked, '说办好了', '点开说一声：办好了，没办好')];
    case 'confirm':
      return [to(going, '办好了', '求助人说办好了，谢谢您')];
    case 'autoClose':
      return [to(asked, '已办结', '没办好的话，点开说一声')];
    case 'notDone':
      return [
        to(desk, '没办好', '求助人说没办好，请换人再办'),
        to([...had, ...whom], '没办好', '求助人说没办好，会请别人看'),
      ];
    case 'cancel':
      return request.state === 'closed'
        ? [to([...going, ...team, ...desk], '不用去了', '求助人说不需要了')]
        : [];
    case 'merge':
      return [to(asked, '并到一起', '和另一件是同一件事，一起办')];
    case 'strand':
      return [to(desk, '请再派', '接的人或队伍已经不在了'), to(asked, '换人来', '正在另外安排')];
    case 'takeIn':
    case 'begin':
    case 'still':
    case 'follow':
      return [];
  }
}
