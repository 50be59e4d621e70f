import { overtakenRefusal } from '#domain/activities/rules';
import { rowToJudge } from '#domain/activities/row';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { many } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ActivityDocument } from '../documents';
import { reviewedRowMessage, queueMessages } from '../messages/outbox';
import { datedOf } from './draft';
import { stateOf, verdictOn } from './review';

type Reviewed = Output<'activities.reviewRow'>;
/** Kept with each date; how many there are, those that have it say. */
type Given = Pick<Reviewed, 'state'>;

/**
 * A person's verdict on all dates of a weekly row that wait as they were posted: one update, on condition that
 * each is still so. Sent again after a try that died, it goes on with what that left.
 */
export const reviewRow = useCase('activities.reviewRow', {
  ask: ({ rowId }) => ({ row: many('activities', 'repeatOf', rowId, ['serves']) }),
  // A date that was edited since may take place elsewhere.
  subject: ({ row }) => {
    const posted = row.find(({ revision }) => revision === 0);
    return posted ? { areas: posted.areas } : {};
  },

  async run({ input: { rowId, verdict, reason }, loaded: { row }, me, nonce, now, reload, audit }) {
    const state = stateOf[verdict];
    const why = verdict === 'refuse' ? reason : '';
    const announce = async (judged: readonly ActivityDocument[]): Promise<Reviewed> => {
      await queueMessages(reviewedRowMessage(judged, state, why, now));
      return { rowId, state, dates: judged.length };
    };

    const before = judgedBy(nonce, row);
    if (before.some((date) => receiptFor<Given>(date, nonce)?.state !== state)) {
      throw new Refused('BAD_INPUT', { field: 'nonce' });
    }
    const { open, why: refused } = rowToJudge(row.map(datedOf), verdict, reason, now);
    if (refused) {
      if (before.length > 0) return announce(before);
      throw new Refused(refused.code, refused.details);
    }

    const [first] = open;
    const ids = open.map(({ _id }) => _id);
    await audit({
      subject: rowId,
      before: { state: 'submitted', dates: ids },
      after: { state, dates: ids },
      reason: why,
    });
    const waiting = { _id: _.in(ids), state: 'submitted', revision: 0 };
    await updateOnce('activities', waiting, verdictOn(first.venue, verdict, why), receipt(nonce, { state }));
    const after = (await reload()).row;
    const judged = judgedBy(nonce, after);
    if (judged.length < before.length + ids.length) {
      // Somebody else was quicker: the log must not say that this verdict changed more than it did.
      const dates = judged.map(({ _id }) => _id);
      await update('audit', { _id: auditIdOf(me.identity, nonce) }, { 'after.dates': _.set(dates) });
    }
    if (judged.length > 0) return announce(judged);
    throw new Refused(overtakenRefusal(after.find(({ _id }) => _id === first._id)?.state).code);
  },
});

/** Soonest first. */
const judgedBy = (nonce: string, row: readonly ActivityDocument[]): ActivityDocument[] =>
  row.filter((date) => receiptFor(date, nonce) !== null).sort((a, b) => ms(a.start) - ms(b.start));
