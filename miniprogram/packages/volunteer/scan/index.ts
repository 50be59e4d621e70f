import type { Place } from '../../../domain/geo';
import { call, isLost, newNonce, type Result } from '../../../services/cloud';
import type { ScanResult } from '../../../domain/views';
import { phonePlace } from '../../../services/place';
import { goTab } from '../../../services/routes';
import { scanOnce } from '../../../services/scan';
import { flagWords, wordsFor } from '../../../services/words';
import {
  decoded,
  doneModel,
  planFor,
  refusalModel,
  slotOfCode,
  type DoneModel,
  type Move,
  type Question,
  type RefusalModel,
} from './model';

Page({
  data: {
    /** 'start' | 'working' | 'asking' | 'done' | 'refused' */
    state: 'start',
    question: null as Question | null,
    done: null as DoneModel | null,
    refusal: null as RefusalModel | null,
    pasting: false,
    pasted: '',
  },
  code: '',
  /** The slot that the page was opened for; '' when for none. */
  slotId: '',
  move: null as Move | null,
  /** The question was answered for this slot: a fresh code is then sent without asking again. */
  agreedFor: '',
  place: null as Place | null,
  /** One nonce for one code and one move: sent again, it is done once. */
  nonce: '',

  onLoad({ code = '', slotId = '' }: { code?: string; slotId?: string }) {
    this.slotId = slotId;
    if (code) void this.take(decoded(code));
    else void this.onScan();
  },

  async onScan() {
    const scanned = await scanOnce();
    if (scanned) await this.take(scanned.text);
  },

  onPasting() {
    this.setData({ pasting: true });
  },

  onPasted(event: WechatMiniprogram.Input) {
    this.setData({ pasted: event.detail.value });
  },

  onTakePasted() {
    const code = this.data.pasted.trim();
    if (code !== '') void this.take(code);
  },

  /** Location and sign-ups are fetched side by side: the code lives for seconds only. */
  async take(code: string) {
    this.code = code;
    this.nonce = newNonce();
    const slotId = slotOfCode(code);
    if (slotId === null) return this.refuse('CODE_INVALID', wordsFor('CODE_INVALID'));
    this.setData({ state: 'working', pasting: false, pasted: '', question: null });
    if (this.agreedFor === slotId && this.move) return this.send(this.move);
    const [place, me] = await Promise.all([phonePlace(), call('me.view', {})]);
    this.place = place;
    if (!me.ok && isLost(me)) return this.refuse(me.code, wordsFor(me.code, me.details));
    const signup = me.ok ? me.data.coming.find((mine) => mine.slotId === slotId) : undefined;
    const plan = planFor(signup ?? null, Date.now());
    this.move = plan.move;
    if (plan.plan === 'do') await this.send(plan.move);
    else this.setData({ state: 'asking', question: plan.question });
  },

  onAgree() {
    this.agreedFor = slotOfCode(this.code) ?? '';
    if (this.move) void this.send(this.move);
  },

  async send(move: Move) {
    this.setData({ state: 'working', question: null });
    const result = await this.callFor(move);
    if (!result.ok) return this.refuse(result.code, wordsFor(result.code, result.details));
    this.agreedFor = '';
    wx.vibrateShort({ type: 'medium', fail: () => undefined });
    this.setData({ state: 'done', done: doneModel(move, result.data, (flag) => flagWords[flag]) });
  },

  callFor(move: Move): Promise<Result<ScanResult>> {
    const input = {
      code: this.code,
      ...(this.slotId && { slotId: this.slotId }),
      ...(this.place && { place: this.place }),
    };
    const action = move === 'in' ? 'attendance.checkIn' : 'attendance.checkOut';
    return call(action, input, { nonce: this.nonce });
  },

  refuse(code: Parameters<typeof wordsFor>[0], words: string) {
    this.setData({ state: 'refused', refusal: refusalModel(this.move, code, words), question: null });
  },

  onNext() {
    switch (this.data.refusal?.next) {
      case 'rescan':
        return this.onScan();
      case 'retry':
        return this.move ? this.send(this.move) : this.onScan();
      case 'activities':
        return goTab('activities');
      case 'mine':
        return goTab('me');
      case 'close':
      case undefined:
        return this.onClose();
    }
  },

  onClose() {
    if (getCurrentPages().length > 1) void wx.navigateBack();
    else goTab('home');
  },
});
