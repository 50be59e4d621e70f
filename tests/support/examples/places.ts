import type { Scene } from '../scene';
import type { Examples, WriteAction } from './types';

const cancelBy =
  (who: string) =>
  ({ world }: Scene, { signupId }: { signupId: string }): Promise<unknown> =>
    world.did(who, 'signups.cancel', { signupId });

const takeAnew =
  (who: string, slot: string) =>
  (scene: Scene): Promise<unknown> =>
    scene.world.did(who, 'signups.take', { slotId: scene.slot(slot), wait: true });

type PlacesAction = Extract<WriteAction, `${'signups' | 'attendance' | 'code'}.${string}`>;

const screenCode = async (scene: Scene) => ({ code: await scene.world.screenCode(scene.slot('running')) });

export const places: Examples<PlacesAction> = {
  'signups.take': [
    {
      who: 'resident',
      input: (scene) => ({ slotId: scene.slot('open'), wait: false }),
      after: cancelBy('resident'),
    },
    {
      of: 'in line',
      who: 'founder',
      input: (scene) => ({ slotId: scene.slot('full'), wait: true }),
      after: cancelBy('founder'),
    },
  ],
  'signups.thank': [
    {
      who: 'veteran',
      input: (scene) => ({ signupId: scene.signup('past', 'veteran'), face: 'good', words: '办得好' }),
      after: (scene, { signupId }) =>
        scene.world.did('veteran', 'signups.thank', { signupId, face: 'poor', words: '后来又想了想' }),
    },
  ],
  'signups.cancel': [
    {
      of: 'with heirs',
      who: 'member',
      input: (scene) => ({ signupId: scene.signup('full', 'member') }),
      after: takeAnew('member', 'full'),
    },
    {
      of: 'in line',
      who: 'resident',
      input: (scene) => ({ signupId: scene.signup('full', 'resident') }),
      after: takeAnew('resident', 'full'),
    },
    {
      of: 'with room',
      who: 'member',
      input: (scene) => ({ signupId: scene.signup('open', 'member') }),
      after: takeAnew('member', 'open'),
    },
  ],
  'signups.resize': [
    {
      who: 'resident',
      input: (scene) => ({ signupId: scene.signup('service', 'resident'), party: 2 }),
      after: ({ world }, { signupId }) => world.did('resident', 'signups.resize', { signupId, party: 3 }),
    },
  ],
  'signups.confirm': [
    {
      who: 'resident',
      input: (scene) => ({ signupId: scene.signup('promoted', 'resident'), revision: 0 }),
      after: async (scene) => {
        await cancelBy('resident')(scene, { signupId: scene.signup('promoted', 'resident') });
        await takeAnew('resident', 'promoted')(scene);
      },
    },
  ],
  'signups.offer': [
    {
      who: 'member',
      input: (scene) => ({ signupId: scene.signup('open', 'member'), offered: true }),
      after: ({ world }, { signupId }) => world.did('member', 'signups.offer', { signupId, offered: false }),
    },
    {
      of: 'no more',
      who: 'member',
      input: (scene) => ({ signupId: scene.signup('offered', 'member'), offered: false }),
      after: ({ world }, { signupId }) => world.did('member', 'signups.offer', { signupId, offered: true }),
    },
  ],
  'signups.takeOver': [
    {
      who: 'deputy',
      input: (scene) => ({ signupId: scene.signup('offered', 'member') }),
      after: async (scene, answer) => {
        await cancelBy('deputy')(scene, answer);
        await takeAnew('member', 'offered')(scene);
        const signupId = scene.signup('offered', 'member');
        await scene.world.did('member', 'signups.offer', { signupId, offered: true });
      },
    },
  ],
  'attendance.checkIn': [{ who: 'member', input: screenCode }],
  'attendance.checkOut': [{ who: 'veteran', input: screenCode }],
  'code.mine': [{ who: 'member', input: () => ({}) }],
  'attendance.record': [
    {
      of: 'without a sign-up',
      who: 'leader',
      input: (scene) => ({
        slotId: scene.slot('running'),
        personId: scene.id('deputy'),
        move: 'in',
        reason: '没有手机',
      }),
      after: (scene, { undo }) =>
        scene.world.did('leader', 'attendance.undo', {
          slotId: scene.slot('running'),
          personId: scene.id('deputy'),
          marks: [...undo],
        }),
    },
    {
      of: 'after the slot',
      who: 'leader',
      input: (scene) => ({
        slotId: scene.slot('due'),
        personId: scene.id('deputy'),
        move: 'in',
        reason: '没有手机',
        takenAt: scene.startOf('due'),
        sentAt: scene.now(),
      }),
    },
  ],
  'attendance.undo': [
    {
      who: 'leader',
      input: (scene) => ({
        slotId: scene.slot('running'),
        personId: scene.id('paper'),
        marks: [scene.of('mark')],
      }),
    },
  ],
};
