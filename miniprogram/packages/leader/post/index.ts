import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { sendingData, whileBusy } from '../../../kit/sending';
import type { SlotKind } from '../../../domain/activities/schemas';
import type { ActivityForm } from '../../../domain/activities/views';
import type { ActivityRow } from '../../../services/cards';
import { cloudNow } from '../../../services/clock';
import { isAnswer, newNonce, type Failure } from '../../../services/cloud';
import { confirm, tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { routes } from '../../../services/routes';
import { session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { isTextField, newSlot, type Draft, type DraftSlot, type DraftVenue } from './draft';
import { askedAgain, askForm, keep, openWords, send, type Done, type Opened, type Wanted } from './actions';
import { faultsOf, noFaults, refusedField, slotRowsOf, type Faults, type SlotRow } from './faults';
import { choicesOf, formModel } from './model';
import { forget, leaveNext, openDraft, saveDraft } from './storage';
import { homeStation, ownPlace } from './venue';

type OfSlot<E> = E & Told<{ slot: DraftSlot }, { index: number }>;

const titles: Record<Draft['task'], string> = { new: '发起活动', draft: '接着填', change: '改活动' };

const firstTeam: Wanted = { teamId: '', activityId: '', from: '' };

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    ...choicesOf(null, 0),
    draft: null as Draft | null,
    preview: null as ActivityRow | null,
    /** Why a reviewer sent it back. */
    refuseReason: '',
    faults: noFaults,
    slotRows: [] as SlotRow[],
    /** It was tried to send. */
    tried: false,
    picking: false,
    choosing: false,
    full: false,
    /** Will be told of the verdict by a message. */
    told: false,
    done: null as Done | null,
  },
  wanted: firstTeam,
  /** As it was when it was opened. */
  opened: null as ActivityForm | null,

  onLoad({ teamId = '', activityId = '', from = '' }: PageQuery<'teamId' | 'activityId' | 'from'>) {
    this.wanted = { teamId, activityId, from };
  },

  async load() {
    const show = ({ draft, activity }: Opened) => {
      if (!draft) return { state: 'empty' as const };
      this.opened = activity;
      if (activity) void wx.setNavigationBarTitle({ title: titles[draft.task] });
      const refuseReason = activity?.refuseReason ?? '';
      return { refuseReason, ...choicesOf(session(), cloudNow()), ...this.drawn(draft) };
    };
    await loadInto(this, askForm(this.wanted), show, openWords);
    await this.fillVenue();
  },

  /** A new form begins at the team's own station. */
  async fillVenue() {
    const { draft } = this.data;
    const team = this.data.teams.find(({ id }) => id === draft?.teamId);
    if (draft?.task !== 'new' || draft.venue !== null || !team) return;
    const venue = await homeStation(team.stationId);
    // Something else may have been chosen, or another team, while the station was looked up.
    const now = this.data.draft;
    if (venue && now?.teamId === team.id && now.venue === null) this.change({ venue });
  },

  onTeam(event: Told<{ value: string }>) {
    const team = this.data.teams.find(({ id }) => id === event.detail.value);
    if (!team) return;
    this.setData({ tried: false });
    this.show(openDraft(team.id, cloudNow()));
    void this.fillVenue();
  },

  onEarlier() {
    this.setData({ choosing: true });
  },

  onCloseEarlier() {
    this.setData({ choosing: false });
  },

  onPickEarlier(event: Told<{ activityId: string }>) {
    this.setData({ choosing: false });
    this.wanted = { teamId: '', activityId: '', from: event.detail.activityId };
    void this.load();
  },

  show(draft: Draft) {
    this.setData(this.drawn(draft));
  },

  drawn(draft: Draft) {
    const team = session()?.teams.find(({ id }) => id === draft.teamId);
    return formModel(draft, team?.name ?? '', this.data.tried, this.data.categories, cloudNow());
  },

  showFaults(faults: Faults, draft: Draft) {
    this.setData({ faults, slotRows: slotRowsOf(draft.slots, faults) });
  },

  change(part: Partial<Draft>) {
    if (!this.data.draft) return;
    const draft = { ...this.data.draft, ...part };
    this.show(draft);
    saveDraft(draft);
  },

  onText(event: Told<{ value: string }, { field: string }>) {
    const { field } = event.currentTarget.dataset;
    if (isTextField(field)) this.change({ [field]: event.detail.value });
  },

  onCategory(event: Tap<{ id: string }>) {
    this.change({ category: event.currentTarget.dataset.id });
  },

  onTerms(event: Told<{ part: Partial<Draft> }>) {
    this.change(event.detail.part);
  },

  onTimes(event: Told<{ value: number }>) {
    this.change({ repeat: event.detail.value });
  },

  onDangerous() {
    const { draft } = this.data;
    if (draft?.task === 'change') return tell('发布以后不能改这一项');
    this.change({ dangerous: draft?.dangerous !== true });
  },

  onPickStation() {
    this.setData({ picking: true });
  },

  onClosePicker() {
    this.setData({ picking: false });
  },

  onStation(
    event: WechatMiniprogram.CustomEvent<Pick<DraftVenue, 'name' | 'place'> & { stationId: string }>,
  ) {
    const { stationId, name, place } = event.detail;
    this.change({ venue: { stationId, name, place, address: '' } });
    this.setData({ picking: false });
  },

  async onOwnPlace() {
    const venue = await ownPlace();
    if (venue) this.change({ venue });
  },

  onVenueText(event: Told<{ value: string }, { field: 'name' | 'address' }>) {
    const { draft } = this.data;
    if (!draft?.venue) return;
    this.change({ venue: { ...draft.venue, [event.currentTarget.dataset.field]: event.detail.value } });
  },

  onAddSlot(event: Tap<{ kind: SlotKind }>) {
    const slots = this.data.draft?.slots ?? [];
    const slot = newSlot(event.currentTarget.dataset.kind, slots[slots.length - 1], cloudNow());
    this.change({ slots: [...slots, slot] });
  },

  onSlot(event: OfSlot<object>) {
    const { index } = event.currentTarget.dataset;
    const slots = this.data.draft?.slots ?? [];
    this.change({ slots: slots.map((slot, i) => (i === index ? event.detail.slot : slot)) });
  },

  onRemoveSlot(event: OfSlot<object>) {
    const { index } = event.currentTarget.dataset;
    this.change({ slots: (this.data.draft?.slots ?? []).filter((_, i) => i !== index) });
  },

  async onKeep() {
    const { draft } = this.data;
    if (!draft) return;
    const kept = await whileBusy(this, 'keep', () => this.keep(draft));
    if (kept) tell('已存为草稿，在“我发起的活动”里');
  },

  /** From then on the form is that draft; null when it could not be kept. */
  async keep(draft: Draft): Promise<Draft | null> {
    const result = await keep(draft);
    if (!result.ok) {
      this.refused(draft, result);
      return null;
    }
    if (draft.activityId === '') leaveNext(draft, cloudNow());
    saveDraft(result.data);
    this.show(result.data);
    return result.data;
  },

  async onSubmit() {
    const { draft, busy, categories } = this.data;
    if (!draft || busy !== '') return;
    const faults = faultsOf(draft, categories, cloudNow());
    const wrong = Object.keys(faults).length;
    this.setData({ tried: true });
    this.showFaults(faults, draft);
    if (wrong > 0) {
      tell(`还有 ${wrong} 处要填好`);
      wx.pageScrollTo({ selector: '.fault', offsetTop: -150, fail: () => undefined });
      return;
    }
    const asked = draft.task === 'change' && this.opened ? askedAgain(this.opened, draft) : 0;
    const warning = `时间或地点改了，已经报名的 ${asked} 人会收到消息，要重新确认来不来。`;
    if (asked > 0 && !(await confirm('要改吗？', warning, '改', '不改'))) return;
    await whileBusy(this, 'submit', () => this.send(draft));
  },

  async send(typed: Draft) {
    const taken = typed.sent ? await this.keep(typed) : typed;
    if (taken) await this.sendOff(taken);
  },

  async sendOff(draft: Draft) {
    const result = await send(draft);
    if (!result.ok) return this.refused(draft, result);
    this.setData({ done: result.data, tried: false });
    if (draft.activityId === '') leaveNext(draft, cloudNow());
    else forget(draft);
  },

  refused(draft: Draft, failure: Failure) {
    const { code, details } = failure;
    // Somebody else of the team has changed it: only what they made of it can be changed further.
    if (code === 'CHANGED') {
      tell('别的队长刚改过，请看看再改');
      forget(draft);
      this.wanted = { teamId: draft.teamId, activityId: draft.activityId, from: '' };
      void this.load();
      return;
    }
    tell(wordsFor(code, details));
    if (!isAnswer(failure)) return;
    this.change({ nonce: newNonce() });
    this.showFaults(refusedField(code, details) ?? {}, draft);
  },

  async onTellMe() {
    this.setData({ told: await askReminders(['reviewed']) });
  },

  onOpenActivity() {
    if (this.data.done) void wx.redirectTo({ url: routes.activity(this.data.done.activityId) });
  },

  onMine() {
    const pages = getCurrentPages();
    const before = pages[pages.length - 2]?.route;
    if (before === 'packages/leader/activities/index') void wx.navigateBack();
    else void wx.redirectTo({ url: routes.led() });
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { done } = this.data;
    if (!done) return { title: '文明实践活动' };
    return { title: done.title, path: routes.activity(done.activityId) };
  },
});
