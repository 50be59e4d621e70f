import { accountIdOf, signupIdOf, slotIdOf } from '#domain/ids';
import { HOUR } from '#domain/time';
import type { Calendar } from './calendar';
import type { Client } from '../client';

const LEADER = 'o-wang-fang';
/** Deputy of the team. */
const OFFERS = 'o-volunteer-411202-1';
const GIVES_UP = 'o-volunteer-411202-3';
const MOVES_UP = 'o-zhao-lei';

const notice = {
  title: '敬老院里剪头发、查身体',
  category: 'health',
  venue: { stationId: '4112' },
  summary: '给敬老院和附近的老人理发、量血压、测血糖，陪老人说说话。',
  audience: '60 岁以上老人，家人可以一起来',
  bring: '老人请带医保卡',
  contactPhone: '13903981006',
  risks: '剪刀、推子用完随手收好；老人起身慢，扶一把。',
};

/**
 * What can become of a place: one that a teammate would like to pass on, one that has just come free and waits
 * to be confirmed, and some that were booked for people without a phone.
 */
export async function seedSignups(client: Client, calendar: Calendar, teamId: string): Promise<void> {
  const time = { start: calendar.at(5, 9), end: calendar.at(5, 9) + 2 * HOUR };
  const slots = [
    { kind: 'shift' as const, name: '理发', capacity: 1, ...time },
    { kind: 'shift' as const, name: '陪老人说话', capacity: 3, ...time },
    { kind: 'service' as const, name: '理发号', capacity: 8, ...time },
  ];
  const { activityId } = await client.call(
    LEADER,
    'activities.post',
    { ...notice, teamId, slots },
    'seed-signups',
  );
  const [hair, company, haircut] = [1, 2, 3].map((n) => slotIdOf(activityId, n)) as [string, string, string];
  const take = (openid: string, slotId: string, change: { personId?: string; party?: number } = {}) =>
    client.call(
      openid,
      'signups.take',
      { slotId, wait: true, ...change },
      `take-${slotId}-${change.party ?? 1}`,
    );
  const held = (slotId: string, openid: string) => ({ signupId: signupIdOf(slotId, accountIdOf(openid)) });

  await take(GIVES_UP, hair);
  await take(MOVES_UP, hair);
  await client.call(GIVES_UP, 'signups.cancel', held(hair, GIVES_UP), `cancel-${hair}`);
  await take(OFFERS, company);
  await client.call(OFFERS, 'signups.offer', { ...held(company, OFFERS), offered: true }, `offer-${company}`);
  for (const [openid, party] of [
    ['o-chen-xiaoyu', 1],
    ['o-li-daye', 2],
  ] as const) {
    const { people } = await client.call(openid, 'people.list', {});
    const [relative] = people;
    if (relative) await take(openid, haircut, { personId: relative.id, party });
  }
}
