/**
 * Collections and indexes, declared once: the emulator reports queries that none of them serves, and
 * whoever deploys makes them by hand, as `npm run deploy -- --list` tells. Security rules deny every client read and write: pages go through functions.
 */
export interface Index {
  readonly name: string;
  /** In order. 1 and -1 are ascending and descending, 'geo' is a 2dsphere index. Arrays index each element. */
  readonly keys: readonly (readonly [path: string, kind: 1 | -1 | 'geo'])[];
  readonly unique?: boolean;
  /** Leaves out documents that lack the field. */
  readonly sparse?: boolean;
}

export interface Collection {
  readonly name: string;
  /** Every write of a document notes when it was, in `changedAt`: what is new since some moment is found by it. */
  readonly stamped?: true;
  readonly indexes: readonly Index[];
}

/**
 * What every way of making an index can make. WeChat's console and its index API know none that leaves documents out,
 * only UpdateTable of Tencent Cloud does. So a unique index holds every document, each of which has a key of its own
 * there (domain/unique), and a sparse one is only better so: an index over the few live ones among many closed ones,
 * with nothing wrong but its size when it holds them all.
 */
export type Deployable = Index & ({ readonly unique?: never } | { readonly sparse?: never });

const over = (keys: Index['keys']) => ({
  // The name of an index, not an id.
  // eslint-disable-next-line no-restricted-syntax
  name: keys.map(([path]) => path).join('_'),
  keys,
});
const by = (...paths: string[]) => over(paths.map((path) => [path, 1]));
const live = (...paths: string[]): Deployable => ({ ...by(...paths), sparse: true });
const near = (path: string): Deployable => over([[path, 'geo']]);
/** Nearest among those of one value each, which the question has to name; one of them may be a list. */
const nearIn = (path: string, ...of: string[]): Deployable =>
  over([...of.map((each) => [each, 1] as const), [path, 'geo']]);
const unique = (...paths: string[]): Deployable => ({ ...by(...paths), unique: true });

