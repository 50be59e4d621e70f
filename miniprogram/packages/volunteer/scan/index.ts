import { sendOnce } from '../../../kit/sending';
import { warnings } from '../../../domain/signups/person';
import type { ScanResult } from '../../../domain/attendance/views';
import type { HomeView } from '../../../domain/home/views';
import type { MySignup } from '../../../domain/signups/views';
import { callOrRecall, recall } from '../../../services/cache';
import { byCloud, cloudNow, phoneNow } from '../../../services/clock';
import { isAnswer, type FailureCode } from '../../../services/cloud';
import { mayTellPlace } from '../../../services/consents';
import { deviceDigest } from '../../../services/device';
import { dismiss, onOutbox, outbox, tell, waitingFor } from '../../../services/outbox';
import { phonePlace } from '../../../services/place';
import { session } from '../../../services/session';
import { nudge } from '../../../services/phone';
import { decoded, goTab } from '../../../services/routes';
import { scanOnce } from '../../../services/scan';
import { noted, visitAt, visited } from '../../../services/visits';
import { orAfter } from '../../../services/waiting';
import { flagWords, wordsFor } from '../../../services/words';
import type { Place } from '../../../domain/geo';
import {
  codeOfScan,
  doneModel,
  keptModel,
  planFor,
  refusalModel,
  slotOfCode,
  wordsForJoining,
  type DoneModel,
  type KeptModel,
  type Move,
  type Question,
  type Stage,
  type RefusalModel,
} from './model';

/** The cloud and the location are waited for so long; then what the phone itself knows has to do. */
const PATIENCE_MS = 4000;

