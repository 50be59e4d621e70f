import { draftOf } from '../../../kit/draft';
import { sendOnce, sendingData, whileBusy } from '../../../kit/sending';
import { CLAIM_LENGTH, isClaimCode, spokenClaimCode, tidyClaimCode } from '../../../domain/accounts/claims';
import { spokenNumber } from '../../../domain/accounts/registration';
import { forgetAccount } from '../../../services/storage';
import { decoded, goTab, routes } from '../../../services/routes';
import { openSession, reopenSession } from '../../../services/session';
import { wordsFor } from '../../../services/words';

/** Whoever has the code can take the account over. */
const typed = draftOf<{ code: string }>('claim', '', ['code']);

Page({
  data: {
    code: '',
    fault: '',
    ...sendingData,
    done: null as { name: string; number: string } | null,
  },

  onLoad({ code = '' }: PageQuery<'code'>) {
    const tidy = tidyClaimCode(decoded(code));
    this.setData(isClaimCode(tidy) ? { code: spokenClaimCode(tidy) } : typed.over({ code: '' }));
    void openSession();
  },

  onTyped(event: WechatMiniprogram.Input) {
    const { value } = event.detail;
    this.setData({ code: value, fault: '' });
    typed.keep({ code: value });
  },

  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    const code = tidyClaimCode(scanned.result);
    if (!isClaimCode(code)) return this.setData({ fault: '这不是认领码，请扫队长给的那张纸' });
    this.setData({ code: spokenClaimCode(code), fault: '' });
    await this.onClaim();
  },

  async onClaim() {
    const tidy = tidyClaimCode(this.data.code);
    if (!isClaimCode(tidy))
      return this.setData({ fault: `认领码是 ${CLAIM_LENGTH} 个字母和数字，请再看一遍` });
    this.setData({ fault: '' });
    const result = await whileBusy(this, 'claim', () => this.send(tidy));
    if (!result) return;
    if (!result.ok) return this.setData({ fault: wordsFor(result.code, result.details) });
    typed.drop();
    const { name, number } = result.data;
    this.setData({ done: { name, number: spokenNumber(number) } });
    // From here on this WeChat has another account: nothing of the old one may be shown.
    forgetAccount();
    await reopenSession();
  },

  /** A try that died half-way leaves this WeChat without an account: it gets one, and tries again. */
  async send(code: string) {
    const first = await sendOnce('people.claim', { code });
    if (first.ok || first.code !== 'NO_ACCOUNT') return first;
    await reopenSession();
    return sendOnce('people.claim', { code });
  },

  onActivities: () => goTab('activities'),
  onProfile: () => void wx.redirectTo({ url: routes.profile() }),
});
