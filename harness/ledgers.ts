import { appendLine, EMPTY, type Head, type LineContent } from '#domain/hours/ledger';
import { teamMonthIdOf } from '#domain/ids';
import { dayOf, HOUR } from '#domain/time';
import { MORNING, type World } from './world';

/** Where each person's ledger ends, by account. */
const heads = new WeakMap<World, Map<string, Head>>();

type Own = Partial<LineContent> & { areas?: string[] };

/** One more line at the end of a person's ledger, as crediting writes it: two hours at nine unless told otherwise. */
export async function credited(world: World, accountId: string, own: Own = {}): Promise<string> {
  const [id = ''] = await creditedOften(world, accountId, [own]);
  return id;
}

/** So many, one after the other. */
export async function creditedOften(
  world: World,
  accountId: string,
  lines: readonly Own[],
): Promise<string[]> {
  const documents = lines.map((own) => nextDocument(world, accountId, own));
  await world.emulator.store.insert('hours', documents);
  return documents.map(({ _id }) => _id);
}

function nextDocument(world: World, accountId: string, own: Own) {
  const known = heads.get(world) ?? new Map<string, Head>();
  const head = known.get(accountId) ?? EMPTY;
  const { areas = ['root', 'county', 's1'], ...changed } = own;
  const id = `v${accountId.slice(1, 6)}${head.seq + 1}-1_${accountId}`;
  const start = (changed.start ?? MORNING) + HOUR;
  const line = appendLine(head, {
    id,
    accountId,
    kind: 'service',
    minutes: 120,
    activityId: `v${head.seq + 1}`,
    slotId: `v${head.seq + 1}-1`,
    title: '社区义剪',
    venue: 's1文明实践站',
    day: dayOf(start),
    start,
    end: start + 2 * HOUR,
    at: start + 3 * HOUR,
    teamId: world.leaderTeam,
    teamName: '暖心理发队',
    confirmedBy: 'a0',
    reason: '',
    ...changed,
  });
  heads.set(world, known.set(accountId, line));
  const { id: _id, ...rest } = line;
  const to = teamMonthIdOf(line.teamId, line.day.slice(0, 7));
  const times = line.kind === 'correction' ? 0 : 1;
  const adds = [
    { to, sum: 'minutes', n: line.minutes },
    { to, sum: 'personTimes', n: times },
  ];
  return {
    _id,
    ...rest,
    start: new Date(line.start),
    end: new Date(line.end),
    at: new Date(line.at),
    inTeam: { times: line.seq, minutes: line.balance },
    counts: { at: new Date(line.at), in: [to], adds },
    areas,
    nonce: 'test',
  };
}
