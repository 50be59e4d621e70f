import { answersAboutLedger, LISTED } from '../harness/long-ledger';
import { startWorld } from '../harness/small-city';
import { atMost, exactly, type Figure } from './figure';

const KB = 1024;
const LONG = 3_000;

/** In bytes, the largest answer of the database that each of these may take. */
const bounds = {
  'certificates.verify': 20 * KB,
  'certificates.verifyOn': 20 * KB,
  'certificates.list': 20 * KB,
  'certificates.view': 60 * KB,
  'certificates.issue': 60 * KB,
};

/** What the database answers about a certificate, by how many lines its holder's ledger has beside those that it lists. */
export async function longLedger(): Promise<Figure[]> {
  const world = await startWorld();
  await world.person('anyone');
  const few = await answersAboutLedger(world, LISTED);
  const many = await answersAboutLedger(world, LONG);
  await world.close();
  const kilobytes = (bytes: number) => (bytes / KB).toFixed(1);
  const sizes = Object.entries(bounds).map(([action, bound]) => {
    const what = `${action}: KB at a ledger of ${LISTED} lines → ${LONG}`;
    const grown = `${kilobytes(few.bytes(action))} → ${kilobytes(many.bytes(action))}`;
    return { ...atMost(what, many.bytes(action), bound), figure: grown, wanted: `≤ ${bound / KB}` };
  });
  return [...sizes, exactly(`pages after the first to verify ${LISTED} listed lines`, many.pages, 2)];
}