export const schema = [
  { name: 'settings', indexes: [] },
  { name: 'agenda', indexes: [] },
  {
    name: 'accounts',
    indexes: [
      unique('openid'),
      live('keptBy'),
      live('keptByTeam'),
      unique('number'),
      unique('keptSeat'),
      live('claim.hash'),
      by('duties'),
      live('partedAt'),
    ],
  },
  { name: 'identities', indexes: [unique('accountId'), live('unsureAt')] },
  { name: 'bindings', indexes: [live('heldFor'), live('waitingFor')] },
  {
    name: 'stations',
    indexes: [
      near('location'),
      nearIn('location', 'tier'),
      nearIn('location', 'offers'),
      nearIn('location', 'tier', 'offers'),
      by('tier'),
      by('grams', '_id'),
      by('parentId'),
    ],
  },
  {
    name: 'teams',
    indexes: [
      near('spot'),
      nearIn('spot', 'category'),
      by('areas', 'state'),
      by('grams', '_id'),
      live('heldFor'),
      live('suspendedIn'),
      live('pendingOf'),
      unique('pendingSeat'),
      live('parentTeamId'),
      live('partingAt'),
    ],
  },
  {
    name: 'memberships',
    indexes: [
      by('accountId'),
      by('teamId', 'countAt'),
      live('countAt'),
      live('memberOf', 'order'),
      live('memberOf', 'grams', 'order'),
      by('askedOf', 'since'),
      live('tellAt'),
      live('leading.at'),
      unique('seat'),
    ],
  },
  {
    name: 'activities',
    stamped: true,
    indexes: [
      by('changedAt'),
      by('areaDays', 'state', 'mix', 'order'),
      by('areaDays', 'state', 'category', 'mix', 'order'),
      by('day'),
      by('teamId', 'start'),
      by('teamId', 'createdAt'),
      near('spot'),
      nearIn('spot', 'serves'),
      live('liveAt', 'start', '_id'),
      live('liveUntil'),
      live('heldFor'),
      live('draftFor'),
      live('repeatOf'),
      live('unsettled'),
      live('toCount', 'start'),
      live('countAt'),
    ],
  },
  {
    name: 'photos',
    indexes: [by('activityId'), by('addedBy'), live('traces'), live('dueAt'), live('heldFor')],
  },
  { name: 'uploads', indexes: [live('dueAt'), by('addedBy')] },
  {
    name: 'slots',
    indexes: [
      by('activityId'),
      live('liveUntil'),
      live('touchedAt'),
      live('remindAt'),
      live('dueAt'),
      live('overdueFor'),
    ],
  },
  {
    name: 'signups',
    stamped: true,
    indexes: [
      by('slotId', 'changedAt'),
      live('liveFor'),
      live('waitingFor'),
      live('confirmBy'),
      live('offeredFor'),
      live('tellAt'),
      by('accountId', 'at', '_id'),
    ],
  },
  { name: 'thanks', indexes: [by('activityId', 'at'), by('accountId')] },
  {
    name: 'attendances',
    stamped: true,
    indexes: [
      by('slotId', 'changedAt'),
      by('accountId'),
      by('visit'),
      live('toConfirm'),
      live('openUntil'),
      live('phone'),
    ],
  },
  {
    name: 'hours',
    indexes: [
      unique('accountId', 'seq'),
      by('accountId', 'day'),
      by('teamId', 'day'),
      by('teamId', 'accountId', 'seq'),
      by('day'),
      by('at'),
      live('corrects'),
      live('tellAt'),
      live('counts.at'),
      live('counts.in'),
      live('unseen.in', 'unseen.order'),
    ],
  },
  {
    name: 'cases',
    indexes: [
      by('slotId'),
      by('accountId', 'filedAt'),
      by('filedBy', 'filedAt'),
      live('openFor'),
      live('risesAt'),
      live('tellAt'),
      unique('openKey'),
    ],
  },
  {
    name: 'requests',
    indexes: [
      live('queue', 'order'),
      live('liveIn', 'order'),
      by('areas', 'closedAt'),
      by('concerns', 'listed'),
      live('withTeam', 'order'),
      live('awaits'),
      live('goers', 'order'),
      nearIn('spot', 'offered'),
      nearIn('spot', 'common'),
      live('callerKey', 'at'),
      live('hadBy', 'closedAt'),
      live('took.of', 'closedAt'),
      live('lookAt'),
      live('tellAt'),
    ],
  },
  { name: 'tallies', indexes: [] },
  { name: 'heads', indexes: [by('night')] },
  { name: 'seals', indexes: [by('night'), by('to')] },
  { name: 'certificates', indexes: [by('accountId', 'issuedAt'), by('asked')] },
  { name: 'shops', indexes: [near('spot'), by('areas'), by('keepers')] },
  { name: 'gifts', indexes: [by('accountId', 'at'), by('visitOf'), by('dayOf'), by('monthOf')] },
  { name: 'callups', indexes: [by('areas', 'state', 'createdAt'), live('dueAt')] },
  {
    name: 'sheets',
    indexes: [
      unique('keys'),
      by('callupId', 'list'),
      by('accounts'),
      live('liveFor'),
      live('tellAt'),
      live('placeAt'),
    ],
  },
  { name: 'statistics', indexes: [by('month')] },
  { name: 'outbox', indexes: [live('dueAt'), live('urgent', 'dueAt'), live('overAt')] },
  { name: 'audit', indexes: [by('subject', 'at'), by('at')] },
  { name: 'uses', indexes: [by('until')] },
] as const satisfies readonly (Collection & { readonly indexes: readonly Deployable[] })[];

export type CollectionName = (typeof schema)[number]['name'];

export const stampedCollections: ReadonlySet<CollectionName> = new Set(
  schema.flatMap((collection) => ('stamped' in collection ? [collection.name] : [])),
);
