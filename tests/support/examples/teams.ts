import { founding } from '../../../harness/teams';
import { station } from '../../../harness/small-city';
import type { Examples, WriteAction } from './types';

type TeamsAction = Extract<WriteAction, `${'teams' | 'stations'}.${string}`>;

export const teams: Examples<TeamsAction> = {
  'stations.import': [
    {
      who: 'officer',
      input: () => ({ rows: [station('n1', 's1', 'station'), station('n2', 's1', 'station')] }),
    },
  ],
  'teams.found': [
    { who: 'member', input: () => founding({ name: '新队伍' }) },
    {
      of: 'a sub-team',
      who: 'leader',
      input: (scene) => founding({ name: '一分队', parentTeamId: scene.team }),
    },
  ],
  'teams.apply': [{ who: 'founder', input: (scene) => ({ teamId: scene.team, words: '我来帮忙' }) }],
  'teams.leave': [
    { who: 'member', input: (scene) => ({ teamId: scene.team }) },
    { of: 'an application', who: 'applicant', input: (scene) => ({ teamId: scene.team }) },
  ],
  'teams.edit': [{ who: 'leader', input: (scene) => ({ ...words, teamId: scene.team }) }],
  'teams.answer': [
    {
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('applicant'), answer: 'approve' }),
    },
    {
      of: 'no',
      who: 'leader',
      input: (scene) => ({
        teamId: scene.team,
        accountId: scene.id('applicant'),
        answer: 'refuse',
        reason: '满了',
      }),
    },
  ],
  'teams.remove': [
    {
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('member'), reason: '一直没来' }),
    },
  ],
  'teams.appoint': [
    {
      of: 'a deputy',
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('member'), role: 'deputy' }),
    },
    {
      of: 'the leader',
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('member'), role: 'leader' }),
    },
  ],
  'teams.review': [
    { who: 'officer', input: (scene) => ({ teamId: scene.of('submitted'), verdict: 'approve' }) },
    {
      of: 'refused',
      who: 'officer',
      input: (scene) => ({ teamId: scene.of('submitted'), verdict: 'refuse', reason: '重复了' }),
    },
  ],
  'teams.suspend': [
    { who: 'officer', input: (scene) => ({ teamId: scene.team, move: 'suspend', reason: '没有保险' }) },
  ],
  'teams.roster': [{ who: 'leader', input: (scene) => ({ teamId: scene.team }) }],
  'teams.register': [
    {
      who: 'officer',
      input: (scene) => ({
        ...founding({ name: '老队伍' }),
        leaderName: 'founder',
        leaderNumber: scene.of('number'),
      }),
    },
  ],
};

const words = { name: '暖心理发队', about: '每月一次', joining: '', phone: '13900000006' };
