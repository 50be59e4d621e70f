import { bindingIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { _, find, remove, update } from '../core/database';
import { findWith, many, only } from '../core/loading';
import { settling } from '../core/settling';
import type { Work } from '../core/sweep';
import { dropKey } from '../core/unique';
import type { Receipt } from '../core/values';
import type { Called, SignupDocument } from '../documents';
import { dropPhotos } from '../photos/album';
import { dropUploads } from '../photos/uploads';
import { dropsIn } from '../signups/record';
import { endedFields } from '../teams/seats';

/**
 * What becomes of an account that is given up. It is unbound and wiped first, in one update: from then on whatever asks
 * whether it is still bound finds that it is not. What hangs on it goes after that, and once more when nobody can be in
 * the middle of anything that was begun before.
 */

/** Everything of an account that says who it was. */
export const wipedFields = (receipts: readonly Receipt[]) => ({
  name: '',
  phone: '',
  duties: _.set([]),
  receipts: _.set(receipts),
  volunteer: _.remove(),
  number: dropKey(),
  registrant: _.remove(),
  consents: _.remove(),
  codeKey: _.remove(),
  grants: _.remove(),
  noShows: _.remove(),
  claim: _.remove(),
  relation: _.remove(),
  keptBy: _.remove(),
  keptByTeam: _.remove(),
  keptSeat: dropKey(),
});

/** The same, and what hangs on it is still to go. */
export const partedFields = (receipts: readonly Receipt[], now: Instant) => ({
  ...wipedFields(receipts),
  partedAt: new Date(now),
});

/**
 * Takes people out of what they signed up for. Slots are touched first: the repair then finds the places of sign-ups
 * that are no more and passes them on, also when this dies half-way.
 */
export async function leavePlaces(
  live: readonly Pick<SignupDocument, '_id' | 'slotId'>[],
  now: Instant,
): Promise<void> {
  if (live.length === 0) return;
  await update('slots', { _id: _.in(live.map((s) => s.slotId)) }, { touchedAt: new Date(now) });
  const cancelled = { state: 'cancelled', ...dropsIn('cancelled') };
  await update('signups', { _id: _.in(live.map((s) => s._id)), state: _.neq('cancelled') }, cancelled);
}

/** More than anybody asks. */
const QUESTIONS = 1000;

/** What of an entry on a sheet says more than how somebody stands. */
const CALLED = [
  'from',
  'by',
  'byPhone',
  'fate',
  'phonedAt',
  'phoned',
  'receipts',
  'slotId',
] as const satisfies readonly (keyof Called)[];

type Clearing = (accountIds: readonly string[], now: Instant) => Promise<unknown>;

/** What hangs on accounts, a write for each kind of thing. Done again they change nothing more. */
export const clearings = {
  memberships: (ids, now) =>
    update(
      'memberships',
      { accountId: _.in(ids), state: _.neq('left') },
      { state: 'left', role: 'member', since: new Date(now), ...endedFields(new Date(now)) },
    ),
  /** What they wrote when asking to be let in, and were told. */
  words: (ids) =>
    update(
      'memberships',
      { accountId: _.in(ids) },
      { words: _.remove(), reason: _.remove(), receipts: _.remove() },
    ),
  kept: (ids, now) => update('accounts', { keptBy: _.in(ids) }, partedFields([], now)),
  identities: (ids) => remove('identities', { accountId: _.in(ids) }),
  /** They say a name and a number; who checks one is told that it was taken back. */
  certificates: (ids, now) => {
    const revoked = { at: new Date(now), reason: '本人注销了账号', by: 'holder', nonce: '' };
    const named = { accountId: _.in(ids), name: _.neq('') };
    return update('certificates', named, { name: '', volunteerNumber: '', revoked: _.set(revoked) });
  },
  asked: (ids) => remove('bindings', { _id: _.in(ids.map(bindingIdOf)) }),
  wanted: (ids) => remove('bindings', { waitingFor: _.in(ids) }),
  photos: (ids, now) => dropPhotos({ addedBy: _.in(ids) }, now),
  uploads: dropUploads,
  /** Teams that nobody has agreed to yet are their founder's alone. */
  founded: (ids) => remove('teams', { pendingOf: _.in(ids) }),
  /** What they asked about their hours; what was answered, and what came of it, is the record of their service. */
  questions: async (ids) => {
    const asked = { filedBy: _.in(ids), kind: 'CONTEST' };
    for (const { _id, asked: words } of await find('cases', asked, { limit: QUESTIONS })) {
      const mute = words.map((each) => (ids.includes(each.by) ? { ...each, words: '' } : each));
      await update('cases', { _id }, { asked: _.set(mute) });
    }
  },
  /** What they asked for, and where they live. Whose they are, or who has them, is found to be gone at the next look. */
  requests: async (ids, now) => {
    const own = { concerns: _.in(ids), filedBy: _.in(ids), origin: _.neq('hotline') };
    const wiped = {
      words: '',
      contact: _.remove(),
      said: _.remove(),
      lookAt: new Date(now),
      version: _.inc(1),
    };
    await update('requests', own, wiped);
    for (const { _id, version, history } of await find(
      'requests',
      { concerns: _.in(ids) },
      { limit: QUESTIONS },
    )) {
      const mute = history.map((each) => (ids.includes(each.by) ? { ...each, words: '' } : each));
      await update('requests', { _id, version }, { history: _.set(mute), version: _.inc(1) });
    }
    for (const id of ids) {
      const gone = { concerns: _.pull(id), followers: _.pull(id), askers: _.pull(id), version: _.inc(1) };
      await update('requests', { concerns: id }, { ...gone, lookAt: new Date(now) });
      await update('requests', { goers: id }, { lookAt: new Date(now) });
    }
  },
  said: (ids) => remove('thanks', { accountId: _.in(ids) }),
  /** That somebody was called stays, without what they or others said of it; of who is out the desk still knows. */
  called: async (ids) => {
    for (const id of ids)
      await update(
        'sheets',
        { accounts: id },
        {
          ...Object.fromEntries(CALLED.map((field) => [`people.${id}.${field}`, _.remove()])),
          liveFor: _.pull(id),
        },
      );
  },
  shops: async (ids) => {
    for (const id of ids) await update('shops', { keepers: id }, { keepers: _.pull(id) });
  },
} as const satisfies Readonly<Record<string, Clearing>>;

const BATCH = 20;

const partedSince = (before: Date) =>
  findWith(
    'accounts',
    [{ match: { partedAt: _.lte(before) } }, { sort: { partedAt: 1 } }],
    BATCH,
    ({ _id }) => ({ live: only(many('signups', 'liveFor', _id), ['slotId', 'accountId']) }),
    ['_id', 'partedAt'],
  );
type Parted = Awaited<ReturnType<typeof partedSince>>[number];

const asRead = ({ _id, partedAt }: Pick<Parted, '_id' | 'partedAt'>) => ({
  _id,
  partedAt: partedAt ?? _.exists(true),
});

/** Once more for all that was written while somebody was going, by them or about them, or where the call died. */
export const partAccounts = settling({
  collection: 'accounts',
  since: 'partedAt',
  size: BATCH,
  load: partedSince,
  settle,
});

async function settle(account: Parted, work: Work): Promise<void> {
  await leavePlaces(account.live, work.now);
  for (const clear of Object.values(clearings)) await clear([account._id], work.now);
  await update('accounts', asRead(account), { partedAt: _.remove() });
  work.count('parted', 1);
}
