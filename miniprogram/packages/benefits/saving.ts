import { isAnswer, newNonce, type Result } from '../../services/cloud';
import { tell } from '../../services/phone';
import { goBack } from '../../services/routes';
import { wordsFor } from '../../services/words';

interface Saving {
  nonce: string;
  readonly data: { readonly sending: boolean };
  setData(data: { sending: boolean }): void;
}

/** What forms do alike, to be spread into Page(). */
export const saving = {
  /** One while the same form is being sent; emptied by whatever changes the form. */
  nonce: '',

  /** Sends what is filled in, and goes back to where the form was opened from. */
  async save(this: Saving, send: (nonce: string) => Promise<Result<unknown>>, done = '已保存') {
    if (this.data.sending) return;
    this.nonce ||= newNonce();
    this.setData({ sending: true });
    const result = await send(this.nonce);
    this.setData({ sending: false });
    if (isAnswer(result)) this.nonce = '';
    if (!result.ok) return tell(wordsFor(result.code, result.details));
    tell(done);
    goBack();
  },
};
