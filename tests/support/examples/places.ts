import type { Scene } from '../scene';
import type { Examples, WriteAction } from './types';

type PlacesAction = Extract<WriteAction, `${'signups' | 'attendance' | 'code'}.${string}`>;

const screenCode = async (scene: Scene) => ({ code: await scene.world.screenCode(scene.slot('running')) });

export const places: Examples<PlacesAction> = {
  'signups.take': [
    { who: 'resident', input: (scene) => ({ slotId: scene.slot('open'), wait: false }) },
    { of: 'in line', who: 'founder', input: (scene) => ({ slotId: scene.slot('full'), wait: true }) },
  ],
  'signups.cancel': [
    { of: 'with heirs', who: 'member', input: (scene) => ({ signupId: scene.signup('full', 'member') }) },
    { of: 'in line', who: 'resident', input: (scene) => ({ signupId: scene.signup('full', 'resident') }) },
  ],
  'signups.resize': [
    { who: 'resident', input: (scene) => ({ signupId: scene.signup('service', 'resident'), party: 2 }) },
  ],
  'signups.confirm': [
    { who: 'resident', input: (scene) => ({ signupId: scene.signup('promoted', 'resident'), revision: 0 }) },
  ],
  'signups.offer': [
    { who: 'member', input: (scene) => ({ signupId: scene.signup('open', 'member'), offered: true }) },
  ],
  'signups.takeOver': [
    { who: 'deputy', input: (scene) => ({ signupId: scene.signup('offered', 'member') }) },
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
