import type { Input } from '#domain/contract';
import { asking, type Scene } from '../scene';
import type { Examples, WriteAction } from './types';

type RequestsAction = Extract<WriteAction, `requests.${string}`>;

const step =
  <S>(name: string, made: S | ((scene: Scene) => S)) =>
  (scene: Scene) => ({
    requestId: scene.of(name),
    step: typeof made === 'function' ? (made as (scene: Scene) => S)(scene) : made,
  });
type DeskStep = Input<'requests.asDesk'>['step'];
type TeamStep = Input<'requests.asTeam'>['step'];

export const requests: Examples<RequestsAction> = {
  'requests.ask': [
    {
      who: 'resident',
      input: () => asking,
      after: ({ world }, { requestId }) =>
        world.did('resident', 'requests.asAsker', { requestId, step: { kind: 'cancel' } }),
    },
  ],
  'requests.follow': [{ who: 'keeper', input: (scene) => ({ requestId: scene.of('lamp') }) }],
  'requests.asAsker': [
    { of: 'done', who: 'resident', input: step('done', { kind: 'confirm' as const, words: '谢谢' }) },
    { of: 'not done', who: 'resident', input: step('done', { kind: 'notDone' as const, words: '还在滴' }) },
    { of: 'no more', who: 'resident', input: step('asked for', { kind: 'cancel' as const }) },
  ],
  'requests.asGoer': [
    { of: 'claimed', who: 'member', input: step('offered request', { kind: 'claim' as const }) },
    { of: 'begun', who: 'member', input: step('accepted', { kind: 'begin' as const }) },
    { of: 'finished', who: 'member', input: step('underway', { kind: 'finish' as const }) },
  ],
  'requests.asTeam': [
    {
      of: 'accepted',
      who: 'leader',
      input: step<TeamStep>('dispatched', (scene) => ({ kind: 'accept', going: [scene.id('member')] })),
    },
    {
      of: 'objected',
      who: 'leader',
      input: step<TeamStep>('dispatched', { kind: 'object', words: '不归我们' }),
    },
  ],
  'requests.asDesk': [
    {
      of: 'dispatched',
      who: 'officer',
      input: step<DeskStep>('asked for', (scene) => ({ kind: 'dispatch', teamId: scene.team })),
    },
    {
      of: 'merged',
      who: 'officer',
      input: step<DeskStep>('double', (scene) => ({ kind: 'merge', withId: scene.of('asked for') })),
    },
  ],
  'requests.looking': [{ who: 'officer', input: (scene) => ({ requestId: scene.of('asked for') }) }],
};
