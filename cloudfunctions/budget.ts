import type { ActionName } from '#domain/contract';

/**
 * Round trips through the SDK that one call may take: CloudBase bills and delays by them. Whatever is not
 * named here may take five; the system's own jobs serve no waiting person.
 */
const budget: Partial<Record<ActionName, number>> = {
  'stations.nearby': 1,
  'home.view': 2,
  'me.view': 3,
  'messages.granted': 2,
  'account.exportPage': 2,
  'desk.view': 1,
  'desk.changes': 1,
  // One more where it is asked which days have anything.
  'activities.services': 2,
  'activities.view': 3,
  'requests.ask': 3,
  'requests.mine': 2,
  'requests.view': 2,
  'requests.near': 2,
  'requests.desk': 2,
  'requests.suggest': 2,
  'requests.asAsker': 4,
  'requests.asGoer': 4,
  'requests.asTeam': 4,
  // One more where two become one.
  'requests.asDesk': 5,
  'signups.take': 3,
  'signups.confirm': 3,
  'signups.offer': 3,
  'signups.offers': 1,
  'signups.history': 2,
  'signups.said': 2,
  'signups.visits': 2,
  'signups.thank': 3,
  // Five when all its slots move alike; one more for each other thing that happens to some of them.
  'activities.change': 8,
  // Once in a lifetime: everything that hangs on an account, a write for each kind of thing.
  'account.delete': 17,
  // Once in a lifetime, too: one counts numbers that are alike, and one more where others register with such at once.
  'account.register': 7,
  // One more for who leads a team: the keys of its codes are renewed.
  'binding.decide': 6,
  'attendance.checkIn': 3,
  'attendance.checkOut': 3,
  // Five as proposed; one more each for reasons given, for what a second person has to see, for staff.
  'hours.confirm': 7,
  'hours.list': 2,
  'hours.line': 2,
  'hours.unrecorded': 2,
  'hours.contest': 3,
  'hours.cases': 2,
  'hours.proposals': 2,
  'hours.candidates': 2,
  'hours.overdue': 2,
  'hours.unseen': 2,
  'hours.look': 3,
  'callups.view': 1,
  'callups.answer': 3,
  'callups.list': 2,
  'callups.preview': 3,
  'callups.desk': 1,
  'callups.people': 2,
  // Once a call-up: nobody can say any more that they come, then it is seen who is out.
  'callups.end': 7,
  'teams.list': 1,
  'teams.mine': 2,
  'teams.view': 2,
  'teams.applications': 2,
  'teams.members': 2,
  'teams.numbers': 1,
  'teams.held': 3,
  'teams.apply': 2,
  // One more for a deputy, who takes the keys of codes along.
  'teams.leave': 3,
  'teams.answer': 3,
  'teams.remove': 4,
  'teams.edit': 2,
  'teams.roster': 3,
};
const ANY_OTHER = 5;

/** Round trips that a call of this action may take. */
export const roundTripsOf = (action: ActionName): number => budget[action] ?? ANY_OTHER;
