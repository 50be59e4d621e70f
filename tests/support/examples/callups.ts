import { calling } from '../callups';
import type { Scene } from '../scene';
import type { Examples, WriteAction } from './types';

type CallupsAction = Extract<WriteAction, `callups.${string}`>;

const entry = (scene: Scene, who: string) => ({
  callupId: scene.of('callup'),
  list: 1,
  personId: scene.id(who),
});

const cannot = ({ world }: Scene, callupId: string): Promise<unknown> =>
  world.did('member', 'callups.answer', { callupId, list: 1, answer: 'cannot' });

export const callups: Examples<CallupsAction> = {
  'callups.answer': [
    {
      who: 'member',
      input: (scene) => ({ callupId: scene.of('callup'), list: 1, answer: 'coming' }),
      after: (scene, { callupId }) => cannot(scene, callupId),
    },
    {
      of: 'safe at home',
      who: 'veteran',
      input: (scene) => ({ callupId: scene.of('callup'), list: 1, answer: 'home' }),
    },
  ],
  'callups.call': [{ who: 'officer', input: (scene) => calling(scene.team) }],
  'callups.add': [
    {
      who: 'officer',
      input: (scene) => ({
        callupId: scene.of('callup'),
        list: { name: '清淤', reach: { kind: 'team', teamId: scene.team } },
      }),
    },
  ],
  'callups.link': [
    {
      who: 'officer',
      input: (scene) => ({ callupId: scene.of('callup'), list: 1, activityId: scene.activity('open') }),
    },
  ],
  'callups.note': [
    {
      who: 'officer',
      input: (scene) => ({ ...entry(scene, 'member'), answer: 'coming' }),
      after: (scene, { callupId }) => cannot(scene, callupId),
    },
    { of: 'nobody picks up', who: 'officer', input: (scene) => entry(scene, 'member') },
  ],
  'callups.settle': [
    { who: 'officer', input: (scene) => ({ ...entry(scene, 'veteran'), reason: '送他回家了' }) },
  ],
  'callups.end': [{ who: 'officer', input: (scene) => ({ callupId: scene.of('quiet callup') }) }],
};
