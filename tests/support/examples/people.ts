import { onPaper, registration } from '../../../harness/people';
import type { Examples, WriteAction } from './types';

type PeopleAction = Extract<
  WriteAction,
  `${'session' | 'account' | 'people' | 'binding' | 'messages'}.${string}`
>;

const kin = { name: '李奶奶', phone: '', relation: '母亲' };
const paperNumber = onPaper('').idNumber;
const ownNumber = registration().idNumber;

export const people: Examples<PeopleAction> = {
  'session.open': [{ who: 'newcomer', input: () => ({}) }],
  'account.introduce': [
    { who: 'visitor', input: () => ({ name: '张三', phone: '13900000002' }) },
    { of: 'a member', who: 'member', input: () => ({ name: '张三', phone: '13900000002' }) },
  ],
  'account.phone': [{ who: 'visitor', input: async (scene) => ({ code: await scene.phoneCode() }) }],
  'account.register': [{ who: 'resident', input: () => registration({ idNumber: ownNumber }) }],
  'account.update': [
    { who: 'member', input: () => ({ phone: '13900000002', skills: ['driving'], freeTimes: [] }) },
  ],
  'account.consent': [
    { of: 'the place', who: 'member', input: () => ({ kind: 'location', given: false }) },
    { of: 'the number', who: 'member', input: () => ({ kind: 'identity', given: false }) },
  ],
  'account.delete': [{ who: 'leaver', input: () => ({}) }],
  'people.add': [{ who: 'resident', input: () => kin }],
  'people.edit': [{ who: 'resident', input: (scene) => ({ ...kin, personId: scene.id("resident's") }) }],
  'people.remove': [{ who: 'resident', input: (scene) => ({ personId: scene.id("resident's") }) }],
  'people.register': [{ who: 'leader', input: (scene) => onPaper(scene.team, { idNumber: paperNumber }) }],
  'people.code': [{ who: 'leader', input: (scene) => ({ personId: scene.id('paper') }) }],
  'people.claim': [{ who: 'visitor', input: (scene) => ({ code: scene.of('claim') }) }],
  'binding.request': [
    { who: 'visitor', input: (scene) => ({ name: 'veteran', idNumber: scene.of('idNumber') }) },
  ],
  'binding.decide': [
    { who: 'officer', input: (scene) => ({ bindingId: scene.of('binding'), verdict: 'confirm' }) },
    {
      of: 'refused',
      who: 'officer',
      input: (scene) => ({ bindingId: scene.of('binding'), verdict: 'refuse', reason: '不是本人' }),
    },
  ],
  'messages.granted': [{ who: 'member', input: () => ({ kinds: ['promoted'] }) }],
};
