import { kept } from '../../../services/storage';
import { formFrom, keptOf, type Form } from '../form';

/** A form half filled in stays on the phone until it is sent; the ID number never does. */
const store = kept<unknown>('form:register');

export const openForm = (start: Partial<Form>): Form => formFrom(store.read(), start);

export function saveForm(form: Form): void {
  store.write(keptOf(form));
}

export function dropForm(): void {
  store.remove();
}
