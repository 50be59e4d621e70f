import { cloudNow } from '../../services/clock';
import { tell } from '../../services/phone';
import { session } from '../../services/session';
import { faultsOf, inputOf, readingOf, USUAL_AGES, type Faults, type Form } from './form';

/** A registration form as the page holds it: judged now, by the ages of this city. */

const ages = () => session()?.ages ?? USUAL_AGES;

export const readingNow = (form: Form) => readingOf(form.idNumber, ages(), cloudNow());
export const faultsNow = (form: Form, own: boolean): Faults => faultsOf(form, ages(), cloudNow(), own);
export const inputNow = (form: Form) => inputOf(form, ages(), cloudNow());

/** The form is long, and what is wrong may be far above the button: says how much it is and leads there. */
export function showFaults({ agrees, ...fields }: Faults): void {
  const wrong = Object.keys(fields).length;
  tell(`还有 ${wrong + (agrees === undefined ? 0 : 1)} 处要填好`);
  const selector = wrong === 0 ? '#consents' : '#fields';
  wx.pageScrollTo({ selector, offsetTop: -20, fail: () => undefined });
}

export const isFilled = (faults: Faults): boolean => Object.keys(faults).length === 0;
