import { randomBytes } from 'node:crypto';
import {
  basisOf,
  certificateIdOf,
  contentDigest,
  faultBefore,
  LINES_AT_MOST,
  numberOf,
  select,
  type CertificateContent,
  type Period,
} from '#domain/certificates/content';
import { certifyRefusal } from '#domain/certificates/rules';
import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { callIdOf } from '#domain/ids';
import { dayOf } from '#domain/time';
import { keyIn } from '#domain/unique';
import { _, aggregate, find, insert, update } from '../core/database';
import { one, oneBy } from '../core/loading';
import { useCase } from '../core/use-case';
import type { HoursDocument } from '../documents';
import { lineOf, type LineDocument } from '../hours/views';
import type { CertificateDocument } from './documents';
import { knownOf, LINE_PART, lineAt, ownLastLine, ownLinesOf } from './ledger';

/** How many of one basis there may be on its day: those taken back, and numbers that were somebody else's. */
const ROUNDS = 50;
/** How often one certificate may have been asked for on its day and still know each of those calls. */
const ASKED_KEPT = 20;

/**
 * Hours of a period, or all, as the ledger has them now. Asked for again on the same day with nothing
 * changed it is the same certificate, unless that was taken back.
 */
export const issueCertificate = useCase('certificates.issue', {
  ask: (input, me, nonce) => ({
    head: one('heads', me.accountId),
    last: ownLastLine(),
    sealed: lineAt('me', 'head.seq'),
    counted: ownLinesOf(daysOf(periodOf(input)), LINES_AT_MOST + 1),
    answered: oneBy('certificates', 'asked', callIdOf(me.identity, nonce), ['lines']),
  }),

  async run({ input, loaded, settings, account, me, nonce, now }) {
    const { answered, last, sealed, counted, head: known } = loaded;
    if (answered) return { certificateId: answered._id };
    const period = periodOf(input);
    refuseIf(
      certifyRefusal({ fault: faultBefore(knownOf([...last, ...sealed], known), counted[0]?.n ?? 0) }),
    );
    const [{ seq, hash } = { seq: 0, hash: '' }] = last;
    const found = await linesOf(me.accountId, period, seq);
    const chosen = select(found.map(lineOf), period);
    const {
      fault: _none,
      lines,
      ...listed
    } = unlessRefused(chosen.fault === null ? chosen : undefined, certifyRefusal(chosen));
    const what = {
      accountId: me.accountId,
      name: account?.name ?? '',
      volunteerNumber: (account && keyIn(account.number)) ?? '',
      period,
      ...listed,
      head: { seq, hash },
      recordingUnit: settings.recordingUnit,
      issuedAt: now,
    };
    const basis = basisOf(what, dayOf(now));
    const areas = commonAreas(found);
    const asked = callIdOf(me.identity, nonce);
    const year = dayOf(now).slice(0, 4);
    const ids = Array.from({ length: ROUNDS }, (_each, round) => certificateIdOf(basis, round, year));
    const make = (id: string): CertificateDocument => {
      const content = { ...what, id, number: numberOf(settings.city.id, id) };
      return documentOf(content, { lines, basis, areas, asked: [asked] });
    };
    return { certificateId: await keep(make, ids, basis, asked) };
  },
});

const periodOf = ({ from, to }: Checked<'certificates.issue'>): Period => ({
  from: from ?? null,
  to: to ?? null,
});

/** As the database compares days; null for all of them. */
function daysOf({ from, to }: Period): { $gte?: string; $lte?: string } | null {
  return from === null && to === null ? null : defined({ $gte: from ?? undefined, $lte: to ?? undefined });
}

type Listed = LineDocument & Pick<HoursDocument, 'areas'>;

/** In order, up to where the ledger was found to end. */
async function linesOf(accountId: string, { from, to }: Period, upTo: number): Promise<Listed[]> {
  const days = [...(from === null ? [] : [_.gte(from)]), ...(to === null ? [] : [_.lte(to)])];
  const own = { accountId, seq: _.lte(upTo) };
  const match = days.length > 0 ? { ...own, day: _.and(...days) } : own;
  const part = { project: { ...LINE_PART, areas: 1 } };
  const lines = await aggregate<Listed>('hours', [{ match }], LINES_AT_MOST, [part]);
  return lines.sort((a, b) => a.seq - b.seq);
}

/**
 * The first of its basis, the one there is, or one more when all there are were taken back. Ten digits are few:
 * among a hundred thousand certificates of a year two follow to the same number by chance. Whichever numbers are
 * somebody else's are passed over.
 */
async function keep(
  make: (id: string) => CertificateDocument,
  ids: readonly string[],
  basis: string,
  asked: string,
): Promise<string> {
  const [first = ''] = ids;
  if ((await insert('certificates', make(first))) === 'INSERTED') return first;
  const there = await find('certificates', { _id: _.in(ids) }, { limit: ROUNDS });
  const own = there.find((certificate) => certificate.asked.includes(asked));
  if (own) return own._id;
  const standing = there.find((certificate) => certificate.basis === basis && !certificate.revoked);
  if (standing) {
    await update(
      'certificates',
      { _id: standing._id },
      { asked: _.push({ each: [asked], slice: -ASKED_KEPT }) },
    );
    return standing._id;
  }
  const next = ids.find((id) => there.every((taken) => taken._id !== id));
  if (next !== undefined && (await insert('certificates', make(next))) === 'INSERTED') return next;
  throw new Refused('CONFLICT');
}

type Around = Pick<CertificateDocument, 'lines' | 'basis' | 'areas' | 'asked'>;

function documentOf(content: CertificateContent, around: Around): CertificateDocument {
  const { id, issuedAt, ...rest } = content;
  const digest = contentDigest(content);
  const key = randomBytes(24).toString('hex');
  return { _id: id, ...rest, issuedAt: new Date(issuedAt), digest, key, ...around };
}

/** Stations above every one of the services. */
function commonAreas(lines: readonly Listed[]): string[] {
  const [first, ...others] = lines;
  return (first?.areas ?? []).filter((area) => others.every((line) => line.areas.includes(area)));
}
