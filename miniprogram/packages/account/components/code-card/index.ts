import { scannedClaimCode, spokenClaimCode } from '../../../../domain/accounts/claims';
import type { ClaimCode } from '../../../../domain/accounts/views';
import { spokenNumber } from '../../../../domain/accounts/registration';
import { dateWords } from '../../words';

/** A code for a person without a phone, large enough to be copied or photographed. It is not shown again. */
Component({
  properties: {
    told: { type: Object, value: {} },
  },
  data: { scanned: '', spoken: '', number: '', until: '' },
  observers: {
    told(told: ClaimCode | null) {
      if (!told?.code) return;
      this.setData({
        scanned: scannedClaimCode(told.code),
        spoken: spokenClaimCode(told.code),
        number: spokenNumber(told.number),
        until: dateWords(told.until),
      });
    },
  },
});
