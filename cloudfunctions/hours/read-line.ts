import { mayActFor } from '#domain/accounts/access';
import { Refused } from '#domain/errors';
import { netOf } from '#domain/hours/ledger';
import { shiftMinutes } from '#domain/hours/minutes';
import type { LineView } from '#domain/hours/views';
import { contestIdOf } from '#domain/ids';
import { pairsOf } from '../attendance/views';
import { byId, having, via } from '../core/question';
import { useCase } from '../core/use-case';
import { latestLines, lineOf } from './views';

/** A line with all that is known of it, for whose it is: how it came about, who confirmed, what corrected it. */
export const line = useCase('hours.line', {
  ask: ({ lineId }) => ({
    line: byId('hours', lineId),
    corrections: having('hours', 'corrects', lineId),
    person: via('accounts', '_id', 'line.accountId', ['receipts']),
    slot: via('slots', '_id', 'line.slotId', ['roster', 'key', 'receipts']),
    attendance: byId('attendances', lineId, ['receipts']),
    confirmer: via('accounts', '_id', 'line.confirmedBy', ['openid', 'phone', 'receipts', 'codeKey']),
    contest: byId('cases', contestIdOf(lineId)),
  }),

  async run({ loaded, caller }) {
    const [document] = loaded.line;
    const [person] = loaded.person;
    if (!document || !person || !mayActFor(caller, { ...person, id: person._id }))
      throw new Refused('NOT_FOUND');
    const own = lineOf(document);
    const corrections = loaded.corrections.map(lineOf).sort((a, b) => a.seq - b.seq);
    const [attendance] = loaded.attendance;
    const [last] = await latestLines(own.accountId, 1);
    const view: LineView = {
      line: own,
      net: netOf(own.id, [own, ...corrections]),
      shiftMinutes: shiftMinutes(own),
      slotName: loaded.slot[0]?.name ?? '',
      pairs: attendance ? pairsOf(attendance) : [],
      flags: attendance?.flags ?? [],
      confirmedByName: loaded.confirmer[0]?.name ?? '',
      corrections,
      of: last?.seq ?? own.seq,
      contestId: loaded.contest[0]?._id ?? null,
    };
    return view;
  },
});
