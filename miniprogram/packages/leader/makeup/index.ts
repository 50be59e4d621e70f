import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { appended } from '../../../services/list';
import { goBack } from '../../../services/routes';
import { searching } from '../../../services/searching';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { span } from '../../../services/format';
import {
  emptyWords,
  missingOf,
  personChoices,
  shiftChoices,
  stateOf,
  type PersonChoice,
  type ShiftChoice,
} from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** More people than a screen shows. */
const A_SCREEN = 12;

/** How long it stands before the page goes back. */
const SEEN_MS = 1200;

/** Hours of somebody who was there and was not scanned: shift, person, minutes, why; a second person agrees. */
Page({
  ...searching,
  data: {
    /** 'shift' | 'person' | 'form' */
    step: 'shift',
    state: 'loading',
    failure: '',
    shifts: [] as ShiftChoice[],
    people: [] as PersonChoice[],
    /** Where the next page of the team begins; null after the last. */
    next: null as string | null,
    typed: '',
    /** What people are looked for by. */
    text: '',
    searchable: false,
    empty: '',
    title: '',
    when: '',
    slotId: '',
    accountId: '',
    name: '',
    minutes: 0,
    shiftMinutes: 0,
    reason: '',
    reasons: ['忘了签到，全程都在', '手机没电', '没有手机', '按纸质签到表'],
    missing: '',
    sending: false,
  },
  settles: '',
  wanted: '',
  /** A later search takes over from an earlier one. */
  version: 0,
  sendOnce: sendingOnce(),

  onLoad({
    slotId = '',
    accountId = '',
    settles = '',
  }: {
    slotId?: string;
    accountId?: string;
    settles?: string;
  }) {
    this.settles = settles;
    this.wanted = accountId;
    if (slotId === '') void this.loadShifts();
    else if (accountId === '') void this.loadPeople(slotId);
    else void this.loadWanted(slotId, accountId);
  },

  fail(code: Parameters<typeof wordsFor>[0], details: Parameters<typeof wordsFor>[1]) {
    this.setData({ state: 'failed', failure: wordsFor(code, details) });
  },

  async loadShifts() {
    this.setData({ step: 'shift', state: 'loading' });
    const result = await call('activities.led', {});
    if (!result.ok) {
      this.fail(result.code, result.details);
      return;
    }
    const shifts = shiftChoices(result.data.activities, cloudNow());
    this.setData({ shifts, state: shifts.length > 0 ? 'ready' : 'empty' });
  },

  async loadPeople(slotId: string) {
    const { text } = this.data;
    await this.show({ slotId, ...(text && { text }) });
  },

  /** Whom a question is about, whichever page of the team they stand on. */
  async loadWanted(slotId: string, accountId: string) {
    await this.show({ slotId, accountId });
    const [wanted] = this.data.people;
    if (wanted) this.choose(wanted);
    // Has been seen to meanwhile.
    else if (this.data.state === 'empty') await this.loadPeople(slotId);
  },

  async show(asked: { slotId: string; text?: string; accountId?: string }) {
    const version = ++this.version;
    this.setData({ step: 'person', state: 'loading', slotId: asked.slotId, next: null });
    const result = await call('hours.candidates', asked);
    if (version !== this.version) return;
    if (!result.ok) {
      this.fail(result.code, result.details);
      return;
    }
    const { title, slot, shiftMinutes, next } = result.data;
    const people = personChoices(result.data);
    const when = `${slot.name} · ${span(slot, cloudNow())}`;
    const searchable = next !== null || asked.text !== undefined;
    const state = stateOf(people, next);
    this.setData({
      people,
      title,
      when,
      shiftMinutes,
      next,
      state,
      searchable,
      empty: emptyWords(asked.text),
    });
    await this.fill();
  },

  /** A page of whom nearly all have hours already cannot be scrolled: then the next one is shown, too. */
  async fill() {
    while (this.data.people.length < A_SCREEN && this.data.next !== null)
      if (!(await this.loadMore(this.data.next))) return;
  },

  async loadMore(after: string): Promise<boolean> {
    const { version } = this;
    const { slotId, text } = this.data;
    this.setData({ next: null });
    const result = await call('hours.candidates', { slotId, after, ...(text && { text }) });
    if (version !== this.version) return false;
    if (!result.ok) {
      this.setData({ next: after, state: 'ready' });
      tell(wordsFor(result.code, result.details));
      return false;
    }
    const from = this.data.people.length;
    const more = personChoices(result.data);
    const { next } = result.data;
    const state = from > 0 ? 'ready' : stateOf(more, next);
    this.setData({ ...appended('people', from, more), next, state });
    return true;
  },

  onReachBottom() {
    const { step, next } = this.data;
    if (step === 'person' && next !== null) void this.loadMore(next);
  },

  look(text: string) {
    this.setData({ text });
    void this.loadPeople(this.data.slotId);
  },

  onRetry() {
    const { step, slotId } = this.data;
    if (step === 'shift') void this.loadShifts();
    else if (this.wanted === '') void this.loadPeople(slotId);
    else void this.loadWanted(slotId, this.wanted);
  },

  onShift(event: Tapped) {
    void this.loadPeople(event.currentTarget.dataset.id);
  },

  onPerson(event: Tapped) {
    const person = this.data.people.find(({ accountId }) => accountId === event.currentTarget.dataset.id);
    if (person) this.choose(person);
  },

  choose({ accountId, name }: PersonChoice) {
    this.setData({ step: 'form', accountId, name, minutes: this.data.shiftMinutes, missing: '' });
  },

  onOtherPerson() {
    this.setData({ step: 'person' });
    // Only whom the question is about has been asked for.
    if (this.wanted !== '') void this.loadPeople(this.data.slotId);
    this.wanted = '';
  },

  onMinutes(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
    this.change({ minutes: event.detail.value });
  },

  onChip(event: WechatMiniprogram.TouchEvent<object, object, { reason: string }>) {
    this.change({ reason: event.currentTarget.dataset.reason });
  },

  onReason(event: WechatMiniprogram.Input) {
    this.change({ reason: event.detail.value });
  },

  change(said: { minutes?: number; reason?: string }) {
    this.setData({ ...said, missing: '' });
  },

  async onSend() {
    if (this.data.sending) return;
    const { slotId, accountId, minutes, reason } = this.data;
    const missing = missingOf({ slotId, accountId, minutes, reason });
    this.setData({ missing });
    if (missing !== '') return;
    this.setData({ sending: true });
    const what = { kind: 'MAKE_UP' as const, slotId, accountId, minutes };
    const input = { what, reason: reason.trim(), ...(this.settles === '' ? {} : { settles: this.settles }) };
    const result = await this.sendOnce('hours.file', input);
    this.setData({ sending: false });
    tell(result.ok ? '已提交，等另一个人确认' : wordsFor(result.code, result.details));
    if (result.ok) setTimeout(goBack, SEEN_MS);
  },
});
