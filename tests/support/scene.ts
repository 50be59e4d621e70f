import type { Input } from '#domain/contract';
import { uploadPathOf } from '#domain/activities/photos';
import { makePersonalCode } from '#domain/attendance/code';
import { accountIdOf, signupIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE } from '#domain/time';
import { jpeg, putFile } from '../../harness/files';
import { idNumberOf, onPaper, volunteer } from '../../harness/people';
import { settings, startWorld } from '../../harness/small-city';
import { founding, join } from '../../harness/teams';
import { MORNING, type World } from '../../harness/world';
import { openShop } from './benefits';
import { emergencies } from './callups';
import { credited } from '../../harness/ledgers';

/** The moment at which each example is called. */
export const NOW = MORNING + DAY + HOUR;

/** What somebody asks for. */
export const asking = {
  category: 'repair',
  urgency: 'ordinary',
  words: '水龙头滴水',
  stationId: 's1',
  origin: 'self',
} as const satisfies Input<'requests.ask'>;

/** What the content check has doubts of. */
export const DOUBTED = '测试复核';

const rules = {
  hours: { ...settings.hours, stars: [1, 4] },
  signups: { ...settings.signups, overlap: 'allow', confirmPromotionMinutes: 600 },
} as const;

/** A city in which something of everything is under way, so that every action of the contract has something to do. */
export class Scene {
  private readonly starts: Record<string, number> = {};
  /** Accounts by openid. */
  readonly ids: Record<string, string> = {};
  /** Slots, and activities with one slot, by what they are here for. */
  readonly slots: Record<string, string> = {};
  readonly activities: Record<string, string> = {};
  /** Whatever else has an id or a code, by what it is. */
  readonly known: Record<string, string> = {};

  private constructor(readonly world: World) {}

  static async build(): Promise<Scene> {
    const scene = new Scene(await startWorld({}, rules));
    await scene.people();
    await scene.yesterday();
    await scene.today();
    await scene.staff();
    await scene.requests();
    await scene.world.at(NOW);
    await scene.world.jobs.tick();
    await scene.world.emulator.pushed();
    return scene;
  }

  id(openid: string): string {
    return this.ids[openid] ?? accountIdOf(openid);
  }
  slot(name: string): string {
    return this.slots[name] ?? '';
  }
  activity(name: string): string {
    return this.activities[name] ?? '';
  }
  of(what: string): string {
    return this.known[what] ?? '';
  }
  signup(slot: string, openid: string): string {
    return signupIdOf(this.slot(slot), this.id(openid));
  }
  /** What the jobs do within some minutes of NOW. */
  async jobs(): Promise<void> {
    for (const minutes of [3, 12]) {
      await this.world.at(NOW + minutes * MINUTE);
      await this.world.jobs.tick();
      await this.world.emulator.pushed();
    }
  }

  startOf(slot: string): number {
    return this.starts[slot] ?? 0;
  }
  now(): number {
    return this.world.emulator.clock.now().getTime();
  }
  get team(): string {
    return this.world.leaderTeam;
  }

  /** What WeChat's own button gives a phone. */
  phoneCode(): Promise<string> {
    const { records, clock } = this.world.emulator;
    return records.addPhoneCode('13900000002', clock.now());
  }

  /** A photo in the cloud's storage, of the activity that is over. */
  async photo(name: string): Promise<string> {
    const path = uploadPathOf(this.activity('due'), this.id('leader'), `${name}.jpg`);
    return putFile(this.world.emulator, path, jpeg(), 'leader');
  }

  private async people(): Promise<void> {
    const { world, ids } = this;
    for (const openid of ['resident', 'keeper']) ids[openid] = await world.person(openid);
    for (const openid of ['visitor', 'newphone'])
      ids[openid] = (await world.did(openid, 'session.open', {})).accountId;
    this.known['idNumber'] = idNumberOf('1966-06-06');
    for (const openid of ['deputy', 'member', 'veteran', 'leaver', 'applicant', 'founder']) {
      const own = openid === 'veteran' ? { idNumber: this.of('idNumber') } : {};
      ids[openid] = await volunteer(world, openid, own);
    }
    for (const openid of ['deputy', 'member', 'veteran', 'leaver'])
      await join(world, this.team, openid, this.id(openid), 'leader');
    const deputy = { teamId: this.team, accountId: this.id('deputy'), role: 'deputy' } as const;
    await world.did('leader', 'teams.appoint', deputy);
    await world.did('applicant', 'teams.apply', { teamId: this.team, words: '我来帮忙' });
    const kin = { name: '李奶奶', phone: '', relation: '母亲' };
    for (const openid of ['resident', 'leaver'])
      ids[`${openid}'s`] = (await world.did(openid, 'people.add', kin)).personId;
    const paper = await world.did('leader', 'people.register', onPaper(this.team));
    ids['paper'] = paper.personId;
    this.known['claim'] = paper.code;
    this.known['submitted'] = (await world.did('founder', 'teams.found', founding())).teamId;
    this.known['number'] = (await world.did('founder', 'account.view', {})).volunteer?.number ?? '';
  }

