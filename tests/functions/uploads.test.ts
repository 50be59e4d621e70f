import { HOUR } from '#domain/time';
import { fileContent, jpeg, putFile } from '../../harness/files';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** Files that phones put into the storage: each is written down first, so that none stays for ever. */
describe('what a phone has put there', () => {
  const end = MORNING + 3 * HOUR;
  let world: World;
  let activityId: string;

  beforeAll(async () => {
    world = await startWorld();
    await world.person('volunteer');
    ({ activityId } = await world.post([{ start: end - HOUR, end }]));
    await world.at(end);
    await world.did('leader', 'session.open', {});
  });
  afterAll(() => world.close());

  async function announced(name: string): Promise<string> {
    const { path } = await world.did('leader', 'photos.upload', { activityId, name });
    return putFile(world.emulator, path, jpeg(), 'leader');
  }
  const report = (...files: readonly string[]) => {
    const photos = files.map((file) => ({ file }));
    return world.did('leader', 'activities.report', { activityId, text: '来了三十位老人', photos });
  };
  const lies = async (file: string) => (await fileContent(world.emulator, file)) !== null;

  it('goes within a day, though no report names it, or one does again after its copy was taken', async () => {
    const [unnamed, named] = [await announced('unnamed.jpg'), await announced('named.jpg')];
    await report(named);
    await world.jobs.photos();
    await world.emulator.pushed();
    expect(await lies(named)).toBe(false);
    expect(await announced('named.jpg')).toBe(named);
    await report(named);
    await world.at(end + 23 * HOUR);
    await world.jobs.tick();
    expect([await lies(unnamed), await lies(named)]).toEqual([true, true]);
    const { photos } = await world.did('volunteer', 'activities.view', { activityId });
    await world.at(end + 25 * HOUR);
    await world.jobs.tick();
    expect([await lies(unnamed), await lies(named)]).toEqual([false, false]);
    expect(await world.documents('uploads')).toEqual([]);
    expect(photos).toHaveLength(1);
    for (const { file } of photos) expect(await lies(file)).toBe(true);
  });

  it('lies there only where who leads the team has said so', async () => {
    const input = { activityId, name: 'one.jpg' };
    expect(await world.code('volunteer', 'photos.upload', input)).not.toBe('OK');
    expect(await world.documents('uploads', { activityId })).toEqual([]);
  });

  it('goes at once with the account of whoever has put it there', async () => {
    await world.at(end);
    const file = await announced('three.jpg');
    await world.alter('uploads', {}, { $set: { addedBy: await world.person('goer') } });
    await world.did('goer', 'account.delete', {});
    await world.at(end + HOUR);
    await world.jobs.tick();
    await world.jobs.tick();
    expect(await lies(file)).toBe(false);
  });
});
