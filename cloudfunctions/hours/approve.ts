import { defined } from '#domain/defined';
import { refuseIf, Refused, type Refusal } from '#domain/errors';
import { higher, type Level } from '#domain/hours/cases';
import { levelAfter } from '#domain/hours/claims';
import { bookRefusal } from '#domain/hours/decisions';
import { roomIn } from '#domain/hours/minutes';
import type { Settings } from '#domain/settings';
import { ms } from '../core/clock';
import { update } from '../core/database';
import type { HoursDocument } from '../documents';
import { appendLines, ledgerDay, nextLine, type Occasion } from './append';
import { besideApproved } from './beside';
import { booksOf, creditedOn, creditsBeside, type Books } from './books';
import { listed } from './cases';
import type { CaseDocument } from './documents';
import { correctionRefusalBy } from './file';

export interface Approval extends Occasion {
  readonly c: CaseDocument;
  readonly settings: Settings;
  /** Of a correction: the line that it is about. */
  readonly line: HoursDocument | undefined;
}

export async function booksFor({ c, slot }: Approval): Promise<Books> {
  const books = (await booksOf([c.accountId], ledgerDay(slot), c.teamId)).get(c.accountId);
  if (!books) throw new Refused('NOT_FOUND');
  return books;
}

export const levelNow = ({ c, settings: { hours } }: Approval, books: Books): Level =>
  higher(c.level, levelAfter(creditedOn(books), c.minutes, hours));

const lineIdOf = ({ _id, bookAs }: CaseDocument): string => bookAs ?? _id;

/** Whether the books still have room for what was filed. */
export function approvalRefusal({ c, slot, line }: Approval, books: Books): Refusal | null {
  if (c.kind === 'CORRECTION')
    return line ? correctionRefusalBy(books, line, c.minutes) : { code: 'NOT_FOUND' };
  const id = lineIdOf(c);
  const others = books.around.filter((l) => l.kind !== 'correction' && l._id !== id);
  const most = roomIn({ start: ms(slot.start), end: ms(slot.end) }, creditsBeside(books, id));
  const recorded = others.some((l) => l.slotId === slot._id);
  return bookRefusal(c.kind, { minutes: c.minutes, most, recorded });
}

const kinds = { OVER_DAY: 'service', MAKE_UP: 'makeup', CORRECTION: 'correction' } as const;

/**
 * Writes the line that an approved case promises, once: its id follows from the case. If the books have no
 * room for it any more, as other hours came in at this very moment, the case is open again.
 */
export async function bookApproved(approval: Approval, by: string, first?: Books): Promise<void> {
  const { c, settings, now } = approval;
  if (c.kind === 'CONTEST') return;
  const id = lineIdOf(c);
  const own = defined({
    id,
    accountId: c.accountId,
    kind: kinds[c.kind],
    minutes: c.minutes,
    confirmedBy: by,
    corrects: c.kind === 'CORRECTION' ? c.lineId : undefined,
    reason: c.asked.find(({ words }) => words !== '')?.words ?? '',
  });
  const decide = (_accountId: string, books: Books): HoursDocument | null => {
    if (books.around.some((line) => line._id === id)) return null;
    refuseIf(approvalRefusal(approval, books));
    return nextLine(approval, books, own, besideApproved(c, by, now));
  };
  try {
    await appendLines([c.accountId], approval, decide, first && new Map([[c.accountId, first]]));
  } catch (error) {
    if (error instanceof Refused && error.code !== 'CONFLICT') await reopen(c, settings, now);
    throw error;
  }
}

async function reopen(c: CaseDocument, settings: Settings, now: number): Promise<void> {
  const open = { ...c, state: 'open' as const };
  await update('cases', { _id: c._id, state: 'approved' }, { state: 'open', ...listed(open, settings, now) });
}
