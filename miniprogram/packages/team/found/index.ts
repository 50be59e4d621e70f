import type { Choice } from '../../../domain/settings';
import { call, type Failure } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { routes } from '../../../services/routes';
import { openSession, reopenSession, session } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import {
  doneWords,
  draftFrom,
  editInput,
  emptyDraft,
  faultsOf,
  foundInput,
  nextDraft,
  purposeOf,
  registerInput,
  titles,
  type Draft,
  type Faults,
  type Query,
} from './draft';

type Done = { readonly teamId: string; readonly waits: boolean; readonly name: string } & ReturnType<
  typeof doneWords
>;
const none: Faults = {};

/** A new team, a 分队, a refused one mended, new words for one that stands, or one that staff register: the same form. */
Page({
  data: {
    state: 'loading',
    failure: '',
    kind: purposeOf({}).kind,
    send: '',
    /** Why staff sent it back. */
    reason: '',
    draft: emptyDraft,
    categories: [] as readonly Choice[],
    faults: none,
    /** Once it was tried to send, faults go away as they are mended. */
    tried: false,
    picking: false,
    sending: false,
    told: false,
    done: null as Done | null,
  },
  purpose: purposeOf({}),
  sendOnce: sendingOnce(),

  onLoad(query: Query) {
    this.purpose = purposeOf(query);
    const { title, send } = titles[this.purpose.kind];
    void wx.setNavigationBarTitle({ title });
    this.setData({ kind: this.purpose.kind, send });
    void this.open();
  },

  async open() {
    const opened = await openSession();
    const known = session();
    if (!known) return opened.ok ? undefined : this.fail(opened);
    this.setData({ categories: known.choices.teamCategories });
    const failed = await this.fill();
    if (failed) this.fail(failed);
    else this.setData({ state: 'ready' });
  },

  /** What there is already. A failure, when it cannot be had. */
  async fill(): Promise<Failure | null> {
    const { purpose } = this;
    if (purpose.kind === 'edit') {
      const result = await call('teams.view', { teamId: purpose.teamId });
      if (!result.ok) return result;
      this.setData({ draft: draftFrom(result.data), reason: result.data.reason });
    }
    if (purpose.kind === 'mend') {
      const result = await call('teams.mine', {});
      if (!result.ok) return result;
      const found = result.data.pending.find(({ teamId }) => teamId === purpose.teamId);
      if (!found) return { ok: false, code: 'NOT_FOUND', details: {} };
      this.setData({ draft: draftFrom(found), reason: found.reason });
    }
    return null;
  },
  fail({ code, details }: Failure) {
    this.setData({ state: 'failed', failure: wordsFor(code, details) });
  },
  onRetry() {
    this.setData({ state: 'loading' });
    void this.open();
  },

  change(part: Partial<Draft>) {
    const draft = { ...this.data.draft, ...part };
    const faults = this.data.tried ? faultsOf(draft, this.data.categories, this.purpose) : none;
    this.setData({ draft, faults });
  },
  onText(event: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: string }>) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
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
  onStation(event: WechatMiniprogram.CustomEvent<{ stationId: string; name: string }>) {
    this.change({ station: { id: event.detail.stationId, name: event.detail.name } });
    this.setData({ picking: false });
  },

  async onSubmit() {
    const { draft, categories, sending } = this.data;
    if (sending) return;
    const faults = faultsOf(draft, categories, this.purpose);
    this.setData({ tried: true, faults });
    const wrong = Object.keys(faults).length;
    if (wrong > 0) {
      tell(`还有 ${wrong} 处要填好`);
      wx.pageScrollTo({ selector: '.fault', offsetTop: -150, fail: () => undefined });
      return;
    }
    this.setData({ sending: true });
    const result = await this.deliver(draft);
    this.setData({ sending: false });
    if (result.ok) {
      const { teamId, state } = result.data;
      const waits = state === 'submitted';
      this.setData({
        done: { teamId, waits, name: draft.name.trim(), ...doneWords(this.purpose.kind, waits) },
      });
      if (state === 'active') await reopenSession();
      return;
    }
    const unknown = result.code === 'NOT_FOUND' && this.purpose.kind === 'register';
    tell(unknown ? '编号和姓名对不上，请和队长核对' : wordsFor(result.code, result.details));
  },
  deliver(draft: Draft) {
    const { purpose } = this;
    if (purpose.kind === 'edit') return this.sendOnce('teams.edit', editInput(draft, purpose.teamId));
    if (purpose.kind === 'register') return this.sendOnce('teams.register', registerInput(draft));
    return this.sendOnce('teams.found', foundInput(draft, purpose));
  },
  /** Who takes over many teams goes on with the next. */
  onNext() {
    this.setData({ draft: nextDraft(this.data.draft), done: null, tried: false, faults: none });
  },

  async onTellMe() {
    this.setData({ told: await askReminders(['reviewed']) });
  },
  onOpenTeam() {
    if (this.data.done) void wx.redirectTo({ url: routes.team(this.data.done.teamId) });
  },
});
