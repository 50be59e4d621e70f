import type { SlotKind } from '../../../domain/activities/schemas';
import type { Choice } from '../../../domain/settings';
import { dayOf } from '../../../domain/time';
import type { SessionView } from '../../../domain/views';
import type { ActivityRow } from '../../../services/cards';
import { call, isLost, newNonce } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { routes } from '../../../services/routes';
import { openSession, session } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { inputOf, isTextField, newSlot, type Draft, type DraftSlot, type DraftVenue } from './draft';
import { faultsOf, refusedField, slotRowsOf, type Faults, type SlotRow } from './faults';
import { previewRow } from './preview';
import { nextDraft, openDraft, saveDraft } from './storage';
import { homeStation, ownPlace } from './venue';

type Team = SessionView['teams'][number];
type OfSlot<E> = E & WechatMiniprogram.CustomEvent<{ slot: DraftSlot }, object, { index: number }>;

const MOST_SLOTS = 10;

const none: Faults = {};

Page({
  data: {
    state: 'loading',
    failure: '',
    teams: [] as readonly Team[],
    categories: [] as readonly Choice[],
    draft: null as Draft | null,
    preview: null as ActivityRow | null,
    faults: none,
    slotRows: [] as SlotRow[],
    /** Once it was tried to send, faults stand beside the fields and go away as they are mended. */
    tried: false,
    picking: false,
    sending: false,
    today: '',
    full: false,
    /** Will be told of the verdict by a message. */
    told: false,
    done: null as { activityId: string; published: boolean; title: string } | null,
  },
  wanted: '',

  onLoad({ teamId = '' }: { teamId?: string }) {
    this.wanted = teamId;
    void this.open();
  },

  async open() {
    const opened = await openSession();
    const known = session();
    if (!known) {
      const failure = opened.ok ? '' : wordsFor(opened.code, opened.details);
      this.setData({ state: 'failed', failure });
      return;
    }
    const { teams, choices } = known;
    const team = teams.find(({ id }) => id === this.wanted) ?? teams[0];
    this.setData({ teams, categories: choices.activityCategories, today: dayOf(Date.now()) });
    if (team) await this.openFor(team);
    else this.setData({ state: 'empty' });
  },

  async openFor(team: Team) {
    this.setData({ tried: false });
    const draft = openDraft(team.id, Date.now());
    this.show(draft);
    this.setData({ state: 'ready' });
    if (draft.venue !== null) return;
    const venue = await homeStation(team.stationId);
    // Something else may have been chosen, or another team, while the station was looked up.
    const now = this.data.draft;
    if (venue && now?.teamId === team.id && now.venue === null) this.change({ venue });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.open();
  },

  onTeam(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const team = this.data.teams.find(({ id }) => id === event.detail.value);
    if (team) void this.openFor(team);
  },

  show(draft: Draft) {
    const now = Date.now();
    const team = this.data.teams.find(({ id }) => id === draft.teamId);
    this.setData({
      draft,
      preview: previewRow(draft, team?.name ?? '', now),
      full: draft.slots.length >= MOST_SLOTS,
    });
    this.showFaults(this.data.tried ? faultsOf(draft, this.data.categories, now) : {}, draft);
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

  onText(event: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: string }>) {
    const { field } = event.currentTarget.dataset;
    if (isTextField(field)) this.change({ [field]: event.detail.value });
  },

  onCategory(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.change({ category: event.currentTarget.dataset.id });
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

  onVenueText(
    event: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: 'name' | 'address' }>,
  ) {
    const { draft } = this.data;
    if (!draft?.venue) return;
    this.change({ venue: { ...draft.venue, [event.currentTarget.dataset.field]: event.detail.value } });
  },

  onAddSlot(event: WechatMiniprogram.TouchEvent<object, object, { kind: SlotKind }>) {
    const slots = this.data.draft?.slots ?? [];
    const slot = newSlot(event.currentTarget.dataset.kind, slots[slots.length - 1], Date.now());
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

  async onSubmit() {
    const { draft, sending, categories } = this.data;
    if (!draft || sending) return;
    const faults = faultsOf(draft, categories, Date.now());
    const wrong = Object.keys(faults).length;
    this.setData({ tried: true });
    this.showFaults(faults, draft);
    if (wrong > 0) {
      tell(`还有 ${wrong} 处要填好`);
      wx.pageScrollTo({ selector: '.fault', offsetTop: -150, fail: () => undefined });
      return;
    }
    this.setData({ sending: true });
    await this.send(draft);
    this.setData({ sending: false });
  },

  async send(draft: Draft) {
    const result = await call('activities.post', inputOf(draft), { nonce: draft.nonce });
    if (result.ok) {
      const { activityId, state } = result.data;
      this.setData({ done: { activityId, published: state === 'published', title: draft.title.trim() } });
      this.setData({ tried: false });
      this.show(nextDraft(draft, Date.now()));
      return;
    }
    tell(wordsFor(result.code, result.details));
    if (isLost(result)) return;
    this.change({ nonce: newNonce() });
    this.showFaults(refusedField(result.code, result.details) ?? {}, draft);
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
