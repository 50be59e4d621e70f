import type { Urgency } from '../../domain/request-rules';
import type { Ending, RequestState, StepKind } from '../../domain/requests/types';

/** How far a request is, as who asked reads it. */
export const requestStateWords: Readonly<Record<RequestState, string>> = {
  held: '等人看过',
  submitted: '等着安排',
  offered: '在找志愿者',
  dispatched: '等队伍答复',
  objected: '重新安排中',
  accepted: '有人接了',
  underway: '正在办',
  done: '说办好了，请您说一声',
  closed: '已结束',
};

export const endingWords: Readonly<Record<Ending, string>> = {
  done: '办好了',
  impossible: '办不了',
  notOurs: '不归这里管',
  double: '和另一件一起办',
  unneeded: '不需要了',
  refused: '没有受理',
};

export const urgencyWords: Readonly<Record<Urgency, { name: string; meaning: string }>> = {
  ordinary: { name: '平常的事', meaning: '等一等没关系' },
  utility: { name: '停水停电停暖', meaning: '过日子受影响，要快一些' },
  danger: { name: '有危险', meaning: '可能伤人。救命、着火请先打 120、119' },
};

/** What was done, as a line of the timeline says it. */
export const stepWords: Readonly<Record<StepKind, string>> = {
  ask: '提交了求助',
  pass: '受理了',
  takeIn: '接过来办',
  handOver: '放下，请同事接着办',
  dispatch: '派给了队伍',
  offer: '请附近的志愿者认领',
  refuse: '结束了这件求助',
  question: '问求助人',
  answer: '求助人回答',
  extend: '要晚一些',
  accept: '队伍接了',
  decline: '队伍没接',
  object: '队伍说派错了',
  judge: '定了异议',
  takeBack: '收回，另外安排',
  name: '换了上门的人',
  claim: '志愿者认领了',
  still: '说还去',
  release: '来不了，退回来了',
  begin: '到了，开始办',
  finish: '说办好了',
  confirm: '求助人说办好了',
  notDone: '求助人说没办好',
  cancel: '求助人说不需要了',
  follow: '有人跟着这一件',
  merge: '和另一件并到一起',
  rise: '没人处理，转给上一级',
  timeOut: '到时间没有答复，收回了',
  askStill: '问还去不去',
  letGo: '没有回音，另请别人',
  late: '过了说好的时间还没办完',
  unanswered: '求助人没有回答，接着办',
  autoClose: '几天没有人说没办好，办结',
  strand: '接的人不在了，重新安排',
};
