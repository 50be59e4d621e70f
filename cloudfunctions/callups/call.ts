import { listRefusal, LISTS_AT_MOST } from '#domain/callups/rules';
import type { CallListInput } from '#domain/callups/schemas';
import type { Output } from '#domain/contract';
import { refuseIf } from '#domain/errors';
import { callupIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { _, insert } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { CallList } from '../documents';
import { areasOf } from '../stations/areas';
import { aboutReach, membersOf, teamsReached } from './reach';

type Called = Output<'callups.call'>;

const newList = ({ name, skills, reach }: CallListInput, now: Instant): CallList => ({
  name,
  skills,
  reach,
  at: new Date(now),
  after: { team: 0, order: '' },
  sheets: 0,
  complete: false,
});

export const previewCall = useCase('callups.preview', {
  ask: ({ stationId, reach }) => ({ station: needed(one('stations', stationId)), ...aboutReach(reach) }),
  subject: ({ station }) => ({ areas: areasOf(station) }),

  async run({ input: { stationId, reach }, loaded }) {
    const teams = await teamsReached(reach, stationId, loaded);
    return { teams: teams.length, people: await membersOf(teams) };
  },
});

/** Nobody is put on a list here: a sweep does, in slices, and tells them. */
export const callPeople = useCase('callups.call', {
  ask: (input, me, nonce) => ({
    before: one('callups', callupIdOf(me.identity, nonce)),
    station: needed(one('stations', input.stationId)),
    ...aboutReach(input.list.reach),
  }),
  subject: ({ station }) => ({ areas: areasOf(station) }),

  async run({ input, loaded, me, nonce, now, audit }) {
    const replay = receiptFor<Called>(loaded.before, nonce);
    if (replay) return replay;
    const { stationId, title, words, drill, phone, venue, list } = input;
    const { station } = loaded;
    const teams = await teamsReached(list.reach, stationId, loaded);
    await refuseRisky([title, words, list.name, venue.name, venue.address].join('\n'), me.openid, 'post');
    const result = { callupId: callupIdOf(me.identity, nonce) };
    const said = { title, words, drill, phone, venue };
    await audit({ subject: result.callupId, after: { ...said, stationId, list, teams: teams.length } });
    await insert('callups', {
      _id: result.callupId,
      ...said,
      stationId,
      stationName: station.name,
      areas: areasOf(station),
      lists: [newList(list, now)],
      teams: { 1: teams },
      state: 'open',
      createdBy: me.accountId,
      createdAt: new Date(now),
      dueAt: new Date(now),
      receipts: [receipt(nonce, result)],
    });
    return result;
  },
});

export const addList = useCase('callups.add', {
  ask: ({ callupId, list }) => ({
    callup: needed(one('callups', callupId, ['teams'])),
    ...aboutReach(list.reach),
  }),
  subject: ({ callup }) => ({ areas: callup.areas }),

  async run({ input: { list }, loaded, me, nonce, now, audit }) {
    const { callup } = loaded;
    const replay = receiptFor<Output<'callups.add'>>(callup, nonce);
    if (replay) return replay;
    const there = callup.lists.length;
    refuseIf(listRefusal(callup.state, there));
    const teams = await teamsReached(list.reach, callup.stationId, loaded);
    await refuseRisky(list.name, me.openid, 'post');
    const result = { callupId: callup._id, list: there + 1 };
    await audit({ subject: callup._id, after: { list, teams: teams.length } });
    const asRead = { _id: callup._id, state: 'open', [`lists.${there}`]: _.exists(false) };
    const lists = _.push({ each: [newList(list, now)], slice: LISTS_AT_MOST });
    const data = { lists, [`teams.${there + 1}`]: teams, dueAt: new Date(now) };
    await writeOnce('callups', asRead, data, receipt(nonce, result));
    return result;
  },
});
