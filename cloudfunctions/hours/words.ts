import { Refused } from '#domain/errors';
import type { Me } from '../core/use-case';
import { checkText } from '../core/wechat';

/**
 * What is read by the few whom a case concerns: words in doubt pass, as nobody may be kept from asking or
 * being answered because a reviewer has not looked yet; what is surely not to be said does not.
 */
export async function checkWords(words: string, me: Me): Promise<void> {
  if (words !== '' && (await checkText(words, me.openid, 'post')) === 'risky') {
    throw new Refused('CONTENT_REFUSED');
  }
}
