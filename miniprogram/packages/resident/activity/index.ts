import { draftOf } from '../../../kit/draft';
import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData, whileBusy } from '../../../kit/sending';
import type { ActivityView, SlotOffer } from '../../../domain/activities/page';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { isAnswer, type Failure } from '../../../services/cloud';
import { callPhone, confirm, leadTo, tell } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { openScanner } from '../../../services/scan';
import { openSession, session } from '../../../services/session';
import { kindWords, wordsFor } from '../../../services/words';
import { byLink, doorOf, firstChoice } from './door';
import { activityPage, mainButton, shareOf, type ActivityPage, type MainButton } from './model';
import { noHome, visitIn } from './home';
import { bookable } from './people';
import { takeOver, takePlace, wishFor, type Wish } from './take';
import { defined } from '../../../domain/defined';
import { nobodyHome, rememberHome, type HomeTyped } from '../homes';
import { nobodyTyped, relativeFault, type RelativeTyped } from '../../../services/relatives';
import {
  ADDED,
  choiceFor,
  sheetModel,
  toldOf,
  wishOf,
  type Bookable,
  type Choice,
  type SheetModel,
} from './sheet';

type SlotEvent = Told<{ id: string }>;
type SignupEvent = Told<{ signupId: string }>;
type SheetEvent = Told<{ personId: string; party: number }>;

/** Somebody else was quicker, or its holder comes after all. */
const NOT_OFFERED = '这个名额已经不转让了';

