import { loading, loadingData, loadInto, type Answer } from '../../../kit/loading';
import { sendingData, whileBusy } from '../../../kit/sending';
import { makeCode, parsePersonalCode } from '../../../domain/attendance/code';
import type { Move } from '../../../domain/attendance/stays';
import type { DeskPerson, DeskView } from '../../../domain/attendance/views';
import { isAnswer } from '../../../services/cloud';
import { cloudNow, phoneNow } from '../../../services/clock';
import { onOutbox, waitingFor, withdraw, type Outgoing } from '../../../services/outbox';
import { callPhone, choose, confirm, nudge, tell } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { scanOnce } from '../../../services/scan';
import { brightScreen } from '../../../services/screen';
import { noteAndSay } from './actions';
import { choicesFor, deskWords, moveWords, reasonsFor, scanMove } from './choices';
import { dropDesk, keepDesk, keptDesk, sweepDesks } from './kept';
import { deskModel, remaining, type DeskModel } from './model';
import { naming, namingData } from './naming';
import { DeskNews } from './news';
import { withWaiting } from './waiting';
import type { Input } from '../../../domain/contract';

const TICK_MS = 500;
/** A tick that comes so much later or earlier than it should: the phone's clock has been set anew. */
const JUMP_MS = 5000;
/** Of the screen's width: large enough to be scanned from three steps away. */
const CODE_SHARE = 0.72;

const screen = brightScreen();
const news = new DeskNews();

/** About whom, and what, the reason sheet asks. */
interface Asking {
  readonly personId: string;
  readonly move: Move;
  readonly title: string;
  readonly reasons: readonly string[];
}

type Tapped = Tap<{ id: string }>;

