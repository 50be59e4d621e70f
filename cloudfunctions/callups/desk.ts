import { endRefusal, settleRefusal, sumOf } from '#domain/callups/rules';
import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { _, aggregate, update } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { aboutEntry, tryToAnswer, TRIES } from './answer';
import { moveEntry } from './entry';
import type { SheetDocument } from './documents';

type Done = Output<'callups.note'>;

/** A coordinator answers for whom they have telephoned, or notes that nobody picked up. */
export const noteCall = useCase('callups.note', {
  ask: ({ callupId, list, personId }) => aboutEntry(callupId, list, personId),
  subject: ({ callup }) => ({ areas: callup.areas }),

  async run({ input, loaded, me, nonce, now, audit, reload }) {
    const { callupId, list, personId: accountId, answer, from } = input;
    let found = loaded;
    for (let tried = 0; tried < TRIES; tried += 1) {
      const { sheet, callup } = found;
      const before = sheet.people[accountId];
      if (!before) throw new Refused('NOT_FOUND');
      const replay = receiptFor<Done>(before, nonce);
      if (replay) return replay;
      await audit({ subject: callupId, before: before.standing, after: { list, accountId, answer, from } });
      const result = { callupId };
      if (answer !== undefined) {
        const done = await tryToAnswer(
          { sheet, callup },
          { accountId, answer, from, by: me.accountId, nonce, now },
        );
        if (done) return done;
      } else {
        const change = { phonedAt: new Date(now), phoned: _.inc(1) };
        if (await moveEntry({ sheet, accountId, before, to: before.standing, change, nonce, result }))
          return result;
      }
      found = await reload();
    }
    throw new Refused('CONFLICT');
  },
});

/** Whoever is in charge says what became of somebody who has not said that they are home. */
export const settlePerson = useCase('callups.settle', {
  ask: ({ callupId, list, personId }) => aboutEntry(callupId, list, personId),
  subject: ({ callup }) => ({ areas: callup.areas }),

  async run({ input, loaded: { sheet }, me, nonce, audit }) {
    const { callupId, list, personId: accountId, reason } = input;
    const before = sheet.people[accountId];
    if (!before) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Done>(before, nonce);
    if (replay) return replay;
    refuseIf(settleRefusal(before.standing, reason));
    await audit({ subject: callupId, before: before.standing, after: { list, accountId }, reason });
    const result = { callupId };
    const change = { fate: reason, by: me.accountId };
    const move = { sheet, accountId, before, to: 'settled', change, nonce, result } as const;
    if (!(await moveEntry(move))) throw new Refused('CONFLICT');
    return result;
  },
});

const sheetCounts = (callupId: string) =>
  aggregate<Pick<SheetDocument, 'counts'>>('sheets', [{ match: { callupId } }], 10_000, [
    { project: { counts: 1 } },
  ]);

/**
 * It ends only when nobody is out. First nobody can say any more that they come, in every sheet; then it is seen who is
 * out, and where somebody is, all goes on as it was.
 */
export const endCallup = useCase('callups.end', {
  ask: ({ callupId }) => ({ callup: needed(one('callups', callupId, ['teams'])) }),
  subject: ({ callup }) => ({ areas: callup.areas }),

  async run({ loaded: { callup }, nonce, now, audit }) {
    const replay = receiptFor<Done>(callup, nonce);
    const result = { callupId: callup._id };
    if (replay || callup.state === 'over') return result;
    const own = { _id: callup._id, state: _.in(['open', 'ending']) };
    await audit({ subject: callup._id, before: callup.state, after: 'over' });
    await update('callups', own, { state: 'ending' });
    await update('sheets', { callupId: callup._id }, { shut: true });
    const refused = endRefusal(sumOf((await sheetCounts(callup._id)).map(({ counts }) => counts)));
    if (refused) {
      await update('sheets', { callupId: callup._id }, { shut: _.remove() });
      await update('callups', { ...own, state: 'ending' }, { state: 'open' });
      throw new Refused(refused.code, refused.details);
    }
    const over = { state: 'over', endedAt: new Date(now), dueAt: _.remove() };
    await updateOnce('callups', own, over, receipt(nonce, result));
    await update('sheets', { callupId: callup._id }, { liveFor: _.remove(), tellAt: _.remove() });
    return result;
  },
});
