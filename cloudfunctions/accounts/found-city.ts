import { put, update, _ } from '../core/database';
import { now } from '../core/clock';
import { direct } from '../core/use-case';
import { versionOf } from '../core/version';
import { bindAccount } from './session';

/**
 * Puts a city's settings in place and names its first officer, who can then import the stations. Run from
 * the console; again to change the settings.
 */
export const foundCity = direct('city.found', async ({ settings, officer }) => {
  await put('settings', { _id: 'city', version: versionOf(settings), ...settings });
  const { _id, name } = await bindAccount(officer.openid, new Date(now()));
  const duties = _.addToSet(settings.city.id);
  await update(
    'accounts',
    { _id, openid: officer.openid },
    { duties, ...(name === '' ? { name: officer.name } : {}) },
  );
  return { cityId: settings.city.id };
});
