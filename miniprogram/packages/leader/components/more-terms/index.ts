import type { AttendanceMode, Choice } from '../../../../domain/settings';
import { DAY, dayOf } from '../../../../domain/time';
import type { DraftMoment } from '../../post/draft';
import {
  ageOptions,
  modeOptions,
  momentWords,
  skillOptions,
  summaryOf,
  type Option,
  type Terms,
} from './model';
import { cloudNow } from '../../../../services/clock';

type Which = 'signupFrom' | 'signupUntil';
type OfMoment = Told<{ value: string }, { which: Which; part: keyof DraftMoment }>;

const none: Terms = {
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  signupFrom: null,
  signupUntil: null,
  mode: '',
};

interface MomentRow extends DraftMoment {
  readonly words: string;
}

const rowOf = (moment: DraftMoment | null): MomentRow | null =>
  moment && { ...moment, words: momentWords(moment) };

/** What is asked of who signs up, and how: folded away, as most activities ask nothing. */
Component({
  properties: {
    /** Terms */
    terms: { type: Object, value: none },
    /** By field: skills, minimumAge, signupFrom, signupUntil. */
    faults: { type: Object, value: {} },
    /** { id, name }[] */
    skills: { type: Array, value: [] as Choice[] },
    /** How attendance is taken in this city. */
    usual: { type: String, value: 'inOut' },
    today: { type: String, value: '' },
  },
  data: {
    open: false,
    summary: '',
    ages: [] as Option<number>[],
    wanted: [] as Option<string>[],
    modes: [] as Option<AttendanceMode>[],
    from: null as MomentRow | null,
    until: null as MomentRow | null,
  },
  observers: {
    'terms, skills, usual'(terms: Terms, skills: Choice[], usual: AttendanceMode) {
      this.setData({
        summary: summaryOf(terms, skills, usual),
        ages: ageOptions(terms.minimumAge),
        wanted: skillOptions(skills, terms.skills),
        modes: modeOptions(terms.mode, usual),
        from: rowOf(terms.signupFrom),
        until: rowOf(terms.signupUntil),
      });
    },
    faults(faults: Record<string, string>) {
      const mine = ['minimumAge', 'skills', 'signupFrom', 'signupUntil'];
      if (mine.some((field) => (faults[field] ?? '') !== '')) this.setData({ open: true });
    },
  },
  methods: {
    onFold() {
      this.setData({ open: !this.data.open });
    },

    change(part: Partial<Terms>) {
      this.triggerEvent('change', { part });
    },

    onAge(event: Tap<{ value: number }>) {
      this.change({ minimumAge: event.currentTarget.dataset.value });
    },

    onSkill(event: Tap<{ value: string }>) {
      const { value } = event.currentTarget.dataset;
      const skills = this.data.wanted.filter((o) => o.chosen !== (o.value === value)).map((o) => o.value);
      this.change({ skills, ...(skills.length === 0 ? { skillsNeeded: false } : {}) });
    },

    onNeeded() {
      const { skillsNeeded } = this.data.terms;
      this.change({ skillsNeeded: !skillsNeeded });
    },

    onMode(event: Tap<{ value: AttendanceMode }>) {
      this.change({ mode: event.currentTarget.dataset.value });
    },

    /** Begins with tomorrow morning, to be put right. */
    onSet(event: Tap<{ which: Which }>) {
      const { which } = event.currentTarget.dataset;
      const day = which === 'signupFrom' ? dayOf(cloudNow() + DAY) : dayOf(cloudNow());
      this.change({ [which]: { day, time: which === 'signupFrom' ? '08:00' : '20:00' } });
    },

    onClear(event: Tap<{ which: Which }>) {
      this.change({ [event.currentTarget.dataset.which]: null });
    },

    onMoment(event: OfMoment) {
      const { which, part } = event.currentTarget.dataset;
      const row = which === 'signupFrom' ? this.data.from : this.data.until;
      if (!row) return;
      const { day, time } = row;
      this.change({ [which]: { day, time, [part]: event.detail.value } });
    },
  },
});
