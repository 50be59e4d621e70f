import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { tell } from '../../../services/phone';
import { goBack } from '../../../services/routes';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { span } from '../../../services/format';
import { missingOf, personChoices, shiftChoices, type PersonChoice, type ShiftChoice } from './model';

type Tapped = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** How long it stands before the page goes back. */
const SEEN_MS = 1200;

/** Hours of somebody who was there and was not scanned: shift, person, minutes, why; a second person agrees. */
Page({
  data: {
    /** 'shift' | 'person' | 'form' */
    step: 'shift',
    state: 'loading',
    failure: '',
    shifts: [] as ShiftChoice[],
    people: [] as PersonChoice[],
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
    else void this.loadPeople(slotId);
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
    this.setData({ step: 'person', state: 'loading', slotId });
    const result = await call('hours.candidates', { slotId });
    if (!result.ok) {
      this.fail(result.code, result.details);
      return;
    }
    const { title, slot, shiftMinutes } = result.data;
    const people = personChoices(result.data);
    const when = `${slot.name} · ${span(slot, cloudNow())}`;
    this.setData({ people, title, when, shiftMinutes, state: people.length > 0 ? 'ready' : 'empty' });
    const wanted = people.find((person) => person.accountId === this.wanted);
    if (wanted) this.choose(wanted);
  },

  onRetry() {
    const { step, slotId } = this.data;
    void (step === 'shift' ? this.loadShifts() : this.loadPeople(slotId));
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
