import { draftOf } from '../../../kit/draft';
import { loadingData, loadingOnce, loadInto } from '../../../kit/loading';
import { send, sendingData } from '../../../kit/sending';
import { freeTimes, type FreeTime } from '../../../domain/accounts/registration';
import { mobile } from '../../../domain/fields';
import type { Choice } from '../../../domain/settings';
import { callOrRecall } from '../../../services/cache';
import { fieldFault } from '../../../services/fields';
import { go, goBack, onTheWay, routes } from '../../../services/routes';
import { session, sessionKnown } from '../../../services/session';
import { isFreeTime } from '../words';
import { profileModel, type ProfileModel } from './model';

/** What can be changed here. */
interface Changeable {
  readonly phone: string;
  readonly skills: readonly string[];
  readonly freeTimes: readonly FreeTime[];
}

const typed = draftOf<Changeable>('profile');

const isDifferent = (one: Changeable, other: Changeable): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);

type OfValue<T> = Told<{ value: T }>;

Page({
  ...loadingOnce,
  data: {
    ...loadingData,
    ...sendingData,
    model: null as ProfileModel | null,
    phone: '',
    phoneFault: '',
    skills: [] as readonly string[],
    freeTimes: [] as readonly FreeTime[],
    choices: [] as readonly Choice[],
    changed: false,
  },

  load() {
    return loadInto(this, this.ask(), (view) => {
      const model = profileModel(view);
      const { skills = [], freeTimes: times = [] } = view.volunteer ?? {};
      const now: Changeable = {
        phone: view.phone,
        skills,
        freeTimes: times.filter((time): time is FreeTime => isFreeTime(time, freeTimes)),
      };
      return {
        state: model ? 'ready' : 'empty',
        model,
        ...typed.over(now),
        phoneFault: '',
        changed: isDifferent(typed.over(now), now),
        choices: session()?.choices.skills ?? [],
      };
    });
  },
  async ask() {
    await sessionKnown();
    return callOrRecall('account.view', {}, 'account');
  },

  onPhone(event: OfValue<string>) {
    this.change({ phone: event.detail.value });
    this.setData({ phoneFault: '' });
  },
  onSkills(event: OfValue<string[]>) {
    this.change({ skills: event.detail.value });
  },
  onFreeTimes(event: OfValue<FreeTime[]>) {
    this.change({ freeTimes: event.detail.value });
  },
  change(part: Partial<Changeable>) {
    this.setData({ ...part, changed: true });
    typed.keep(part);
  },

  async onSave() {
    const { phone, skills, freeTimes: times } = this.data;
    const phoneFault = fieldFault(mobile, phone, '请填 11 位手机号码');
    if (phoneFault) return this.setData({ phoneFault });
    const input = { phone, skills: [...skills], freeTimes: [...times] };
    await send(this, 'account.update', input, {
      done: '存好了',
      then: () => {
        typed.drop();
        this.setData({ changed: false });
        if (onTheWay()) goBack();
      },
    });
  },

  onRegister: () => void wx.redirectTo({ url: routes.register() }),
  onPrivacy: () => go(routes.privacy()),
});
