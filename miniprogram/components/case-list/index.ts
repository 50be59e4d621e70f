import { loadingData, loadInto, retrying } from '../../kit/loading';
import { send, sendingData, sendOnce, whileBusy, type Afterwards } from '../../kit/sending';
import type { Verdict } from '../../domain/hours/cases';
import type { CaseScope, CaseView } from '../../domain/hours/views';
import { callOrRecall } from '../../services/cache';
import { agreeableWith, caseModels, type CaseModel } from '../../services/cases';
import { cloudNow } from '../../services/clock';
import { isAnswer } from '../../services/cloud';
import { confirm, tell } from '../../services/phone';
import { go, routes } from '../../services/routes';
import { wordsFor } from '../../services/words';

type Tapped = Tap<{ id: string }>;

/** What is being said: its sheet is open. */
interface Saying {
  readonly id: string;
  readonly what: Exclude<Verdict, 'approve'> | 'further';
  readonly title: string;
  readonly note: string;
  readonly yes: string;
  readonly label: string;
  readonly reasons: readonly string[];
}

const nothing: Saying = { id: '', what: 'refuse', title: '', note: '', yes: '', label: '', reasons: [] };

const sheets: Readonly<Record<Saying['what'], Omit<Saying, 'id' | 'what' | 'note'>>> = {
  refuse: {
    title: '不同意',
    yes: '不同意',
    label: '原因',
    reasons: ['和签到记录不符', '没有依据', '请重新核对'],
  },
  explain: {
    title: '答复',
    yes: '发出',
    label: '怎么说',
    reasons: ['按签到签退的时间记的', '签到表上没有您的记录'],
  },
  further: { title: '还有疑问', yes: '发出', label: '还有什么疑问', reasons: ['时间不对', '我全程都在'] },
};

/** Cases of hours: mine, those that I filed, or those that wait for me, with all that can be done about them. */
Component({
  properties: {
    /** 'mine' | 'filed' | 'waiting' */
    scope: { type: String, value: 'waiting' },
    empty: { type: String, value: '没有要办的' },
  },
  data: {
    ...loadingData,
    ...sendingData,
    rows: [] as CaseModel[],
    saying: nothing,
    /** How far agreeing to several has come: '3 / 12'. */
    progress: '',
  },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  pageLifetimes: {
    show() {
      if (this.data.state !== 'loading') void this.load();
    },
  },
  methods: {
    ...retrying,

    async load() {
      const scope = this.data.scope as CaseScope;
      await loadInto(this, callOrRecall('hours.cases', { scope }, `cases-${scope}`), ({ cases }) => {
        const now = cloudNow();
        kept.set(this, cases);
        this.triggerEvent('loaded', { count: cases.length });
        return { rows: caseModels(cases, now), state: cases.length > 0 ? 'ready' : 'empty' };
      });
    },

    row(id: string): CaseModel | undefined {
      return this.data.rows.find((row) => row.id === id);
    },

    async onApprove(event: Tapped) {
      const row = this.row(event.currentTarget.dataset.id);
      if (!row || this.data.busy !== '') return;
      const agreed = await confirm('同意记入？', `${row.who}：${row.amount}。记入后不能直接改。`, '同意');
      if (!agreed) return;
      await this.decide(row.id, 'approve', '');
    },

    async onTogether(event: Tapped) {
      const same = agreeableWith(kept.get(this) ?? [], event.currentTarget.dataset.id);
      if (same.length === 0 || this.data.busy !== '') return;
      const rows = same.flatMap(({ id }) => this.row(id) ?? []);
      const names = rows.map(({ who, amount }) => `${who} ${amount}`).join('、');
      if (!(await confirm('一起同意记入？', `${names}。记入后不能直接改。`, '都同意'))) return;
      await whileBusy(this, 'together', () => this.agreeTo(same.map(({ id }) => id)));
      this.setData({ progress: '' });
      await this.load();
    },

    /** One after the other; what was not answered ends it, and whoever taps again goes on with the rest. */
    async agreeTo(ids: readonly string[]) {
      let agreed = 0;
      for (const [i, caseId] of ids.entries()) {
        this.setData({ progress: `${i + 1} / ${ids.length}` });
        const result = await sendOnce('hours.decide', { caseId, verdict: 'approve', reason: '' });
        if (result.ok) agreed += 1;
        else if (!isAnswer(result)) return tell(wordsFor(result.code));
      }
      tell(agreed === ids.length ? `已同意 ${agreed} 人` : `已同意 ${agreed} 人，其余的请逐个看`);
    },

    onSay(event: Tap<{ id: string; what: Saying['what'] }>) {
      const { id, what } = event.currentTarget.dataset;
      const row = this.row(id);
      if (!row || this.data.busy !== '') return;
      this.setData({ saying: { id, what, note: `${row.who} · ${row.title}`, ...sheets[what] } });
    },

    onFix(event: Tapped) {
      const c = kept.get(this)?.find((one) => one.id === event.currentTarget.dataset.id);
      if (!c) return;
      const { id, slotId, lineId, person, title, net } = c;
      if (lineId === null || net === null) {
        go(routes.makeUp({ slotId, accountId: person.id, settles: id }));
        return;
      }
      const shift = Math.floor((c.end - c.start) / 60_000);
      go(routes.correct({ lineId, name: person.name, title, minutes: net, shift, settles: id }));
    },

    onCloseSheet() {
      this.setData({ saying: nothing });
    },

    async onReason(event: Told<{ reason: string }>) {
      const { saying } = this.data;
      if (saying.id === '') return;
      const { reason } = event.detail;
      if (saying.what === 'further') await this.further(saying.id, reason);
      else await this.decide(saying.id, saying.what, reason);
    },

    async decide(caseId: string, verdict: Verdict, reason: string) {
      await send(
        this,
        'hours.decide',
        { caseId, verdict, reason },
        {
          ...this.after(caseId),
          done: ({ state }) => (verdict === 'approve' && state === 'open' ? PASSED_ON : decided[verdict]),
        },
      );
    },

    async further(caseId: string, words: string) {
      const about = { kind: 'case' as const, caseId };
      await send(this, 'hours.contest', { about, words }, { ...this.after(caseId), done: '已转给工作人员' });
    },

    /** What was refused is seen anew. */
    after(caseId: string): Afterwards<unknown> {
      const answered = () => {
        this.setData({ saying: nothing });
        return this.load();
      };
      return { name: caseId, answered };
    },
  },
});

const decided: Readonly<Record<Verdict, string>> = {
  approve: '已同意，记入时长',
  refuse: '已退回，会告诉提出的人',
  explain: '已答复，会告诉本人',
};
const PASSED_ON = '这一天的时长更多了，已转给上级确认';

/** As loaded: each list its own. */
const kept = new WeakMap<object, readonly CaseView[]>();