Page({
  ...loading,
  ...naming,
  data: {
    model: null as DeskModel | null,
    slotId: '',
    code: '',
    size: 270,
    seconds: 0,
    percent: 0,
    ...loadingData,
    ...sendingData,
    ...namingData,
    asking: null as Asking | null,
  },
  slotId: '',
  /** As the cloud last said; with what waits laid over it. Never drawn themselves: the key is in there. */
  view: null as DeskView | null,
  people: [] as readonly DeskPerson[],
  shown: false,
  ticking: 0,
  lastTick: 0,
  /** The phone's clock has jumped: no code is shown until the cloud has said what time it is, or cannot. */
  doubtful: false,
  refreshing: 0,
  lastAnswer: 0,
  stop: () => undefined as void,

  onLoad({ slotId = '' }: PageQuery<'slotId'>) {
    sweepDesks(cloudNow());
    this.setData({ size: Math.round(wx.getWindowInfo().windowWidth * CODE_SHARE) });
    this.open(slotId);
    this.stop = onOutbox(() => this.draw());
  },

  onShow() {
    this.shown = true;
    void screen.brighten();
    void this.load();
    this.lastTick = phoneNow();
    this.ticking = setInterval(() => this.onTick(), TICK_MS);
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
    this.stop();
  },

  /** Out of sight no code is drawn, nothing is asked, and the screen is as its owner likes it. */
  rest() {
    this.shown = false;
    clearInterval(this.ticking);
    clearTimeout(this.refreshing);
    screen.dim();
  },

  /** What the phone has kept of this slot is there at once; the cloud's answer follows. */
  open(slotId: string) {
    this.slotId = slotId;
    const kept = keptDesk(slotId);
    this.view = kept?.desk.view ?? null;
    this.known = kept?.desk.nameable ?? null;
    this.lastAnswer = kept?.at ?? 0;
    news.forget();
    const state = kept ? 'ready' : 'loading';
    this.setData({ slotId, model: null, code: '', state, stale: null, failure: '' });
    this.draw();
  },

  async load() {
    clearTimeout(this.refreshing);
    const { slotId } = this;
    const show = (view: DeskView, stale: unknown) => {
      this.view = view;
      if (!stale) {
        this.lastAnswer = cloudNow();
        this.keep();
      }
      this.draw();
      return {};
    };
    await loadInto(this, this.ask(slotId), show, deskWords);
    // Meanwhile the page may have gone, or another slot been chosen.
    if (!this.shown || slotId !== this.slotId) return;
    this.refreshing = setTimeout(() => void this.load(), news.pause());
  },

  /** Whatever keeps the cloud from answering: what was known of the desk stands, and its code turns. */
  async ask(slotId: string): Promise<Answer<DeskView>> {
    const result = await news.ask(slotId, this.view);
    if (slotId !== this.slotId) return result;
    this.doubtful = false;
    if (result.ok) await this.knowCandidates();
    if (result.ok) return result;
    const { view, lastAnswer } = this;
    if (isAnswer(result)) this.lose(slotId);
    else if (view) return { ok: true, data: view, stale: { since: lastAnswer, code: result.code } };
    return result;
  },

  /** The cloud has said that it is not theirs to see. */
  lose(slotId: string) {
    this.view = null;
    dropDesk(slotId);
    this.setData({ model: null, code: '' });
  },

  keep() {
    if (this.view) keepDesk({ view: this.view, nameable: this.known }, cloudNow());
  },

  draw() {
    if (!this.view) return;
    const now = cloudNow();
    const { view, pending } = withWaiting(
      this.view,
      waitingFor(this.slotId),
      (id) => this.candidateName(id),
      now - phoneNow(),
    );
    this.people = view.people;
    this.setData({ model: deskModel({ ...view, now }, pending) });
    this.tick();
  },

  onTick() {
    const jumped = Math.abs(phoneNow() - this.lastTick) > JUMP_MS;
    this.lastTick = phoneNow();
    if (!jumped) return this.tick();
    this.doubtful = true;
    this.setData({ code: '' });
    void this.load();
  },

  /** The code follows the cloud's clock, so that a phone whose own clock is wrong shows good codes too. */
  tick() {
    if (!this.view || this.doubtful) return;
    const now = cloudNow();
    const code = makeCode(this.view.key, this.slotId, now);
    const { seconds, percent } = remaining(now);
    this.setData({ seconds, percent, ...(code !== this.data.code && { code }) });
  },

  onChooseSlot(event: Tapped) {
    const { id } = event.currentTarget.dataset;
    if (id === this.slotId) return;
    this.open(id);
    void this.load();
  },

  onCall(event: Tap<{ phone: string }>) {
    callPhone(event.currentTarget.dataset.phone);
  },

  onConfirm() {
    go(routes.confirm(this.slotId));
  },

  onPoster() {
    go(routes.poster(this.slotId));
  },

  /** Somebody shows their own code instead of scanning. */
  async onScanPerson() {
    const scanned = await scanOnce();
    if (!scanned) return;
    const scannedAt = phoneNow();
    const code = parsePersonalCode(scanned.text);
    if (!code) return tell(deskWords('CODE_INVALID', {}));
    nudge();
    const person = this.people.find(({ accountId }) => accountId === code.accountId);
    const { move, ask } = scanMove(person);
    if (ask && !(await confirm(ask, '', moveWords[move]))) return;
    await this.record({ slotId: this.slotId, code: scanned.text, move }, move, person?.name ?? '', scannedAt);
  },

  onNamed(event: Told<{ id: string }>) {
    this.setData({ naming: false });
    this.askWhy(event.detail.id, 'in');
  },

  /** What can be done about one person, in WeChat's own sheet. */
  async onMore(event: Tapped) {
    const person = this.people.find(({ accountId }) => accountId === event.currentTarget.dataset.id);
    const choices = person ? choicesFor(person, this.data.model?.over ?? false) : [];
    if (!person || choices.length === 0) return;
    const choice = choices[(await choose(choices.map(({ label }) => label))) ?? -1];
    if (!choice) return;
    if (choice.act === 'undo') await this.undo(person, choice.label);
    else this.askWhy(person.accountId, choice.act);
  },

  askWhy(personId: string, move: Move) {
    const title = `${moveWords[move]}：${this.nameOf(personId)}`;
    this.setData({ asking: { personId, move, title, reasons: reasonsFor[move] } });
  },

  nameOf(personId: string): string {
    const listed = this.people.find(({ accountId }) => accountId === personId)?.name;
    return listed ?? this.candidateName(personId);
  },

  async onReason(event: Told<{ reason: string }>) {
    const { asking } = this.data;
    if (!asking) return;
    const { personId, move } = asking;
    const input = { slotId: this.slotId, personId, move, reason: event.detail.reason };
    const record = () => this.record(input, move, this.nameOf(personId), phoneNow());
    const done = await whileBusy(this, 'record', record);
    if (done !== null) this.setData({ asking: null });
  },

  onReasonClosed() {
    this.setData({ asking: null });
  },

  record(input: Input<'attendance.record'>, move: Move, name: string, seenAt: number) {
    return this.send('attendance.record', input, `${moveWords[move]} ${name}`.trim(), seenAt);
  },

  /** What was never sent is simply taken back; anything else is undone in the cloud. */
  async undo(person: DeskPerson, label: string) {
    if (!(await confirm(`${label}：${person.name}`, '撤销以后还可以再登记', '撤销'))) return;
    if (person.undo.every((nonce) => withdraw(nonce))) return this.draw();
    const input = { slotId: this.slotId, personId: person.accountId, marks: [...person.undo] };
    await this.send('attendance.undo', input, `${label} ${person.name}`, phoneNow());
  },

  /** `seenAt`: by the phone's own clock; of a scan, before any question about it. */
  async send<A extends Outgoing>(action: A, input: Input<A>, what: string, seenAt: number) {
    const about = { slotId: this.slotId, what, title: this.data.model?.title ?? '' };
    const end = await noteAndSay(action, input, about, seenAt);
    if (end === 'taken') await this.load();
    if (end === 'refused') this.draw();
  },
});
