import { faces, type Face } from '../../../../domain/signups/thanks';
import { draftOf } from '../../../../kit/draft';
import { send, sendingData } from '../../../../kit/sending';
import { wordsFor } from '../../../../services/words';
import { faceWords } from '../../../../services/words/faces';

const choices = faces.map((id) => ({ id, ...faceWords[id] }));

const typedOf = (signupId: string) => draftOf<{ words: string }>('thanks', signupId);

/** How it was: one tap is enough, words may follow. Goes to the team alone. Tells `said` with `{ face }`. */
Component({
  properties: {
    signupId: { type: String, value: '' },
    /** What was said before; empty while nothing. */
    face: { type: String, value: '' },
  },
  data: { choices, words: '', fault: '', saying: false, ...sendingData },
  methods: {
    onFace(event: Tap<{ face: Face }>) {
      void this.say(event.currentTarget.dataset.face, '');
    },
    onMore() {
      this.setData({ saying: true, ...typedOf(this.data.signupId).over({ words: '' }) });
    },
    onWords(event: WechatMiniprogram.Input) {
      const typed = { words: event.detail.value };
      this.setData({ ...typed, fault: '' });
      typedOf(this.data.signupId).keep(typed);
    },
    onSay() {
      const face = faces.find((known) => known === this.data.face);
      if (face) void this.say(face, this.data.words);
    },
    async say(face: Face, words: string) {
      const { signupId } = this.data;
      await send(
        this,
        'signups.thank',
        { signupId, face, words },
        {
          done: '谢谢您，队伍会看到',
          failed: ({ code, details }) => {
            this.setData({ fault: wordsFor(code, details) });
            return '';
          },
          then: () => {
            if (words !== '') typedOf(signupId).drop();
            this.setData({ fault: '', ...(words !== '' && { saying: false, words: '' }) });
            this.triggerEvent('said', { face });
          },
        },
      );
    },
  },
});
