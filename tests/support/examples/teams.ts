import { founding, join } from '../../../harness/teams';
import { station } from '../../../harness/small-city';
import type { Scene } from '../scene';
import type { Examples, WriteAction } from './types';

/** Whoever leads the team now hands it back. */
const handBack =
  (who: string) =>
  (scene: Scene): Promise<unknown> =>
    scene.world.did(who, 'teams.appoint', {
      teamId: scene.team,
      accountId: scene.id('leader'),
      role: 'leader',
    });

type TeamsAction = Extract<WriteAction, `${'teams' | 'stations'}.${string}`>;

export const teams: Examples<TeamsAction> = {
  'stations.import': [
    {
      who: 'officer',
      input: () => ({ rows: [station('n1', 's1', 'station'), station('n2', 's1', 'station')] }),
      after: ({ world }) =>
        world.did('officer', 'stations.import', {
          rows: [{ ...station('n1', 's1', 'station'), name: '新名' }],
        }),
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
  'teams.apply': [
    {
      who: 'founder',
      input: (scene) => ({ teamId: scene.team, words: '我来帮忙' }),
      after: ({ world }, { teamId }) => world.did('founder', 'teams.leave', { teamId }),
    },
  ],
  'teams.leave': [
    {
      who: 'member',
      input: (scene) => ({ teamId: scene.team }),
      after: (scene, { teamId }) => join(scene.world, teamId, 'member', scene.id('member'), 'leader'),
    },
    {
      of: 'an application',
      who: 'applicant',
      input: (scene) => ({ teamId: scene.team }),
      after: ({ world }, { teamId }) => world.did('applicant', 'teams.apply', { teamId, words: '还是想来' }),
    },
  ],
  'teams.edit': [
    {
      who: 'leader',
      input: (scene) => ({ ...words, teamId: scene.team }),
      after: ({ world }, { teamId }) =>
        world.did('leader', 'teams.edit', { ...words, teamId, name: '理发队' }),
    },
  ],
  'teams.answer': [
    {
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('applicant'), answer: 'approve' }),
      after: ({ world, team }) => world.did('applicant', 'teams.leave', { teamId: team }),
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
      after: ({ world, team }) => world.did('applicant', 'teams.apply', { teamId: team, words: '还是想来' }),
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
      after: ({ world, team: teamId }, { accountId }) =>
        world.did('leader', 'teams.appoint', { teamId, accountId, role: 'member' }),
    },
    {
      of: 'the leader',
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('member'), role: 'leader' }),
      after: handBack('member'),
    },
    {
      of: 'a deputy the leader',
      who: 'leader',
      input: (scene) => ({ teamId: scene.team, accountId: scene.id('deputy'), role: 'leader' }),
      after: handBack('deputy'),
    },
  ],
  'teams.review': [
    {
      who: 'officer',
      input: (scene) => ({ teamId: scene.of('submitted'), verdict: 'approve' }),
      after: ({ world }, { teamId }) =>
        world.did('officer', 'teams.suspend', { teamId, move: 'dissolve', reason: '没有人了' }),
    },
    {
      of: 'refused',
      who: 'officer',
      input: (scene) => ({ teamId: scene.of('submitted'), verdict: 'refuse', reason: '重复了' }),
      after: ({ world }, { teamId }) => world.did('founder', 'teams.found', founding({ teamId })),
    },
  ],
  'teams.suspend': [
    {
      who: 'officer',
      input: (scene) => ({ teamId: scene.team, move: 'suspend', reason: '没有保险' }),
      after: ({ world }, { teamId }) =>
        world.did('officer', 'teams.suspend', { teamId, move: 'lift', reason: '有保险了' }),
    },
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
