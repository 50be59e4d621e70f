import { randomBytes } from 'node:crypto';
import {
  basisOf,
  certificateIdOf,
  contentDigest,
  numberOf,
  select,
  type CertificateContent,
} from '#domain/certificates/content';
import { certifyRefusal } from '#domain/certificates/rules';
import { Refused, unlessRefused } from '#domain/errors';
import { callIdOf } from '#domain/ids';
import { dayOf } from '#domain/time';
import { keyIn } from '#domain/unique';
import { _, find, insert, update } from '../core/database';
import { many, one, oneBy } from '../core/loading';
import { useCase } from '../core/use-case';
import type { HoursDocument } from '../documents';
import type { CertificateDocument } from './documents';
import { ledgerOf } from './views';

/** How many of one basis there may be on its day: those taken back, and numbers that were somebody else's. */
const ROUNDS = 50;
/** How often one certificate may have been asked for on its day and still know each of those calls. */
const ASKED_KEPT = 20;

/**
 * Hours of a period, or all, as the ledger has them now. Asked for again on the same day with nothing
 * changed it is the same certificate, unless that was taken back.
 */
export const issueCertificate = useCase('certificates.issue', {
  ask: (_input, me, nonce) => ({
    ledger: many('hours', 'accountId', me.accountId),
    head: one('heads', me.accountId),
    answered: oneBy('certificates', 'asked', callIdOf(me.identity, nonce), ['lines']),
  }),

  async run({ input, loaded, settings, account, me, nonce, now }) {
    if (loaded.answered) return { certificateId: loaded.answered._id };
    const period = { from: input.from ?? null, to: input.to ?? null };
    const chosen = select(ledgerOf(loaded.ledger, loaded.head), period);
    const { lines, minutes, services, head } = unlessRefused(
      chosen.fault === null ? chosen : undefined,
      certifyRefusal(chosen),
    );
    const what = {
      accountId: me.accountId,
      name: account?.name ?? '',
      volunteerNumber: (account && keyIn(account.number)) ?? '',
      period,
      lines,
      minutes,
      services,
      head,
      recordingUnit: settings.recordingUnit,
      issuedAt: now,
    };
    const basis = basisOf(what, dayOf(now));
    const listed = new Set(lines.map((line) => line.lineId));
    const areas = commonAreas(loaded.ledger.filter((line) => listed.has(line._id)));
    const asked = callIdOf(me.identity, nonce);
    const year = dayOf(now).slice(0, 4);
    const ids = Array.from({ length: ROUNDS }, (_each, round) => certificateIdOf(basis, round, year));
    const make = (id: string): CertificateDocument => {
      const content = { ...what, id, number: numberOf(settings.city.id, id) };
      return documentOf(content, { basis, areas, asked: [asked] });
    };
    return { certificateId: await keep(make, ids, basis, asked) };
  },
});

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

type Around = Pick<CertificateDocument, 'basis' | 'areas' | 'asked'>;

function documentOf(content: CertificateContent, around: Around): CertificateDocument {
  const { id, issuedAt, ...rest } = content;
  const digest = contentDigest(content);
  const key = randomBytes(24).toString('hex');
  return { _id: id, ...rest, issuedAt: new Date(issuedAt), digest, key, ...around };
}

/** Stations above every one of the services. */
function commonAreas(lines: readonly HoursDocument[]): string[] {
  const [first, ...others] = lines;
  return (first?.areas ?? []).filter((area) => others.every((line) => line.areas.includes(area)));
}
