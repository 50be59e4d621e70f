import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData, type Afterwards } from '../../../kit/sending';
import type { TeamForm } from '../../../domain/teams/views';
import type { Choice } from '../../../domain/settings';
import { call, type Result } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { routes } from '../../../services/routes';
import { openSession, reopenSession, session } from '../../../services/session';
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
type Delivered = { readonly teamId: string; readonly state: string };
const none: Faults = {};

/** A new team, a 分队, a refused one mended, new words for one that stands, or one that staff register: the same form. */
Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
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
    told: false,
    done: null as Done | null,
  },
  purpose: purposeOf({}),
  typed: draftOf<Draft>('team'),

  onLoad(query: Query) {
    this.purpose = purposeOf(query);
    this.typed = draftOf('team', Object.values(this.purpose).join(' '));
    const { title, send } = titles[this.purpose.kind];
    void wx.setNavigationBarTitle({ title });
    this.setData({ kind: this.purpose.kind, send });
  },

  load() {
    return loadInto(this, this.ask(), (team) => ({
      categories: session()?.choices.teamCategories ?? [],
      draft: this.typed.over(team ? draftFrom(team) : emptyDraft),
      reason: team?.reason ?? '',
    }));
  },
  /** What there is already; null where the form begins empty. */
  async ask(): Promise<Result<(TeamForm & { readonly reason: string }) | null>> {
    const opened = await openSession();
    if (!opened.ok && !session()) return opened;
    const { purpose } = this;
    if (purpose.kind === 'edit') return call('teams.view', { teamId: purpose.teamId });
    if (purpose.kind !== 'mend') return { ok: true, data: null };
    const result = await call('teams.mine', {});
    if (!result.ok) return result;
    const found = result.data.pending.find(({ teamId }) => teamId === purpose.teamId);
    return found ? { ok: true, data: found } : { ok: false, code: 'NOT_FOUND', details: {} };
  },

  change(part: Partial<Draft>) {
    const draft = { ...this.data.draft, ...part };
    const faults = this.data.tried ? faultsOf(draft, this.data.categories, this.purpose) : none;
    this.setData({ draft, faults });
    this.typed.keep(part);
  },
  onText(event: Told<{ value: string }, { field: string }>) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value });
  },
  onCategory(event: Tap<{ id: string }>) {
    this.change({ category: event.currentTarget.dataset.id });
  },
  onPickStation() {
    this.setData({ picking: true });
  },
  onClosePicker() {
    this.setData({ picking: false });
  },
  onStation(event: Told<{ stationId: string; name: string }>) {
    this.change({ station: { id: event.detail.stationId, name: event.detail.name } });
    this.setData({ picking: false });
  },

  async onSubmit() {
    const { draft, categories } = this.data;
    const faults = faultsOf(draft, categories, this.purpose);
    this.setData({ tried: true, faults });
    const wrong = Object.keys(faults).length;
    if (wrong > 0) {
      tell(`还有 ${wrong} 处要填好`);
      wx.pageScrollTo({ selector: '.fault', offsetTop: -150, fail: () => undefined });
      return;
    }
    await this.deliver(draft);
  },
  async deliver(draft: Draft) {
    const { purpose } = this;
    const after: Afterwards<Delivered> = {
      failed: ({ code, details }) =>
        code === 'NOT_FOUND' && purpose.kind === 'register'
          ? '编号和姓名对不上，请和队长核对'
          : wordsFor(code, details),
      then: (team) => this.delivered(team, draft.name.trim()),
    };
    if (purpose.kind === 'edit') await send(this, 'teams.edit', editInput(draft, purpose.teamId), after);
    else if (purpose.kind === 'register') await send(this, 'teams.register', registerInput(draft), after);
    else await send(this, 'teams.found', foundInput(draft, purpose), after);
  },
  async delivered({ teamId, state }: Delivered, name: string) {
    this.typed.drop();
    const waits = state === 'submitted';
    this.setData({ done: { teamId, waits, name, ...doneWords(this.purpose.kind, waits) } });
    if (state === 'active') await reopenSession();
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
