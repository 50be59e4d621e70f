import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { collectionLines, targetFaults } from '../../scripts/deploy';

const usable = { appid: 'wx0123456789abcdef', key: __filename, env: 'city-1a2b' };

test('a target with everything has no faults', () => {
  expect(targetFaults(usable)).toEqual([]);
});

test.each([
  ['no app id', { ...usable, appid: undefined }],
  ['an app id of another kind', { ...usable, appid: 'gh_0123456789ab' }],
  ['the app id of nobody that the project is opened with', { ...usable, appid: 'wx0000000000000000' }],
  ['no key', { ...usable, key: undefined }],
  ['a key that is not there', { ...usable, key: `${__filename}.gone` }],
  ['no environment', { ...usable, env: '' }],
])('%s is one fault', (_, target) => {
  expect(targetFaults(target)).toHaveLength(1);
});

test('without an account it refuses before it touches anything, and says all that is missing', () => {
  const script = join(__dirname, '../../scripts/deploy.ts');
  const { WX_APPID: _appid, WX_UPLOAD_KEY: _key, WX_CLOUD_ENV: _env, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    encoding: 'utf8',
    env,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('WX_APPID');
  expect(stderr).toContain('WX_UPLOAD_KEY');
  expect(stderr).toContain('WX_CLOUD_ENV');
});

test('an index is listed with all that the console asks for', () => {
  const lines = collectionLines([
    {
      name: 'hours',
      indexes: [
        { name: 'a_b', keys: [['a', 1], ['b', -1]], unique: true }, // prettier-ignore
        { name: 'spot', keys: [['spot', 'geo']], sparse: true },
      ],
    },
  ]);
  expect(lines.slice(1).map((line) => line.trim())).toEqual([
    'a_b: a ascending, b descending · unique',
    'spot: spot 2dsphere · sparse',
  ]);
});