Page({
  data: {
    /** 'start' | 'working' | 'asking' | 'sending' | 'done' | 'kept' | 'refused' */
    state: 'start',
    question: null as Question | null,
    done: null as DoneModel | null,
    kept: null as KeptModel | null,
    refusal: null as RefusalModel | null,
    pasting: false,
    pasted: '',
    introducing: false,
  },
  code: '',
  /** The slot that the page was opened for; '' when for none. */
  slotId: '',
  title: '',
  /** By the phone's own clock: of the scan, whatever is asked before it is sent. */
  scannedAt: 0,
  move: null as Move | null,
  /** The question was answered for this slot: a fresh code is then sent without asking again. */
  agreedFor: '',
  place: null as Place | null,
  /** Who is not signed up for this slot has asked to join: a fresh code is then enough. */
  joinsFor: '',
  /** Of what this page has noted and the phone still keeps. */
  waitsFor: '',
  stop: () => undefined as void,

  /** `scene`: of the printed mini-program code that led here. */
  onLoad({ code = '', slotId = '', scene = '' }: PageQuery<'code' | 'slotId' | 'scene'>) {
    this.slotId = slotId;
    this.stop = onOutbox(() => this.follow());
    const text = decoded(scene || code);
    if (text) void this.take(text);
    else void this.onScan();
  },

  onUnload() {
    this.stop();
  },

  async onScan() {
    const scanned = await scanOnce();
    if (scanned) await this.take(codeOfScan(scanned));
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
    this.scannedAt = phoneNow();
    const slotId = slotOfCode(code);
    if (slotId === null) return this.refuse('CODE_INVALID', wordsFor('CODE_INVALID'));
    this.setData({ state: 'working', pasting: false, pasted: '', question: null });
    if (this.agreedFor === slotId && this.move) return this.send(this.move);
    if (this.joinsFor === slotId) return this.join();
    const [place, signup] = await Promise.all([this.whereabouts(), this.signupFor(slotId)]);
    this.place = place;
    const visit = visitAt(slotId);
    this.title = signup?.title ?? visit?.title ?? '';
    // What waits on this phone is newer than what the cloud has said.
    const own = signup === null || waitingFor(slotId).length > 0;
    const plan = planFor(
      own && visit ? visit : (signup?.presence ?? null),
      cloudNow(),
      signup?.mode ?? visit?.mode,
    );
    this.move = plan.move;
    if (plan.plan === 'do') await this.send(plan.move);
    else this.setData({ state: 'asking', question: plan.question });
  },

  /** Asked once, at check-in, of who has not taken the consent back. */
  whereabouts(): Promise<Place | null> {
    return mayTellPlace() ? orAfter(phonePlace(), PATIENCE_MS, null) : Promise.resolve(null);
  },

  /** From the cloud, or as it was last known; null where that says nothing. */
  async signupFor(slotId: string): Promise<MySignup | null> {
    const me = await orAfter(callOrRecall('me.view', {}, 'me'), PATIENCE_MS, null);
    if (me?.ok && !me.stale) return me.data.coming.find((mine) => mine.slotId === slotId) ?? null;
    if (visitAt(slotId)) return null;
    const known = me?.ok ? me.data.coming : [];
    const next = recall<HomeView>('home')?.value.next;
    return [...known, ...(next ? [next] : [])].find((mine) => mine.slotId === slotId) ?? null;
  },

  onAgree() {
    this.agreedFor = slotOfCode(this.code) ?? '';
    if (this.move) void this.send(this.move);
  },

  /** It is noted before anything is waited for, and that is said at once. */
  async send(move: Move) {
    const slotId = slotOfCode(this.code) ?? '';
    const { nonce, safely, answer } = this.tellIt(move, slotId);
    this.setData({ state: 'sending', question: null, kept: this.keptAs('sending', safely) });
    const result = await answer;
    if (!result) return this.keep(move, slotId, safely, nonce);
    if (!result.ok) {
      dismiss(nonce);
      return this.refuse(result.code, wordsFor(result.code, result.details));
    }
    visited(result.data);
    this.finish(move, result.data);
  },

  tellIt(move: Move, slotId: string) {
    const action = move === 'in' ? 'attendance.checkIn' : 'attendance.checkOut';
    const input = {
      code: this.code,
      device: deviceDigest(),
      ...(this.slotId && { slotId: this.slotId }),
      ...(this.place && { place: this.place }),
    };
    const about = { slotId, what: move === 'in' ? '签到' : '签退', title: this.title };
    return tell(action, input, about, this.scannedAt);
  },

  finish(move: Move, result: ScanResult) {
    this.agreedFor = '';
    nudge();
    this.setData({ state: 'done', done: doneModel(move, result, (flag) => flagWords[flag]) });
  },

  keptAs(stage: Stage, safely: boolean): KeptModel | null {
    return this.move && keptModel(this.move, byCloud(this.scannedAt), this.title, stage, safely);
  },

  /** On the phone: it will be told, and whoever noted it may go. */
  keep(move: Move, slotId: string, safely: boolean, nonce: string) {
    this.waitsFor = nonce;
    noted(slotId, move, byCloud(this.scannedAt), this.title);
    this.agreedFor = '';
    nudge();
    this.setData({ state: 'kept', kept: this.keptAs('waiting', safely) });
    this.follow();
  },

  /** What was kept may meanwhile have been taken, or refused. */
  follow() {
    if (this.data.state !== 'kept' || this.waitsFor === '') return;
    const { waiting, refused } = outbox();
    if (waiting.some(({ nonce }) => nonce === this.waitsFor)) return;
    const told = refused.find(({ nonce }) => nonce === this.waitsFor);
    this.waitsFor = '';
    if (told) {
      dismiss(told.nonce);
      this.refuse(told.code, wordsFor(told.code, told.details));
    } else {
      this.setData({ kept: this.keptAs('sent', true) });
    }
  },

  refuse(code: FailureCode, words: string) {
    const refusal = refusalModel(this.move, code, words, this.code);
    this.setData({ state: 'refused', refusal, question: null });
  },

  /** Whoever is there and not signed up takes a free place and checks in, in one step. */
  async join() {
    const slotId = slotOfCode(this.code) ?? '';
    this.joinsFor = slotId;
    if (session()?.introduced === false) return this.setData({ introducing: true });
    this.setData({ state: 'working' });
    const despite = [...warnings];
    const result = await sendOnce('signups.take', { slotId, wait: false, code: this.code, despite });
    if (result.ok) {
      this.joinsFor = '';
      return this.send('in');
    }
    if (isAnswer(result) && result.code !== 'CODE_EXPIRED') this.joinsFor = '';
    this.refuse(result.code, wordsForJoining(result.code, wordsFor(result.code, result.details)));
  },
  onIntroduced() {
    this.setData({ introducing: false });
    void this.join();
  },
  onIntroduceClosed() {
    this.joinsFor = '';
    this.setData({ introducing: false });
  },

  onNext() {
    switch (this.data.refusal?.next) {
      case 'rescan':
        return this.onScan();
      case 'join':
        return this.join();
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