  /** One slot, so many hours from NOW, for two hours; whoever is named signs up, and waits where it is full. */
  private async post(name: string, from: number, takes: readonly string[], change = {}): Promise<void> {
    const { world } = this;
    const start = NOW + from * HOUR;
    const { activityId, slotId } = await world.post([{ start, end: start + 2 * HOUR, ...change }]);
    this.slots[name] = slotId;
    this.activities[name] = activityId;
    this.starts[name] = start;
    for (const who of takes) await world.did(who, 'signups.take', { slotId, wait: true });
  }

  private async scanned(who: string, move: 'checkIn' | 'checkOut', slot: string): Promise<void> {
    // What was scanned from paper stands on the list of what somebody should look at.
    const { world } = this;
    const code = await (slot === 'past'
      ? world.printedCode(this.slot(slot))
      : world.screenCode(this.slot(slot)));
    await this.world.did(who, `attendance.${move}`, { code });
  }

  /** Shifts that are over: of one the hours are confirmed, of the other not yet. */
  private async yesterday(): Promise<void> {
    const { world } = this;
    await this.post('past', -23, ['veteran']);
    await this.post('due', -20, ['member', 'resident', 'veteran']);
    for (const [slot, from, people] of [
      ['past', -23, ['veteran']],
      ['due', -20, ['member', 'resident']],
    ] as const) {
      await world.at(NOW + from * HOUR);
      for (const who of people) await this.scanned(who, 'checkIn', slot);
      await world.at(NOW + (from + 2) * HOUR);
      for (const who of people) await this.scanned(who, 'checkOut', slot);
    }
    const { lines } = await world.did('leader', 'hours.proposals', { slotId: this.slot('past') });
    const claims = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    await world.did('leader', 'hours.confirm', { slotId: this.slot('past'), lines: claims });
    this.known['line'] = claims[0]?.attendanceId ?? '';
    const about = { kind: 'slot', slotId: this.slot('due') } as const;
    const { caseId } = await world.did('veteran', 'hours.contest', { about, words: '我也在' });
    this.known['contest'] = caseId;
    const makeUp = {
      kind: 'MAKE_UP',
      slotId: this.slot('due'),
      accountId: this.id('paper'),
      minutes: 60,
    } as const;
    const filed = await world.did('deputy', 'hours.file', { what: makeUp, reason: '她在的' });
    this.known['filed'] = filed.caseId;
    for (const who of ['veteran', 'leaver']) {
      if (who === 'leaver') await credited(world, this.id(who));
      this.known[`${who}'s paper`] = (await world.did(who, 'certificates.issue', {})).certificateId;
    }
    const told = { activityId: this.activity('due'), text: '来了三十位老人' };
    const photos = [{ file: await this.photo('first') }, { file: await this.photo('second') }];
    await world.did('leader', 'activities.report', { ...told, photos });
    await world.jobs.photos();
    await world.emulator.pushed();
    const [held, pending] = await world.documents('photos');
    this.known['held photo'] = held?._id ?? '';
    this.known['pending photo'] = pending?._id ?? '';
    await world.alter('photos', { _id: held?._id }, { $set: { state: 'held', heldFor: ['s1', 'county'] } });
    await world.alter('photos', { _id: pending?._id }, { $set: { state: 'pending', dueAt: new Date(NOW) } });
    this.known['trace'] = String((pending?.['traces'] as string[] | undefined)?.[0]);
  }

