import { loading, loadingData, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { instantOf } from '../../../domain/activities/times';
import type { AnswerKind } from '../../../domain/callups/rules';
import { clockOf, DAY, dayOf } from '../../../domain/time';
import { callOrRecall } from '../../../services/cache';
import { cloudNow } from '../../../services/clock';
import { callPhone, confirm, leadTo } from '../../../services/phone';
import { askReminders } from '../../../services/reminders';
import { DRILL } from '../words';
import { answerPage, type AnswerPage } from './model';

Page({
  ...loading,
  data: {
    ...loadingData,
    ...sendingData,
    model: null as AnswerPage | null,
    drillWords: DRILL,
    /** What the time to choose begins with. */
    clock: '',
  },
  id: '',

  onLoad({ id = '' }: PageQuery<'id'>) {
    this.id = id;
  },

  load() {
    const asked = callOrRecall('callups.view', { callupId: this.id }, `callup:${this.id}`);
    return loadInto(this, asked, (view) => ({
      model: answerPage(view, cloudNow()),
      clock: clockOf(cloudNow()),
    }));
  },

  onCome() {
    return this.say('coming');
  },
  /** A time of day that has passed is tomorrow's. */
  onTime({ detail }: Told<{ value: string }>) {
    const now = cloudNow();
    const today = instantOf(dayOf(now), detail.value) ?? now;
    return this.say('coming', today < now ? today + DAY : today);
  },
  onCannot() {
    return this.say('cannot');
  },
  onHome() {
    return this.say('home');
  },

  /** Whoever comes is shown the way at once. */
  async say(answer: AnswerKind, from?: number) {
    const { model } = this.data;
    if (!model) return;
    if (answer === 'cannot' && model.coming && !(await confirm('来不了了？', '会告诉召集的人', '来不了了')))
      return;
    // WeChat takes the question only within the tap; the answer does not wait for it, but the map does.
    const asked = answer === 'home' ? null : askReminders(['calledUp']);
    const input = { callupId: this.id, list: model.list, answer, ...(from !== undefined && { from }) };
    const result = await send(this, 'callups.answer', input, {
      name: answer,
      done: answer === 'home' ? '平安就好，辛苦了' : '',
      answered: () => this.load(),
    });
    await asked;
    if (result?.ok && answer === 'coming') leadTo(model.venue);
  },

  onLead() {
    if (this.data.model) leadTo(this.data.model.venue);
  },
  onCall() {
    if (this.data.model) callPhone(this.data.model.phone);
  },
});
