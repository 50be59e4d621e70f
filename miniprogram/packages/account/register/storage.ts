import { draftOf } from '../../../kit/draft';
import { emptyForm, formFrom, type Form } from '../form';

/** A form half filled in stays on the phone until it is sent; the ID number and what is agreed to never do. */
const draft = draftOf<Form>('register', '', ['idNumber', 'agrees', 'tellsPlace', 'guardianAgrees']);

export function openForm(start: Partial<Form>): Form {
  const typed = draft.over({ ...emptyForm, ...start });
  const { idNumber, agrees, tellsPlace, guardianAgrees } = typed;
  return { ...formFrom(typed), idNumber, agrees, tellsPlace, guardianAgrees };
}

export const saveForm = (form: Partial<Form>): void => draft.keep(form);

export const dropForm = (): void => draft.drop();
