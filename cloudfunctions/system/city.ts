import { accountIdOf } from '#domain/ids';
import { insert, put, update, _ } from '../core/database';
import { now } from '../core/clock';
import { direct } from '../core/use-case';
import { newAccount } from '../accounts/session';

/**
 * Puts a city's settings in place and names its first officer, who can then import the stations. Run from
 * the console; again to change the settings.
 */
export const found = direct('city.found', async ({ settings, officer }) => {
  await put('settings', { _id: 'city', ...settings });
  const accountId = accountIdOf(officer.openid);
  const account = { ...newAccount({ accountId, openid: officer.openid }, now()), name: officer.name };
  await insert('accounts', { ...account, duties: [settings.city.id] });
  await update('accounts', { _id: accountId }, { duties: _.addToSet(settings.city.id) });
  return { cityId: settings.city.id };
});
