import type { Offer } from '../../../domain/benefits/rules';
import { offerFields } from '../../../domain/benefits/schemas';
import type { Input } from '../../../domain/contract';
import { fieldFault, thoseSaid } from '../../../services/fields';
import { starWords } from '../words';

/** As it is being typed. */
export interface OfferForm {
  readonly title: string;
  readonly what: string;
  readonly fromStars: number;
  readonly conditions: string;
  /** Empty: until further notice. */
  readonly until: string;
}

export const emptyForm: OfferForm = { title: '', what: '', fromStars: 1, conditions: '', until: '' };

export const formOf = ({ title, what, fromStars, conditions, until }: Offer): OfferForm => ({
  title,
  what,
  fromStars,
  conditions,
  until: until ?? '',
});

/** '登记就有', '一星起' … as many as the city has stars. */
export const starChoices = (most: number): { id: number; name: string }[] =>
  Array.from({ length: most + 1 }, (_, id) => ({ id, name: id === 0 ? '登记就有' : `${starWords(id)}起` }));

/** Nothing found wrong. */
export const noFaults: Faults = {};

export type Faults = Partial<Record<'title' | 'what' | 'conditions', string>>;

export const faultsOf = ({ title, what, conditions }: OfferForm): Faults =>
  thoseSaid({
    title: fieldFault(offerFields.title, title, '请写送什么'),
    what: fieldFault(offerFields.what, what, '请写清楚怎样送'),
    conditions: fieldFault(offerFields.conditions, conditions, ''),
  });

/** What is sent; null while something is missing. */
export function inputOf(
  form: OfferForm,
  shopId: string,
  offerId: string,
): Input<'benefits.saveOffer'> | null {
  if (Object.keys(faultsOf(form)).length > 0) return null;
  const { title, what, fromStars, conditions, until } = form;
  return {
    shopId,
    title,
    what,
    fromStars,
    conditions,
    ...(until !== '' && { until }),
    ...(offerId !== '' && { offerId }),
  };
}
