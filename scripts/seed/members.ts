import { accountIdOf } from '#domain/ids';
import type { Client } from '../client';

/** A registered volunteer who asks to join. */
interface Joiner {
  readonly openid: string;
  readonly words: string;
}

const LEADER = 'o-wang-fang';
const DEPUTY = 'o-volunteer-411202-1';
const FOUNDER = 'o-volunteer-411202-7';
const members: readonly Joiner[] = [
  { openid: 'o-chen-xiaoyu', words: '刚回乡，周末都有空' },
  { openid: 'o-zhao-lei', words: '我有车，可以接送老人' },
  { openid: DEPUTY, words: '退休前在社区医院' },
  { openid: 'o-volunteer-411202-2', words: '我是护士' },
  { openid: 'o-volunteer-411202-4', words: '会量血压，愿意学' },
];
const waiting: Joiner = { openid: 'o-sun-yue', words: '我学过心理咨询，想陪老人说说话' };

/** A team with members, a deputy, a sub-team and an application that waits; and a new team that waits for staff. */
export async function seedMembers(client: Client, teamId: string): Promise<void> {
  for (const [i, { openid, words }] of members.entries()) {
    const accountId = accountIdOf(openid);
    await client.call(openid, 'teams.apply', { teamId, words }, `seed-apply-${i}`);
    await client.call(LEADER, 'teams.answer', { teamId, accountId, answer: 'approve' }, `seed-answer-${i}`);
  }
  const accountId = accountIdOf(DEPUTY);
  await client.call(LEADER, 'teams.appoint', { teamId, accountId, role: 'deputy' }, 'seed-deputy');
  await client.call(waiting.openid, 'teams.apply', { teamId, words: waiting.words }, 'seed-apply-waiting');
  await foundTeams(client, teamId);
}

async function foundTeams(client: Client, parentTeamId: string): Promise<void> {
  const part = {
    parentTeamId,
    name: '义诊服务队湖滨分队',
    category: 'health',
    stationId: '411202',
    about: '每月第一个周六到湖滨区的社区量血压、测血糖。',
    joining: '懂一点医疗，或愿意帮忙维持秩序',
    phone: '0398-2820001',
  };
  await client.call(LEADER, 'teams.found', part, 'seed-sub-team');
  const fresh = {
    name: '三里桥巧手缝补队',
    category: 'relief',
    stationId: '411202',
    about: '每周三下午在社区给老人缝扣子、改裤脚、换拉链。',
    joining: '会用缝纫机的都欢迎',
    phone: '0398-2820002',
  };
  await client.call(FOUNDER, 'teams.found', fresh, 'seed-new-team');
}
