import { askReminders } from '../../../services/reminders';
import { tell } from '../../../services/phone';
import { go, routes } from '../../../services/routes';
import { onSession, openSession } from '../../../services/session';
import { currentFactor, isSwitchedOn, switchLarge } from '../../../services/type';
import { kindsOf, reminderRows, typeNote, type ReminderRow } from './model';

Page({
  data: {
    large: false,
    note: '',
    reminders: [] as ReminderRow[],
  },
  stopListening: (): void => undefined,

  onLoad() {
    this.stopListening = onSession((known) => this.setData({ reminders: reminderRows(known) }));
    void openSession();
  },
  onShow() {
    this.showType();
  },
  onUnload() {
    this.stopListening();
  },

  onSwitch() {
    if (!switchLarge(!isSwitchedOn())) tell('手机存储满了，关掉小程序后要再设一次');
    this.showType();
  },
  showType() {
    const large = isSwitchedOn();
    this.setData({ large, note: typeNote(large, currentFactor()) });
  },

  async onAllow(event: Tap<{ id: string }>) {
    const allowed = await askReminders(kindsOf(event.currentTarget.dataset.id));
    tell(allowed ? '好的，到时候提醒您' : '没有允许，不会打扰您');
  },

  onOwnData() {
    go(routes.privacy());
  },
  onContract() {
    wx.openPrivacyContract({ fail: () => tell('现在打不开，请稍后再试') });
  },
  onPermissions() {
    void wx.openSetting();
  },
});
