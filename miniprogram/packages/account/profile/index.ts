import { freeTimes, type FreeTime } from '../../../domain/accounts/registration';
import type { AccountView } from '../../../domain/accounts/views';
import { mobile } from '../../../domain/fields';
import type { Choice } from '../../../domain/settings';
import { callOrRecall } from '../../../services/cache';
import { fieldFault } from '../../../services/fields';
import { tell } from '../../../services/phone';
import { reloading } from '../../../services/reloading';
import { go, goBack, onTheWay, routes } from '../../../services/routes';
import { session, sessionKnown } from '../../../services/session';
import { sendingOnce } from '../../../services/unanswered';
import { wordsFor } from '../../../services/words';
import { isFreeTime } from '../words';
import { profileModel, type ProfileModel } from './model';

type OfValue<T> = WechatMiniprogram.CustomEvent<{ value: T }>;

Page({
  ...reloading,
  data: {
    state: 'loading',
    failure: '',
    staleSince: 0,
    model: null as ProfileModel | null,
    phone: '',
    phoneFault: '',
    skills: [] as readonly string[],
    freeTimes: [] as readonly FreeTime[],
    choices: [] as readonly Choice[],
    changed: false,
    sending: false,
  },
  sendOnce: sendingOnce(),

  onLoad() {
    void this.load();
  },

  async load() {
    const [result] = await Promise.all([callOrRecall('account.view', {}, 'account'), sessionKnown()]);
    if (!result.ok) return this.setData({ state: 'failed', failure: wordsFor(result.code, result.details) });
    this.setData({ staleSince: result.staleSince ?? 0, choices: session()?.choices.skills ?? [] });
    this.show(result.data);
  },

  show(view: AccountView) {
    const model = profileModel(view);
    this.setData({
      state: model ? 'ready' : 'empty',
      model,
      phone: view.phone,
      phoneFault: '',
      changed: false,
      skills: view.volunteer?.skills ?? [],
      freeTimes: (view.volunteer?.freeTimes ?? []).filter((time): time is FreeTime =>
        isFreeTime(time, freeTimes),
      ),
    });
  },

  onPhone(event: OfValue<string>) {
    this.setData({ phone: event.detail.value, phoneFault: '', changed: true });
  },
  onSkills(event: OfValue<string[]>) {
    this.setData({ skills: event.detail.value, changed: true });
  },
  onFreeTimes(event: OfValue<FreeTime[]>) {
    this.setData({ freeTimes: event.detail.value, changed: true });
  },

  async onSave() {
    const { phone, skills, freeTimes: times, sending } = this.data;
    if (sending) return;
    const phoneFault = fieldFault(mobile, phone, '请填 11 位手机号码');
    if (phoneFault) return this.setData({ phoneFault });
    this.setData({ sending: true });
    const input = { phone, skills: [...skills], freeTimes: [...times] };
    const result = await this.sendOnce('account.update', input);
    this.setData({ sending: false });
    if (!result.ok) return tell(wordsFor(result.code, result.details));
    this.setData({ changed: false });
    tell('存好了');
    if (onTheWay()) goBack();
  },

  onRegister: () => void wx.redirectTo({ url: routes.register() }),
  onPrivacy: () => go(routes.privacy()),
});
