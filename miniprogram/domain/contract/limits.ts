import type { ActionName } from '../contract';
import { contract } from '../contract';
import type { Limit } from '../limits';
import { DAY, HOUR, MINUTE } from '../time';

/**
 * How often one WeChat identity may call each action. Nobody who uses the mini-program meets these, on the fullest
 * day either: they stop what a program does in somebody's name. What is fair between people is another matter, and a
 * rule of its own.
 */
const LOOKING: Limit = { times: 600, per: 10 * MINUTE };
const DOING: Limit = { times: 600, per: HOUR };
/** WeChat checks the words. */
const SAYING: Limit = { times: 240, per: HOUR };
/** Once in a while, in most lives: who they are, and how to be reached. */
const SELDOM: Limit = { times: 20, per: DAY };
/** At a desk with a crowd before it, or all at once when the network is back. */
const AT_THE_DESK: Limit = { times: 3000, per: HOUR };
/** Staff and leaders with a long list before them. */
const ONE_BY_ONE: Limit = { times: 1200, per: HOUR };
/** Much is put together for it. */
const TAKING_OUT: Limit = { times: 60, per: HOUR };
/** The timer, an operator, and what WeChat pushes; no person. */
const SYSTEM: Limit = { times: 6000, per: MINUTE };

const own: Partial<Record<ActionName, Limit>> = {
  'account.introduce': SELDOM,
  'account.phone': SELDOM,
  'account.register': { times: 10, per: DAY },
  'account.update': SELDOM,
  'account.consent': SELDOM,
  'account.delete': { times: 10, per: DAY },
  'account.export': TAKING_OUT,
  'people.add': { times: 30, per: DAY },
  'people.edit': { times: 60, per: DAY },
  'people.remove': { times: 30, per: DAY },
  'people.claim': SELDOM,
  'binding.request': { times: 10, per: DAY },
  'binding.decide': ONE_BY_ONE,
  'teams.found': SELDOM,
  'teams.apply': { times: 60, per: DAY },
  'teams.edit': { times: 60, per: DAY },
  'teams.answer': ONE_BY_ONE,
  'teams.roster': TAKING_OUT,
  'teams.review': ONE_BY_ONE,
  'teams.register': ONE_BY_ONE,
  'activities.post': SAYING,
  'activities.submit': SAYING,
  'activities.change': SAYING,
  'activities.report': SAYING,
  'activities.review': ONE_BY_ONE,
  'activities.reviewRow': ONE_BY_ONE,
  'photos.review': ONE_BY_ONE,
  'attendance.record': AT_THE_DESK,
  'attendance.undo': AT_THE_DESK,
  'attendance.poster': TAKING_OUT,
  'hours.contest': SAYING,
  'hours.confirm': ONE_BY_ONE,
  'hours.file': ONE_BY_ONE,
  'hours.decide': ONE_BY_ONE,
  'hours.look': ONE_BY_ONE,
  'requests.ask': { times: 120, per: HOUR },
  'requests.asAsker': SAYING,
  'requests.asGoer': SAYING,
  'requests.asTeam': ONE_BY_ONE,
  'requests.asDesk': ONE_BY_ONE,
  'benefits.check': ONE_BY_ONE,
  'benefits.give': ONE_BY_ONE,
};

export function limitOf(action: ActionName): Limit {
  const { rule, writes } = contract[action];
  if (rule === 'system') return SYSTEM;
  return own[action] ?? (writes ? DOING : LOOKING);
}
