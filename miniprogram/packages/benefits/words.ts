import type { Offer } from '../../domain/benefits/rules';
import type { OfferForMe } from '../../domain/benefits/views';
import type { ErrorCode, ErrorDetails } from '../../domain/errors';
import type { FailureCode } from '../../services/cloud';
import { wordsFor } from '../../services/words';

/** '一星' to '五星' as people say them; larger ones by figure. */
const NUMERALS = ['', '一', '二', '三', '四', '五'];
export const starWords = (stars: number): string => `${NUMERALS[stars] ?? String(stars)}星`;

/** Whom an offer is for. */
export const forWhom = (fromStars: number): string =>
  fromStars === 0 ? '登记的志愿者' : `${starWords(fromStars)}起`;

/** '到 3月31日为止'; nothing when it is until further notice. */
export function untilWords(until: string | null): string {
  if (until === null) return '';
  const [, month, day] = until.split('-');
  return `到 ${Number(month)}月${Number(day)}日为止`;
}

/** Why this person cannot have it now, or that they can. */
export function statusWords(refused: ErrorCode | null, fromStars: number): string {
  if (refused === null) return '可以用';
  if (refused === 'NOT_ENOUGH_STARS') return fromStars === 0 ? '登记后可用' : `满${starWords(fromStars)}可用`;
  return refused === 'ALREADY_GIVEN' ? '今天用过了' : wordsFor(refused);
}

export interface OfferRow {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly whom: string;
  /** Conditions and the last day, in one line; may be empty. */
  readonly terms: string;
  readonly status: string;
  readonly free: boolean;
}

export function offerRow(offer: OfferForMe): OfferRow {
  return {
    ...offerFacts(offer),
    status: statusWords(offer.refused, offer.fromStars),
    free: offer.refused === null,
  };
}

/** What is the same for everyone. */
export function offerFacts(offer: Offer): Omit<OfferRow, 'status' | 'free'> {
  return {
    id: offer.id,
    title: offer.title,
    what: offer.what,
    whom: forWhom(offer.fromStars),
    terms: [offer.conditions, untilWords(offer.until)].filter(Boolean).join('，'),
  };
}

const atTheShop: Partial<Record<FailureCode, string>> = {
  CODE_INVALID: '这不是志愿者的个人码。请对方在“我的”里打开“我的码”',
  CODE_EXPIRED: '码已经过期。请对方打开“我的码”，再扫一次',
  ALREADY_GIVEN: '这一项今天已经送过了',
  NOT_ENOUGH_STARS: '这位志愿者的星级还不够',
};

/** The same codes say something else to who stands behind the counter. */
export const shopWords = (code: FailureCode, details: ErrorDetails = {}): string =>
  atTheShop[code] ?? wordsFor(code, details);

/** What stars entitle to, said to who looks. */
export function starsSentence(stars: number | null): string {
  if (stars === null) return '登记为志愿者，满一星就能用这些礼遇';
  return stars === 0 ? '您还没有星级，攒够时长就有' : `您是${starWords(stars)}志愿者，谢谢您的付出`;
}
