import { draftOf } from '../../kit/draft';

/** Of the last sheet that was typed into: which one it was, and what. */
const draft = draftOf<{ about: string; typed: string }>('reason');

/** The same sheet on the same page is about the same. */
function aboutNow({ title, note, about }: Record<'title' | 'note' | 'about', string>): string {
  const page = getCurrentPages().slice(-1)[0];
  return `${page?.route ?? ''} ${JSON.stringify(page?.options ?? {})} ${title} ${note} ${about}`;
}

/** A sheet that asks for a reason: ready-made ones to tap, or own words. What it is about goes into its slot. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    /** Whom or what it is about, by id, where title and note do not say. */
    about: { type: String, value: '' },
    /** What the words are. */
    label: { type: String, value: '原因' },
    reasons: { type: Array, value: [] as string[] },
    reason: { type: String, value: '' },
    yes: { type: String, value: '确定' },
    /** Without a reason it cannot be confirmed. */
    needed: { type: Boolean, value: true },
    sending: { type: Boolean, value: false },
  },
  data: {
    typed: '',
    missing: false,
    /** What closes the sheet next is that it was sent. */
    confirmed: false,
  },
  observers: {
    'visible, reason, title, note, about'(visible: boolean, reason: string) {
      if (visible) this.setData({ typed: reason || this.typedBefore(), missing: false });
      else if (this.data.confirmed) draft.drop();
      this.setData({ confirmed: false });
    },
  },
  methods: {
    onChip(event: Tap<{ reason: string }>) {
      this.say(event.currentTarget.dataset.reason);
    },

    onInput(event: WechatMiniprogram.Input) {
      this.say(event.detail.value);
    },

    say(typed: string) {
      this.setData({ typed, missing: false });
      draft.keep({ about: aboutNow(this.data), typed });
    },

    typedBefore(): string {
      const { about, typed } = draft.over({ about: '', typed: '' });
      return about === aboutNow(this.data) ? typed : '';
    },

    onConfirm() {
      const reason = this.data.typed.trim();
      if (this.data.needed && reason === '') this.setData({ missing: true });
      else {
        this.setData({ confirmed: true });
        this.triggerEvent('confirm', { reason });
      }
    },

    onVisible(event: Told<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose();
    },

    onClose() {
      this.setData({ confirmed: false });
      this.triggerEvent('close');
    },
  },
});