const typedHome = draftOf<HomeTyped>('home');
/** The same as on the page of one's family. */
const typedRelative = draftOf<RelativeTyped>('family');

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    activity: null as ActivityPage | null,
    chosenId: '',
    button: null as MainButton | null,
    sheet: null as SheetModel | null,
    /** What of a relative who is being added does not fit. */
    fault: '',
    /** What of the home does not fit. */
    homeFault: '',
    deciding: false,
    introducing: false,
    /** Came by a link to an offered place that is not there for this person. */
    offerGone: false,
  },
  activityId: '',
  offeredId: '',
  door: byLink,
  activity: null as ActivityView | null,
  choice: null as Choice | null,
  kept: [] as readonly Bookable[],
  relative: nobodyTyped,
  wish: null as Wish | null,
  home: noHome,

  onLoad(query: PageQuery<'id' | 'offer' | 'as' | 'slot'>) {
    this.activityId = query.id ?? '';
    this.offeredId = query.offer ?? '';
    this.door = doorOf(query);
    this.relative = typedRelative.over(nobodyTyped);
    this.home = { ...noHome, home: typedHome.over(nobodyHome) };
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { ...this.shared(), path: routes.activity(this.activityId) };
  },
  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return { ...this.shared(), query: `id=${this.activityId}` };
  },
  shared() {
    return this.data.activity ? shareOf(this.data.activity) : { title: '文明实践活动' };
  },

  async load() {
    await this.look();
    this.goOn();
  },
  /** What was chosen in a list before is what they came to do. */
  goOn() {
    const { slotId } = this.door;
    this.door = { ...this.door, slotId: '' };
    const { action } = this.data.button ?? {};
    if (slotId !== '' && slotId === this.data.chosenId && (action === 'take' || action === 'wait'))
      this.onAct();
  },
  look() {
    return loadInto(this, this.ask(), (activity) => {
      const now = cloudNow();
      this.activity = activity;
      const { slots } = activity;
      const offered = slots.find(({ offers }) => offers.some(({ signupId }) => signupId === this.offeredId));
      const known = this.slot(this.data.chosenId);
      const chosenId = known ? known.id : (offered?.id ?? firstChoice(slots, this.door));
      return {
        activity: activityPage(activity, now, this.door),
        chosenId,
        button: mainButton(this.slot(chosenId), now, this.offeredId),
        offerGone: this.offeredId !== '' && !offered,
      };
    });
  },
  async ask() {
    // Whoever comes by a shared link has no account yet; with one, the answer knows what is theirs.
    await openSession();
    const { activityId } = this;
    return callOrRecall('activities.view', { activityId }, `activity:${activityId}`);
  },

  slot(id: string): SlotOffer | undefined {
    return this.activity?.slots.find((slot) => slot.id === id);
  },
  onSlot(event: SlotEvent) {
    this.choose(event.detail.id);
  },
  onTurn(event: Tap<{ id: string }>) {
    this.choose(event.currentTarget.dataset.id);
  },
  choose(id: string) {
    this.setData({ chosenId: id, button: mainButton(this.slot(id), cloudNow(), this.offeredId) });
  },

  onAct() {
    const slot = this.slot(this.data.chosenId);
    if (!slot || this.data.busy !== '') return;
    switch (this.data.button?.action) {
      case 'take':
        return this.begin(slot, false);
      case 'wait':
        return this.begin(slot, true);
      case 'takeOver':
        return void this.takeOver(slot, this.offeredId);
      case 'confirm':
        return void this.answer(slot);
      case 'checkIn':
      case 'checkOut':
        return void openScanner(slot.id);
      case 'mine':
        return slot.mine ? go(routes.signed(this.activityId, slot.mine.signupId)) : undefined;
      case 'register':
        return go(routes.register());
      case 'profile':
        return go(routes.profile());
      case 'none':
      case undefined:
        return undefined;
    }
  },
  /** A shift is taken with one tap; where there is something to choose or to know, it is shown first. */
  begin(slot: SlotOffer, wait: boolean) {
    const choice = choiceFor(slot, '');
    if (slot.partyAtMost > 1) void this.askPeople(slot);
    if (slot.partyAtMost > 1 || slot.home || choice.told.length > 0) return this.decide(choice);
    this.choice = choice;
    void this.want(wishFor({ slotId: slot.id, revision: slot.revision, wait }));
  },

  decide(choice: Choice) {
    this.choice = choice;
    this.setData({
      deciding: true,
      sheet: sheetModel(choice, this.kept, this.relative, cloudNow(), this.home),
    });
  },
  async onForOthers() {
    const slot = this.slot(this.data.chosenId);
    if (!slot) return;
    const asked = await whileBusy(this, 'people', async () => {
      await this.askPeople(slot);
      return true;
    });
    if (asked) this.decide(choiceFor(slot, this.kept[0]?.id ?? ADDED));
  },
  /** Whom one can sign up; a sheet that is already open shows them as they come. */
  async askPeople(slot: SlotOffer) {
    if (!this.activity) return;
    this.kept = await bookable(this.activity, slot.kind);
    if (this.data.deciding && this.choice) this.decide(this.choice);
  },
  onSheetChange(event: SheetEvent) {
    const { personId, party } = event.detail;
    if (!this.choice) return;
    const same = personId === this.choice.personId;
    this.decide(same ? { ...this.choice, party } : choiceFor(this.choice.slot, personId, party));
  },
  onSheetSubmit() {
    if (!this.choice) return;
    const { fault } = visitIn(this.choice.slot, this.home);
    this.setData({ homeFault: fault });
    if (fault) return;
    if (this.choice.personId === ADDED) void this.addRelative();
    else void this.want(this.wished(this.choice));
  },
  wished(choice: Choice): Wish {
    return { ...wishOf(choice), ...defined({ visit: visitIn(choice.slot, this.home).visit }) };
  },
  onHome(event: Told<Partial<HomeTyped> & { timeId?: string }>) {
    if (!this.choice) return;
    const { timeId = this.home.timeId, ...typed } = event.detail;
    this.home = { timeId, home: { ...this.home.home, ...typed } };
    typedHome.keep(typed);
    this.setData({ homeFault: '' });
    this.decide(this.choice);
  },
  onSheetClose() {
    this.setData({ deciding: false });
  },
  onRelative(event: Told<Partial<RelativeTyped>>) {
    if (!this.choice) return;
    this.relative = { ...this.relative, ...event.detail };
    typedRelative.keep(event.detail);
    this.setData({ fault: '' });
    this.decide(this.choice);
  },
  /** Whoever books for somebody for the first time says who that is, and no more. */
  async addRelative() {
    const { relative } = this;
    const fault = relativeFault(relative);
    if (fault) return this.setData({ fault });
    if (session()?.introduced === false) return this.setData({ introducing: true, deciding: false });
    await send(this, 'people.add', relative, {
      name: 'take',
      failed: ({ code, details }) => {
        this.setData({ fault: wordsFor(code, details) });
        return '';
      },
      then: ({ personId }) =>
        this.addedRelative({ id: personId, name: relative.name, note: relative.relation }),
    });
  },
  addedRelative(person: Bookable) {
    if (!this.choice) return;
    this.kept = [...this.kept, person];
    this.relative = nobodyTyped;
    typedRelative.drop();
    this.choice = { ...this.choice, personId: person.id };
    this.decide(this.choice);
    return this.want(this.wished(this.choice));
  },

  async want(wish: Wish) {
    this.wish = wish;
    if (session()?.introduced === false) return this.setData({ introducing: true, deciding: false });
    const result = await whileBusy(this, 'take', () => takePlace(wish));
    if (!result) return;
    if (!result.ok) return this.refused(wish, result);
    this.wish = null;
    if (wish.visit) rememberHome(wish.visit);
    this.setData({ deciding: false });
    const { signupId, ahead } = result.data;
    go(routes.signed(this.activityId, signupId, ahead));
  },

  async refused(wish: Wish, failure: Failure) {
    const { code, details } = failure;
    if (code === 'INTRODUCTION_NEEDED') return this.setData({ introducing: true, deciding: false });
    if (!isAnswer(failure)) return this.tryAgain(wish, wordsFor(code));
    const told = this.choice && toldOf(this.choice, failure);
    if (told) return this.decide(told);
    this.setData({ deciding: false });
    await this.load();
    const own = wish.personId === '';
    if (code === 'REGISTRATION_NEEDED' && own) return this.register(wordsFor(code, details));
    if (code === 'SKILLS_NEEDED' && own) return this.addSkill(wordsFor(code, details));
    if (code !== 'SLOT_FULL') return tell(wordsFor(code, details));
    const left = Number(details['left'] ?? 0);
    const [title, question] =
      left > 0
        ? [`只剩 ${left} 个名额`, `你们 ${wish.party} 个人要一起排队候补吗？空出来就轮到你们。`]
        : ['名额刚刚满了', '要排队候补吗？有人退出就轮到您。'];
    if (await confirm(title, question, '排队候补')) await this.want(wishFor({ ...wish, wait: true }));
  },
  async tryAgain(wish: Wish, words: string) {
    if (await confirm('还没有报上', words, '再试一次')) await this.want(wish);
  },
  async register(words: string) {
    if (await confirm('要先登记', words, '去登记')) go(routes.register());
  },
  async addSkill(words: string) {
    if (await confirm('要会才能报名', words, '去填特长')) go(routes.profile());
  },

  onIntroduced() {
    this.setData({ introducing: false });
    if (this.choice?.personId === ADDED) this.decide(this.choice);
    else if (this.wish) void this.want(this.wish);
  },
  onIntroduceClosed() {
    this.wish = null;
    this.setData({ introducing: false });
  },

  async answer({ mine }: SlotOffer) {
    if (!mine) return;
    await send(
      this,
      'signups.confirm',
      { signupId: mine.signupId, revision: mine.revision },
      {
        done: '已经确认，到时见',
        answered: () => this.load(),
      },
    );
  },

  async onCancel(event: SlotEvent) {
    const mine = this.slot(event.detail.id)?.mine;
    if (!mine) return;
    const yes = mine.state === 'waiting' ? '不排了' : `取消${kindWords[mine.kind].take}`;
    const [question, no] = mine.state === 'waiting' ? ['不排了吗？', '接着排'] : ['要取消吗？', '不取消'];
    const sure = await confirm(question, `${mine.title} ${mine.slotName}`, yes, no);
    if (!sure) return;
    await send(
      this,
      'signups.cancel',
      { signupId: mine.signupId },
      {
        done: '已经取消',
        answered: () => this.load(),
      },
    );
  },
  onSignup(event: SignupEvent) {
    go(routes.signed(this.activityId, event.detail.signupId));
  },

  /** A teammate's place. */
  onOffer(event: SignupEvent) {
    const { signupId } = event.detail;
    const slot = this.activity?.slots.find(({ offers }) => offers.some((o) => o.signupId === signupId));
    if (slot && this.data.busy === '') void this.takeOver(slot, signupId);
  },
  async takeOver(slot: SlotOffer, signupId: string) {
    if (session()?.introduced === false) return this.setData({ introducing: true });
    let choice = choiceFor(slot, '');
    for (;;) {
      const notes = choice.told.map(({ words }) => words);
      const question = [...notes, '名额转到您名下，队友就不用来了。'].join('\n');
      if (!(await confirm('接替队友？', question, notes.length > 0 ? '仍然接替' : '我来接替'))) return;
      const despite = choice.told.map(({ code }) => code);
      const result = await whileBusy(this, 'take', () => takeOver(signupId, slot.revision, despite));
      if (!result) return;
      if (result.ok) return go(routes.signed(this.activityId, result.data.signupId));
      const told = toldOf(choice, result);
      if (!told) {
        tell(result.code === 'NOT_FOUND' ? NOT_OFFERED : wordsFor(result.code, result.details));
        return void this.load();
      }
      choice = told;
    }
  },

  onCall() {
    if (this.activity) callPhone(this.activity.contactPhone);
  },
  onLead() {
    if (this.activity) leadTo(this.activity.venue);
  },
  onStation() {
    const stationId = this.activity?.venue.stationId;
    if (stationId) go(routes.station(stationId));
  },
  onTeam() {
    if (this.activity) go(routes.team(this.activity.teamId));
  },
  onVisits() {
    go(routes.visits(this.activityId));
  },
  onDesk() {
    if (this.data.chosenId) go(routes.desk(this.data.chosenId));
  },
});
