import { distanceBetween } from '#domain/geo';
import { monthBefore, monthOf, tellingMonth } from '#domain/home/figures';
import { statisticsIdOf } from '#domain/ids';
import { nextThing } from '#domain/signups/rules';
import { keyIn } from '#domain/unique';
import { activityCard, CARD_FIELDS, SLOT_CARD_FIELDS } from '../activities/views';
import { callsWaiting, openCalls } from '../callups/views';
import { now as clock } from '../core/clock';
import { _, point } from '../core/database';
import { findWith, many, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import { latestLines, summaryOf } from '../hours/views';
import { liveSignups, mySignups } from '../signups/views';
import { figuresOf, WHOLE_CITY } from '../city/statistics';
import { ledTeams, teamsOfCaller } from './session';
import { waitingFor } from './waiting';

export const viewMe = useCase('me.view', {
  ask: (_input, me) => ({ ...liveSignups(me.accountId), ...teamsOfCaller() }),

  async run({ loaded, settings, account, caller, me, now }) {
    const [lines, waiting] = await Promise.all([latestLines(me.accountId, 1), waitingFor(caller)]);
    return {
      name: account?.name ?? '',
      phone: account?.phone ?? '',
      introduced: caller.introduced,
      number: account && keyIn(account.number),
      coming: mySignups(loaded, caller, settings, now),
      hours: summaryOf(lines[0], settings),
      teams: ledTeams(caller.leads, loaded.teams),
      waiting,
    };
  },
});

const NEAR_METRES = 20_000;
const NEAR_LOOKED_AT = 100;
const NEAR_SHOWN = 10;

export const viewHome = useCase('home.view', {
  ask: (_input, me) => ({
    ...openCalls(),
    ...liveSignups(me.accountId),
    month: one('statistics', statisticsIdOf(monthOf(clock()), WHOLE_CITY)),
    before: one('statistics', statisticsIdOf(monthBefore(clock()), WHOLE_CITY)),
  }),

  async run({ input, loaded, settings, caller, me, now }) {
    const from = input.place ?? settings.city.centre;
    // Over already, though the sweep that takes it off the map has yet to come.
    const query = { liveUntil: _.gt(new Date(now)) };
    const geoNear = {
      near: point(from),
      spherical: true,
      distanceField: 'distance',
      key: 'spot',
      limit: NEAR_LOOKED_AT,
      maxDistance: NEAR_METRES,
      query,
    } as const;
    const nearby = await findWith(
      'activities',
      [{ geoNear }, { sort: { day: 1, distance: 1 } }],
      NEAR_SHOWN,
      ({ _id }) => ({ slots: only(many('slots', 'activityId', _id), SLOT_CARD_FIELDS) }),
      CARD_FIELDS,
    );
    return {
      calls: callsWaiting(loaded, me.accountId),
      next: nextThing(mySignups(loaded, caller, settings, now), now),
      nearby: nearby.map((a) => ({
        ...activityCard(a, a.slots, now),
        distance: input.place ? Math.round(distanceBetween(input.place, a.venue.place)) : null,
      })),
      month: tellingMonth(figuresOf(monthOf(now), loaded.month), figuresOf(monthBefore(now), loaded.before)),
    };
  },
});
