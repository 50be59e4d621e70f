/** What is typed is never lost: every form, left and come back to, and after the app was closed. */
import type { Browser, Locator } from 'playwright-core';

import type { City } from '../../harness/city';
import { openPhone, type LonePhone } from '../../harness/phones';
import { until } from '../../harness/wait';
import { inCity } from '../support/in-city';

let browser: Browser;
let city: City;

inCity((scene) => {
  ({ browser, city } = scene);
});

interface FormPage {
  readonly openid: string;
  readonly path: string;
  /** What has to be tapped before the form stands there. */
  readonly tap?: string;
  /** Placeholders of what must not outlive the app; every one of a form that is about somebody else. */
  readonly secret?: readonly string[] | 'all';
}

const FORMS: readonly FormPage[] = [
  { openid: 'o-newcomer', path: 'packages/account/register/index', secret: ['18 位'] },
  { openid: 'o-newcomer', path: 'packages/account/rebind/index', secret: ['18 位'] },
  { openid: 'o-newcomer', path: 'packages/account/claim/index', secret: 'all' },
  { openid: 'o-newcomer', path: 'packages/certificate/verify/index' },
  { openid: 'o-chen-xiaoyu', path: 'packages/account/profile/index' },
  { openid: 'o-chen-xiaoyu', path: 'packages/team/found/index' },
  { openid: 'o-li-daye', path: 'packages/account/family/index', tap: '添加一位家人' },
  { openid: 'o-wang-fang', path: 'packages/leader/post/index' },
  { openid: 'o-wang-fang', path: 'packages/account/person/index?teamId=t', secret: 'all' },
  { openid: 'o-wang-fang', path: 'packages/leader/correct/index?lineId=l&minutes=60&shift=120' },
  { openid: 'o-officer', path: 'packages/team/found/index?register=yes' },
  { openid: 'o-officer', path: 'packages/benefits/edit/index' },
  { openid: 'o-officer', path: 'packages/benefits/offer/index?shopId=s' },
];

const FIELDS = ':is(wx-input, wx-textarea):not(wx-number-stepper *)';
/** Fields of text: a stepper's number has bounds of its own. */
const fieldsOf = (phone: LonePhone): Locator => phone.screen.locator(FIELDS).locator('input, textarea');

const valuesOf = (phone: LonePhone): Promise<string[]> =>
  fieldsOf(phone).evaluateAll((fields) =>
    fields.map((field) => (field as unknown as { value: string }).value),
  );

async function openForm(phone: LonePhone, { path, tap }: FormPage): Promise<void> {
  await phone.frame.evaluate(`void wx.navigateTo({ url: '/${path}' })`);
  await phone.page(path.split('?')[0] ?? '');
  if (tap !== undefined) await phone.tap(tap);
  await fieldsOf(phone).first().waitFor();
}

async function typeAll(phone: LonePhone): Promise<string[]> {
  const count = await fieldsOf(phone).count();
  for (let i = 0; i < count; i += 1) {
    const field = fieldsOf(phone).nth(i);
    await field.fill('');
    await field.focus();
    await phone.frame.page().keyboard.insertText(String(1000 + i));
  }
  return Array.from({ length: count }, (_, i) => String(1000 + i));
}

test.each(FORMS)('$path of $openid', async (form) => {
  const phone = await openPhone(browser, city.url, { openid: form.openid, path: 'pages/me/index' });
  await phone.page('pages/me/index');
  await openForm(phone, form);
  const typed = await typeAll(phone);
  expect(await valuesOf(phone)).toEqual(typed);

  await phone.back();
  await openForm(phone, form);
  await until(async () => (await valuesOf(phone)).join() === typed.join());

  const { secret = [] } = form;
  const hosts = phone.screen.locator(FIELDS);
  const secrets = await Promise.all(
    typed.map(async (_, i) => {
      if (secret === 'all') return true;
      const placeholder = await hosts.nth(i).evaluate((host) => host.textContent);
      return secret.some((words) => placeholder?.includes(words) === true);
    }),
  );
  await phone.restart();
  await openForm(phone, form);
  const expected = typed.map((value, i) => (secrets[i] === true ? '' : value));
  await until(async () => (await valuesOf(phone)).join() === expected.join());
  expect(await phone.errors()).toEqual([]);
  await phone.close();
});