  private async today(): Promise<void> {
    const { world } = this;
    await world.at(NOW - HOUR);
    await this.post('running', -0.5, ['member', 'veteran']);
    await this.post('open', 24, ['member', 'leaver'], { capacity: 5 });
    await this.post('full', 28, ['member', 'resident', 'leaver', 'veteran'], { capacity: 1 });
    await this.post('promoted', 32, ['deputy', 'resident'], { capacity: 1 });
    await this.post('offered', 40, ['member']);
    await this.post('service', 44, [], { kind: 'service', capacity: 6 });
    const service = { slotId: this.slot('service'), wait: false };
    await world.did('resident', 'signups.take', { ...service, party: 3 });
    for (const who of ['resident', 'leaver'])
      await world.did(who, 'signups.take', { ...service, personId: this.id(`${who}'s`) });
    await world.did('deputy', 'signups.cancel', { signupId: this.signup('promoted', 'deputy') });
    await world.did('member', 'signups.offer', { signupId: this.signup('offered', 'member'), offered: true });
    const start = NOW + 50 * HOUR;
    const two = [0, 3].map((h) => ({ start: start + h * HOUR, end: start + (h + 2) * HOUR, capacity: 1 }));
    const { activityId, slotId } = await world.post(two);
    this.activities['two'] = activityId;
    this.slots['first of two'] = slotId;
    for (const who of ['member', 'resident']) await world.did(who, 'signups.take', { slotId, wait: true });
    await world.at(NOW - 29 * MINUTE);
    await this.scanned('veteran', 'checkIn', 'running');
    const named = { slotId: this.slot('running'), move: 'in', reason: '没有手机' } as const;
    await world.did(
      'leader',
      'attendance.record',
      { ...named, personId: this.id('paper') },
      'named-in-paper',
    );
    this.known['mark'] = 'named-in-paper';
  }

  /** What stands before leaders and staff. */
  private async staff(): Promise<void> {
    const { world, team: teamId } = this;
    const form = this.form(60);
    const draft = await world.did('leader', 'activities.save', { teamId, form: { title: '草稿' } });
    this.activities['draft'] = draft.activityId;
    const posted = async (title: string, repeat: number) =>
      (await world.did('leader', 'activities.post', { teamId, ...form, title, repeat })).activityId;
    this.activities['held'] = await posted(DOUBTED, 1);
    this.activities['held row'] = await posted(DOUBTED, 2);
    this.activities['row'] = await posted('每周义剪', 2);
    const shopId = await openShop(world, 'keeper');
    this.known['shop'] = shopId;
    const offer = { shopId, title: '烩面一碗', what: '请喝一碗', fromStars: 0 };
    this.known['offer'] = (await world.did('officer', 'benefits.saveOffer', offer)).offerId;
    this.known['invitation'] = (await world.did('officer', 'benefits.invite', { shopId })).invitation;
    await world.at(NOW);
    Object.assign(this.known, await emergencies(world));
    const { key, accountId } = await world.did('veteran', 'code.mine', {});
    const { pass } = await world.did('keeper', 'benefits.check', {
      shopId,
      code: makePersonalCode(key, accountId, NOW),
    });
    this.known['pass'] = pass;
    const asked = { name: 'veteran', idNumber: this.of('idNumber') };
    await world.did('newphone', 'binding.request', asked);
    this.known['binding'] = (await world.did('officer', 'binding.waiting', {})).bindings[0]?.id ?? '';
  }

  /** Requests, each as far as its name says. */
  private async requests(): Promise<void> {
    const { world, known, team: teamId } = this;
    const ask = async (name: string, change: Partial<Input<'requests.ask'>> = {}) => {
      const asked = { ...asking, words: name, ...change };
      known[name] = (await world.did('resident', 'requests.ask', asked)).requestId;
    };
    for (const name of ['asked for', 'double', 'dispatched', 'accepted', 'underway', 'done']) await ask(name);
    await ask('offered request');
    await ask('lamp', { category: 'lamp' });
    const desk = (name: string, step: Input<'requests.asDesk'>['step']) =>
      world.did('officer', 'requests.asDesk', { requestId: this.of(name), step });
    await desk('offered request', { kind: 'offer' });
    for (const name of ['dispatched', 'accepted', 'underway', 'done'])
      await desk(name, { kind: 'dispatch', teamId });
    for (const name of ['accepted', 'underway', 'done']) {
      const step = { kind: 'accept' as const, going: [this.id('member')] };
      await world.did('leader', 'requests.asTeam', { requestId: this.of(name), step });
    }
    for (const name of ['underway', 'done'])
      await world.did('member', 'requests.asGoer', { requestId: this.of(name), step: { kind: 'begin' } });
    await world.did('member', 'requests.asGoer', { requestId: this.of('done'), step: { kind: 'finish' } });
  }

  /** What a leader fills in, for a shift so many hours from NOW. */
  form(from: number) {
    const start = NOW + from * HOUR;
    const slot = { kind: 'shift' as const, name: '上午班', start, end: start + 2 * HOUR, capacity: 3 };
    return {
      title: '社区义剪',
      category: 'care',
      summary: '为老人理发',
      risks: '注意用电安全',
      contactPhone: '13900000001',
      venue: { stationId: 's1' },
      slots: [slot] as [typeof slot],
    };
  }
}
