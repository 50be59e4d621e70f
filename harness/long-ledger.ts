import { placeAfter, type ListPage } from '#domain/certificates/list';
import { withPages } from '#domain/certificates/verify';
import { DAY, dayOf, HOUR } from '#domain/time';
import { creditedOften } from './ledgers';
import { volunteer } from './people';
import { MORNING, type World } from './world';

/** Of whatever ledger, the certificate lists so many lines: those of its last days. */
export const LISTED = 60;

/** A volunteer with a line a day up to the morning of the story, as many as are asked for. */
export async function withLongLedger(world: World, openid: string, lines: number): Promise<string> {
  const accountId = await volunteer(world, openid, { name: '张小三' });
  const days = Array.from({ length: lines }, (_, n) => ({
    start: MORNING - (lines - n) * DAY - HOUR,
    title: '天鹅湖湿地公园清理垃圾和文明观鸟劝导',
    venue: '甘棠街道新时代文明实践所',
  }));
  await creditedOften(world, accountId, days);
  return accountId;
}

/** From the first day that the certificate lists. */
export const listedFrom = (): { from: string } => ({ from: dayOf(MORNING - LISTED * DAY) });

/** As a phone does: the first answer, and the pages that follow until it is known what the certificate is worth. */
export async function verifiedToEnd(world: World, openid: string, code: string) {
  const first = await world.did(openid, 'certificates.verify', { code });
  const pages: ListPage[] = [];
  let told = first;
  while (told.state === 'READING') {
    const from = placeAfter(told.list?.pages ?? []);
    pages.push(await world.did(openid, 'certificates.verifyOn', { code, from }));
    told = withPages(first, pages);
  }
  return { told, pages: pages.length, read: placeAfter([...(first.list?.pages ?? []), ...pages]) };
}

/** What the database answers about a ledger of so many lines: its largest answer to each action in bytes, and the rows read. */
export async function answersAboutLedger(world: World, lines: number) {
  const holder = `holder-of-${lines}`;
  await withLongLedger(world, holder, lines);
  world.emulator.resetMetrics();
  const { certificateId } = await world.did(holder, 'certificates.issue', listedFrom());
  await world.did(holder, 'certificates.list', {});
  const { code } = await world.did(holder, 'certificates.view', { certificateId });
  const { told, pages } = await verifiedToEnd(world, 'anyone', code);
  const { actions } = world.emulator.metrics();
  return {
    state: told.state,
    pages,
    bytes: (action: string) => actions[action]?.largestAnswer.max ?? Infinity,
    rows: (action: string) => actions[action]?.rowsRead.max ?? Infinity,
  };
}
