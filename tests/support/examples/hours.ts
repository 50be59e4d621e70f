import { signupIdOf } from '#domain/ids';
import type { Examples, WriteAction } from './types';

type HoursAction = Extract<WriteAction, `${'hours' | 'certificates'}.${string}`>;

export const hours: Examples<HoursAction> = {
  'hours.contest': [
    {
      who: 'veteran',
      input: (scene) => ({ about: { kind: 'line', lineId: scene.of('line') }, words: '少记了半小时' }),
      after: ({ world }, { caseId }) =>
        world.did('leader', 'hours.decide', { caseId, verdict: 'explain', reason: '没有少记' }),
    },
  ],
  'hours.confirm': [
    {
      who: 'leader',
      input: (scene) => ({
        slotId: scene.slot('due'),
        lines: ['member', 'resident'].map((who) => ({
          attendanceId: signupIdOf(scene.slot('due'), scene.id(who)),
          minutes: 90,
          reason: '提前走了',
        })),
      }),
    },
  ],
  'hours.file': [
    {
      who: 'leader',
      input: (scene) => ({
        what: { kind: 'CORRECTION', lineId: scene.of('line'), minutes: -30 },
        reason: '提前走了',
      }),
    },
    {
      of: 'what was asked',
      who: 'deputy',
      input: (scene) => ({
        what: { kind: 'MAKE_UP', slotId: scene.slot('due'), accountId: scene.id('veteran'), minutes: 60 },
        reason: '他在的',
        settles: scene.of('contest'),
      }),
    },
  ],
  'hours.decide': [
    { who: 'leader', input: (scene) => ({ caseId: scene.of('filed'), verdict: 'approve' }) },
    {
      of: 'a question',
      who: 'leader',
      input: (scene) => ({ caseId: scene.of('contest'), verdict: 'explain', reason: '您那天没来' }),
    },
  ],
  'hours.look': [{ who: 'officer', input: (scene) => ({ slotId: scene.slot('past') }) }],
  'certificates.issue': [
    {
      who: 'veteran',
      input: () => ({}),
      after: ({ world }, { certificateId }) =>
        world.did('veteran', 'certificates.withdraw', { certificateId }),
    },
  ],
  'certificates.withdraw': [
    { who: 'veteran', input: (scene) => ({ certificateId: scene.of("veteran's paper") }) },
  ],
  'certificates.revoke': [
    {
      who: 'officer',
      input: (scene) => ({ certificateId: scene.of("veteran's paper"), reason: '记错了' }),
    },
  ],
};
