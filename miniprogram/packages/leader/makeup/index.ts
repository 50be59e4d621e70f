import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto, loadMore } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { cloudNow } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { appended } from '../../../services/list';
import { goBack } from '../../../services/routes';
import { searching } from '../../../kit/searching';
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

type Tapped = Tap<{ id: string }>;

/** What is filled in of one person at one shift. */
interface Said {
  readonly minutes: number;
  readonly reason: string;
}

/** More people than a screen shows. */
const A_SCREEN = 12;

/** How long it stands before the page goes back. */
const SEEN_MS = 1200;

/** Hours of somebody who was there and was not scanned: shift, person, minutes, why; a second person agrees. */
Page({
  ...loadingOnce,
  ...searching,
  data: {
    /** 'shift' | 'person' | 'form' */
    step: 'shift',
    ...loadingData,
    ...sendingData,
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
  },
  typedOf: draftOf<Said>('make-up'),
  settles: '',
  wanted: '',

  onLoad({ slotId = '', accountId = '', settles = '' }: PageQuery<'slotId' | 'accountId' | 'settles'>) {
    this.settles = settles;
    this.wanted = accountId;
    if (slotId !== '') this.setData({ step: 'person', slotId });
  },

  load(): Promise<void> {
    if (this.data.step === 'shift') return this.loadShifts();
    return this.wanted === '' ? this.loadPeople() : this.loadWanted(this.wanted);
  },

  loadShifts() {
    return loadInto(this, call('activities.led', {}), ({ activities }) => {
      const shifts = shiftChoices(activities, cloudNow());
      return { shifts, state: shifts.length > 0 ? 'ready' : 'empty' };
    });
  },

  loadPeople() {
    const { text } = this.data;
    return this.find(text === '' ? {} : { text });
  },

  /** Whom a question is about, whichever page of the team they stand on. */
  async loadWanted(accountId: string) {
    await this.find({ accountId });
    const [wanted] = this.data.people;
    if (this.data.state === 'ready' && wanted) this.choose(wanted);
    // Has been seen to meanwhile.
    else if (this.data.state === 'empty') await this.loadPeople();
  },

  async find(who: { text?: string; accountId?: string }) {
    const { slotId } = this.data;
    this.setData({ step: 'person', state: 'loading', next: null });
    await loadInto(this, call('hours.candidates', { slotId, ...who }), (found) => {
      const { title, slot, shiftMinutes, next } = found;
      const people = personChoices(found);
      return {
        people,
        title,
        when: `${slot.name} · ${span(slot, cloudNow())}`,
        shiftMinutes,
        next,
        state: stateOf(people, next),
        searchable: next !== null || who.text !== undefined,
        empty: emptyWords(who.text),
      };
    });
    await this.fill();
  },

  /** A page of whom nearly all have hours already cannot be scrolled: then the next one is shown, too. */
  async fill() {
    while (this.data.people.length < A_SCREEN && this.data.next !== null)
      if (!(await this.addPeople(this.data.next))) return;
  },

  addPeople(after: string): Promise<boolean> {
    const { slotId, text } = this.data;
    const ask = () => call('hours.candidates', { slotId, after, ...(text && { text }) });
    return loadMore(this, ask, (found) => {
      const from = this.data.people.length;
      const more = personChoices(found);
      const { next } = found;
      return { ...appended('people', from, more), next, state: from > 0 ? 'ready' : stateOf(more, next) };
    });
  },

  async onReachBottom() {
    const { step, next } = this.data;
    if (step === 'person' && next !== null) await this.addPeople(next);
  },

  look(text: string) {
    this.setData({ text });
    void this.loadPeople();
  },

  onShift(event: Tapped) {
    this.setData({ slotId: event.currentTarget.dataset.id });
    void this.loadPeople();
  },

  onPerson(event: Tapped) {
    const person = this.data.people.find(({ accountId }) => accountId === event.currentTarget.dataset.id);
    if (person) this.choose(person);
  },

  choose({ accountId, name }: PersonChoice) {
    const { slotId, shiftMinutes } = this.data;
    this.typedOf = draftOf('make-up', `${slotId} ${accountId}`);
    const said = this.typedOf.over({ minutes: shiftMinutes, reason: '' });
    this.setData({ step: 'form', accountId, name, ...said, missing: '' });
  },

  onOtherPerson() {
    this.setData({ step: 'person' });
    // Only whom the question is about has been asked for.
    if (this.wanted !== '') void this.loadPeople();
    this.wanted = '';
  },

  onMinutes(event: Told<{ value: number }>) {
    this.change({ minutes: event.detail.value });
  },

  onChip(event: Tap<{ reason: string }>) {
    this.change({ reason: event.currentTarget.dataset.reason });
  },

  onReason(event: WechatMiniprogram.Input) {
    this.change({ reason: event.detail.value });
  },

  change(said: Partial<Said>) {
    this.setData({ ...said, missing: '' });
    this.typedOf.keep(said);
  },

  async onSend() {
    const { slotId, accountId, minutes, reason } = this.data;
    const missing = missingOf({ slotId, accountId, minutes, reason });
    this.setData({ missing });
    if (missing !== '') return;
    const what = { kind: 'MAKE_UP' as const, slotId, accountId, minutes };
    const { settles } = this;
    await send(
      this,
      'hours.file',
      { what, reason: reason.trim(), ...(settles && { settles }) },
      {
        done: '已提交，等另一个人确认',
        then: () => {
          this.typedOf.drop();
          setTimeout(goBack, SEEN_MS);
        },
      },
    );
  },
});
