import type { Input } from '#domain/contract';
import { HOUR } from '#domain/time';
import type { Calendar } from './calendar';
import type { Client } from '../client';

const LEADER = 'o-wang-fang';
const OFFICER = 'o-officer';
const SIGNED_UP = ['o-zhao-lei', 'o-volunteer-411202-5', 'o-volunteer-411202-6'];

type Posted = Input<'activities.post'>;

const base = {
  category: 'health',
  risks: '老人起身慢，扶一把；酒精棉片远离明火。',
  contactPhone: '13903981006',
  venue: { stationId: '4112' },
};

/** What a leader has in hand: a draft, something sent back, a weekly row, and one whose time has changed. */
export async function seedActivities(client: Client, calendar: Calendar, teamId: string): Promise<void> {
  const at = (day: number, hour: number) => {
    const start = calendar.at(day, hour);
    return { start, end: start + 2 * HOUR };
  };
  const draft = {
    title: '腊八节给独居老人送粥',
    category: 'care',
    venue: base.venue,
    summary: '腊八早上熬好粥，分头送到独居老人家里。人手和车还没有定。',
  };
  await client.call(LEADER, 'activities.save', { teamId, form: draft }, 'seed-draft');

  const back: Posted = {
    ...base,
    teamId,
    title: '为困难家庭募捐药品',
    summary: '向社区居民募捐家里用不上的常用药。',
    slots: [{ kind: 'shift', name: '收药登记', ...at(6, 14), capacity: 6 }],
  };
  const { activityId: refused } = await client.call(LEADER, 'activities.post', back, 'seed-refused');
  const reason = '药品不能由个人募捐转送，请改成健康咨询';
  await client.call(
    OFFICER,
    'activities.review',
    { activityId: refused, verdict: 'refuse', reason },
    'seed-refusal',
  );

  const weekly: Posted = {
    ...base,
    teamId,
    title: '每周量一次血压',
    summary: '固定时间、固定地点，给附近居民量血压、做登记。',
    audience: '附近居民，60 岁以上优先',
    slots: [
      { kind: 'shift', name: '测量和登记', ...at(4, 15), capacity: 4 },
      { kind: 'service', name: '量血压', ...at(4, 15), capacity: 40 },
    ],
    repeat: 4,
  };
  await client.call(LEADER, 'activities.post', weekly, 'seed-weekly');
  await seedChanged(client, teamId, at(7, 14), at(7, 15));
}

/** Three have signed up; since then it begins an hour later. */
async function seedChanged(
  client: Client,
  teamId: string,
  before: { start: number; end: number },
  after: { start: number; end: number },
): Promise<void> {
  const facts = {
    ...base,
    title: '急救技能进社区',
    summary: '教居民心肺复苏和海姆立克法，人人上手练一遍。',
    minimumAge: 18,
    skills: ['firstAid'],
  };
  const shift = { kind: 'shift' as const, name: '示范和陪练', capacity: 8 };
  const posted = await client.call(
    LEADER,
    'activities.post',
    { ...facts, teamId, slots: [{ ...shift, ...before }] },
    'seed-changing',
  );
  const slotId = `${posted.activityId}-1`;
  for (const openid of SIGNED_UP) {
    const input = { slotId, wait: false, despite: ['SKILLS_WANTED' as const] };
    await client.call(openid, 'signups.take', input, `take-${slotId}`);
  }
  const slots = [{ ...shift, ...after, slotId }];
  await client.call(
    LEADER,
    'activities.change',
    { ...facts, activityId: posted.activityId, revision: 0, slots },
    'seed-change',
  );
}
