import type { Outbox, RefusedItem, Waiting } from '../../services/outbox';
import { byCloud } from '../../services/clock';
import { clock, moment } from '../../services/format';

export interface WaitingRow {
  readonly nonce: string;
  /** '签到 · 8:31' */
  readonly what: string;
  readonly title: string;
}

export interface RefusedRow extends WaitingRow {
  /** Why the cloud did not take it. */
  readonly words: string;
}

export interface OutboxModel {
  readonly waiting: readonly WaitingRow[];
  readonly refused: readonly RefusedRow[];
}

type WordsFor = (code: RefusedItem['code'], details: RefusedItem['details']) => string;

const rowOf = ({ nonce, what, title, madeAt }: Waiting): WaitingRow => ({
  nonce,
  title,
  what: `${clock(byCloud(madeAt))} ${what}`,
});

/** What is on its way, and what came back; of one slot or of all. */
export function outboxModel(outbox: Outbox, slotId: string, wordsFor: WordsFor, now: number): OutboxModel {
  const here = (item: Waiting): boolean => slotId === '' || item.slotId === slotId;
  return {
    waiting: outbox.waiting.filter(here).map(rowOf),
    refused: outbox.refused.filter(here).map((item) => ({
      ...rowOf(item),
      what: `${moment(byCloud(item.madeAt), now)} ${item.what}`,
      words: wordsFor(item.code, item.details),
    })),
  };
}
