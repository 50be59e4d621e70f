import type { Input } from '../../../domain/contract';
import { DAY } from '../../../domain/time';
import type { RequestView } from '../../../domain/requests/views';
import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { callPhone, choose, leadTo, tell } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { go, routes } from '../../../services/routes';
import { openSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';
import { buttonsOf, offers, pageOf, type Acting, type Button, type Kind, type Page as Drawn } from './model';

const actions = {
  asker: 'requests.asAsker',
  goer: 'requests.asGoer',
  team: 'requests.asTeam',
  desk: 'requests.asDesk',
} as const;

type StepAction = (typeof actions)[Acting];

const nothing = {
  part: 'asker' as Acting,
  kind: 'answer' as Kind,
  sheet: '',
  title: '',
  reasons: [] as readonly string[],
  free: false,
};

/** How much longer, in days. */
const LATER = [1, 3, 7] as const;

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    view: null as RequestView | null,
    page: null as Drawn | null,
    main: [] as Button[],
    rest: [] as Button[],
    open: nothing,
    later: LATER.map((days) => ({ id: String(days), name: `晚 ${days} 天` })),
    days: '1',
    endings: [
      { id: 'impossible', name: '办不了' },
      { id: 'notOurs', name: '不归这里管' },
      { id: 'refused', name: '不受理' },
    ],
    ending: 'impossible',
    verdicts: [
      { id: 'agree', name: '不归，另派' },
      { id: 'insist', name: '归，请他们办' },
    ],
    verdict: 'agree',
  },
  requestId: '',

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.requestId = id;
  },
  load() {
    return loadInto(this, this.ask(), (view) => {
      if (view.may.desk) void call('requests.looking', { requestId: view.id });
      return { view, page: pageOf(view, cloudNow()), ...buttonsOf(view), state: 'ready' };
    });
  },
  async ask() {
    await openSession();
    // Where somebody lives is asked for each time, and kept on no phone.
    return call('requests.view', { requestId: this.requestId });
  },

  onStep(event: Tap<{ part: Acting; kind: Kind }>) {
    const { part, kind } = event.currentTarget.dataset;
    const { sheet, title = '', reasons = [], free = false } = offers[part][kind] ?? { sheet: undefined };
    if (sheet === 'double') return void this.chooseDouble();
    if (sheet) return this.setData({ open: { part, kind, sheet, title, reasons, free } });
    void this.make(part, { kind });
  },
  onClose() {
    this.setData({ open: nothing });
  },
  onWords(event: Told<{ reason: string }>) {
    const { part, kind } = this.data.open;
    const { reason: words } = event.detail;
    if (kind === 'extend') return void this.make(part, { kind, words, until: this.laterBy() });
    if (kind === 'refuse') return void this.make(part, { kind, words, ending: this.data.ending });
    if (kind === 'judge') return void this.make(part, { kind, words, verdict: this.data.verdict });
    void this.make(part, { kind, words });
  },
  laterBy(): number {
    const { view, days } = this.data;
    return Math.max(view?.due ?? 0, cloudNow()) + Number(days) * DAY;
  },
  onTeam(event: Told<{ teamId: string }>) {
    void this.make('desk', { kind: 'dispatch', teamId: event.detail.teamId });
  },
  onGoing(event: Told<{ going: readonly string[] }>) {
    void this.make('team', { kind: this.data.open.kind, going: event.detail.going });
  },
  onDays(event: Told<{ value: string }>) {
    this.setData({ days: event.detail.value });
  },
  onEnding(event: Told<{ value: string }>) {
    this.setData({ ending: event.detail.value });
  },
  onVerdict(event: Told<{ value: string }>) {
    this.setData({ verdict: event.detail.value });
  },

  /** Of those that wait at the desks, too, which one it is the same as. */
  async chooseDouble() {
    const found = await call('requests.desk', { scope: 'out' });
    if (!found.ok) return tell(wordsFor(found.code, found.details));
    const others = found.data.requests.filter(
      ({ id, category }) => id !== this.requestId && category === this.data.view?.category,
    );
    if (others.length === 0) return tell('没有别的同类求助');
    const shown = others.slice(0, SHEET_HOLDS);
    const chosen = await choose(shown.map(({ title, stationName }) => `${title}（${stationName}）`));
    const other = chosen === null ? undefined : shown[chosen];
    if (other) await this.make('desk', { kind: 'merge', withId: other.id });
  },

  async make(part: Acting, step: { readonly kind: Kind } & Readonly<Record<string, unknown>>) {
    if (step.kind === 'claim' || step.kind === 'accept') await askReminders(['request']);
    // The sheets give each step what it takes; what is missing after all the cloud refuses.
    const input = { requestId: this.requestId, step } as unknown as Input<StepAction>;
    await send<StepAction>(this, actions[part], input, {
      name: `${part}-${step.kind}`,
      answered: () => {
        this.onClose();
        return this.load();
      },
    });
  },

  onCall() {
    const phone = this.data.view?.contact?.phone;
    if (phone) callPhone(phone);
  },
  onLead() {
    const { view, page } = this.data;
    if (!view?.contact) return;
    leadTo({ name: page?.row.title ?? '', address: view.contact.address, place: view.place });
  },
  onCallTeam() {
    const phone = this.data.view?.team?.phone;
    if (phone) callPhone(phone);
  },
  onOther() {
    const other = this.data.view?.mergedInto;
    if (other) go(routes.request(other));
  },
});

/** WeChat's own sheet has six lines. */
const SHEET_HOLDS = 6;
