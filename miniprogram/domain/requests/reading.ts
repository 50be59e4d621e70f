import { serves, type Caller } from '../accounts/access';
import { canMove, type Part } from './moves';
import type { Request, StepKind } from './types';

/** What a page offers to do, by what one is to it. */
export type May = Readonly<Partial<Record<Exclude<Part, 'system'>, readonly Exclude<StepKind, 'ask'>[]>>>;

/** What a request is to somebody who opens it. */
export interface Relation {
  readonly asker: boolean;
  readonly follower: boolean;
  /** Goes there, or may claim it. */
  readonly goer: boolean;
  readonly claimer: boolean;
  readonly team: boolean;
  readonly desk: boolean;
}

export function relationOf(request: Request, caller: Caller): Relation {
  const me = caller.accountId ?? '';
  const goer = request.going.includes(me);
  const desk = serves(caller, request.areas);
  return {
    asker: isAsker(request, me, desk),
    follower: request.followers.includes(me),
    goer,
    claimer: !goer && caller.registered && request.state === 'offered' && !request.tried.includes(me),
    team: request.teamId !== '' && caller.leads.includes(request.teamId),
    desk,
  };
}

/** Who called has no phone to say how it went on: whoever of the desk telephones says it for them. */
export const isAsker = (request: Pick<Request, 'askers' | 'origin'>, me: string, desk: boolean): boolean =>
  request.askers.includes(me) || (desk && request.origin === 'hotline');

/** Whether it is there for them at all. */
export const isSeen = (relation: Relation): boolean => Object.values(relation).some(Boolean);

/** Who goes there reads address and number while they have it; who asked, always; the desk of a call, as it took them down. */
export function readsContact(request: Request, { goer, asker, desk }: Relation, me: string): boolean {
  const has = request.state === 'accepted' || request.state === 'underway';
  const tookDown =
    desk && request.origin === 'hotline' && request.keeper === me && request.state !== 'closed';
  return asker || (goer && has) || tookDown;
}

/** A dispute is read by who asked, who mediates and who keeps it; its team and the rest of the desk read that it is one. */
export function readsWords(request: Request, relation: Relation, confidential: boolean, me: string): boolean {
  if (!confidential || relation.asker || relation.goer) return true;
  return relation.desk && (request.keeper === me || request.keeper === '');
}

type Kind = Exclude<StepKind, 'ask'>;

const offeredTo: Readonly<Record<Exclude<Part, 'system'>, readonly Kind[]>> = {
  asker: ['answer', 'confirm', 'notDone', 'cancel'],
  goer: ['claim', 'still', 'begin', 'finish', 'question', 'release', 'extend'],
  team: ['accept', 'name', 'decline', 'object', 'release', 'extend'],
  desk: [
    'pass',
    'takeIn',
    'dispatch',
    'offer',
    'judge',
    'question',
    'takeBack',
    'extend',
    'refuse',
    'merge',
    'handOver',
  ],
};

/** Which steps a page offers: those that a state allows, of who keeps it. Whether they are refused after all is the rules'. */
export function mayOf(request: Request, relation: Relation, me: string): May {
  const { state, pause, keeper, askedStill } = request;
  const able = (part: Exclude<Part, 'system'>, kinds: readonly Kind[]) =>
    kinds.filter((kind) => {
      if (!canMove(kind, part, state)) return false;
      if (kind === 'answer' || kind === 'question' || kind === 'extend')
        return (kind === 'answer') === (pause !== null);
      return kind === 'still' ? askedStill !== null : true;
    });
  const ofGoer = offeredTo.goer.filter((kind) => (kind === 'claim' ? relation.claimer : relation.goer));
  const keptByOther = keeper !== '' && keeper !== me;
  const ofDesk = offeredTo.desk.filter((kind) => {
    if (kind === 'takeIn') return keeper !== me;
    return kind === 'judge' ? request.dispatcher !== me : !keptByOther;
  });
  return {
    ...(relation.asker && { asker: able('asker', offeredTo.asker) }),
    ...((relation.goer || relation.claimer) && { goer: able('goer', ofGoer) }),
    ...(relation.team && { team: able('team', offeredTo.team) }),
    ...(relation.desk && { desk: able('desk', ofDesk) }),
  };
}

/** What of a timeline is a matter between desk and teams, and says nothing to who asked. */
const INSIDE: ReadonlySet<StepKind> = new Set([
  'takeIn',
  'handOver',
  'judge',
  'object',
  'decline',
  'rise',
  'name',
  'askStill',
  'still',
  'follow',
  'timeOut',
]);

export const isInside = (kind: StepKind): boolean => INSIDE.has(kind);
