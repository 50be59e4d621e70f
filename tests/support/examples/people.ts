import { onPaper, registration } from '../../../harness/people';
import type { Examples, WriteAction } from './types';

type PeopleAction = Extract<
  WriteAction,
  `${'session' | 'account' | 'people' | 'binding' | 'messages'}.${string}`
>;

const kin = { name: '李奶奶', phone: '', relation: '母亲' };
const other = { name: '李四', phone: '13900000003' };
const paperNumber = onPaper('').idNumber;
const ownNumber = registration().idNumber;

export const people: Examples<PeopleAction> = {
  'session.open': [{ who: 'newcomer', input: () => ({}) }],
  'account.introduce': [
    {
      who: 'visitor',
      input: () => ({ name: '张三', phone: '13900000002' }),
      after: ({ world }) => world.did('visitor', 'account.introduce', other),
    },
    { of: 'a member', who: 'member', input: () => ({ name: '张三', phone: '13900000002' }) },
  ],
  'account.phone': [{ who: 'visitor', input: async (scene) => ({ code: await scene.phoneCode() }) }],
  'account.register': [
    {
      who: 'resident',
      input: () => registration({ idNumber: ownNumber }),
      after: ({ world }) => world.did('resident', 'account.consent', { kind: 'identity', given: false }),
    },
  ],
  'account.update': [
    {
      who: 'member',
      input: () => ({ phone: '13900000002', skills: ['driving'], freeTimes: [] }),
      after: ({ world }) =>
        world.did('member', 'account.update', { phone: '13900000003', skills: [], freeTimes: [] }),
    },
  ],
  'account.consent': [
    {
      of: 'the place',
      who: 'member',
      input: () => ({ kind: 'location', given: false }),
      after: ({ world }) => world.did('member', 'account.consent', { kind: 'location', given: true }),
    },
    {
      of: 'the place, given',
      who: 'member',
      input: () => ({ kind: 'location', given: true }),
      after: ({ world }) => world.did('member', 'account.consent', { kind: 'location', given: false }),
    },
    {
      of: 'the number',
      who: 'member',
      input: () => ({ kind: 'identity', given: false }),
      after: ({ world }) => world.did('member', 'account.consent', { kind: 'location', given: false }),
    },
  ],
  'account.delete': [
    { who: 'leaver', input: () => ({}), after: ({ world }) => world.did('leaver', 'session.open', {}) },
  ],
  'people.add': [
    {
      who: 'resident',
      input: () => kin,
      after: ({ world }, { personId }) => world.did('resident', 'people.remove', { personId }),
    },
  ],
  'people.edit': [
    {
      who: 'resident',
      input: (scene) => ({ ...kin, personId: scene.id("resident's") }),
      after: ({ world }, { personId }) =>
        world.did('resident', 'people.edit', { ...kin, personId, name: '李太太' }),
    },
  ],
  'people.remove': [{ who: 'resident', input: (scene) => ({ personId: scene.id("resident's") }) }],
  'people.register': [{ who: 'leader', input: (scene) => onPaper(scene.team, { idNumber: paperNumber }) }],
  'people.code': [
    {
      who: 'leader',
      input: (scene) => ({ personId: scene.id('paper') }),
      after: ({ world }, { personId }) => world.did('leader', 'people.code', { personId }),
    },
  ],
  'people.claim': [
    {
      who: 'visitor',
      input: (scene) => ({ code: scene.of('claim') }),
      after: ({ world }) => world.did('visitor', 'account.introduce', other),
    },
  ],
  'binding.request': [
    {
      who: 'visitor',
      input: (scene) => ({ name: 'veteran', idNumber: scene.of('idNumber') }),
      after: ({ world }) => world.did('visitor', 'binding.request', { name: '别人', idNumber: ownNumber }),
    },
  ],
  'binding.decide': [
    { who: 'officer', input: (scene) => ({ bindingId: scene.of('binding'), verdict: 'confirm' }) },
    {
      of: 'refused',
      who: 'officer',
      input: (scene) => ({ bindingId: scene.of('binding'), verdict: 'refuse', reason: '不是本人' }),
      after: ({ world, known }) =>
        world.did('newphone', 'binding.request', { name: 'veteran', idNumber: known['idNumber'] ?? '' }),
    },
  ],
  'messages.granted': [
    {
      who: 'member',
      input: () => ({ kinds: ['promoted'] }),
      after: ({ world }) => world.did('member', 'messages.granted', { kinds: ['promoted'] }),
    },
  ],
};
