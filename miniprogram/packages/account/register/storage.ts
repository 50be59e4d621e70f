import { formFrom, keptOf, type Form } from '../form';

/** A form half filled in stays on the phone until it is sent; the ID number never does. */
const KEY = 'form:register';

export const openForm = (start: Partial<Form>): Form => formFrom(wx.getStorageSync<unknown>(KEY), start);

export function saveForm(form: Form): void {
  wx.setStorage({ key: KEY, data: keptOf(form), fail: () => undefined });
}

export function dropForm(): void {
  wx.removeStorage({ key: KEY, fail: () => undefined });
}
