import { netOf } from '#domain/hours/ledger';
import { shiftMinutes } from '#domain/hours/minutes';
import type { LineView } from '#domain/hours/views';
import { contestIdOf } from '#domain/ids';
import { SLOT_SECRETS } from '../activities/views';
import { pairsOf } from '../attendance/views';
import { following, many, needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { itsPerson } from './person';
import { latestLines, lineOf } from './views';

/** A line with all that is known of it, for whose it is: how it came about, who confirmed, what corrected it. */
export const hoursLine = useCase('hours.line', {
  ask: ({ lineId }) => ({
    ...following({ line: needed(one('hours', lineId)) }, ({ line }) => ({
      person: needed(one('accounts', line.accountId, ['receipts'])),
      slot: one('slots', line.slotId, SLOT_SECRETS),
      confirmer: one('accounts', line.confirmedBy, ['openid', 'phone', 'receipts', 'codeKey']),
    })),
    corrections: many('hours', 'corrects', lineId),
    attendance: one('attendances', lineId, ['receipts']),
    contest: one('cases', contestIdOf(lineId)),
  }),
  subject: itsPerson,

  async run({ loaded }) {
    const { attendance } = loaded;
    const own = lineOf(loaded.line);
    const corrections = loaded.corrections.map(lineOf).sort((a, b) => a.seq - b.seq);
    const [last] = await latestLines(own.accountId, 1);
    const view: LineView = {
      line: own,
      net: netOf(own.id, [own, ...corrections]),
      shiftMinutes: shiftMinutes(own),
      slotName: loaded.slot?.name ?? '',
      pairs: attendance ? pairsOf(attendance) : [],
      flags: attendance?.flags ?? [],
      confirmedByName: loaded.confirmer?.name ?? '',
      corrections,
      of: last?.seq ?? own.seq,
      contestId: loaded.contest?._id ?? null,
    };
    return view;
  },
});
