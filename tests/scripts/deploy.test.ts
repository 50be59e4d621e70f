import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVELOPMENT_KEYS } from '../../scripts/development-keys';
import { collectionLines, functionFaults, targetFaults } from '../../scripts/deploy';
import { keyFaults, wantedVariables } from '../../scripts/deploy-keys';

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
  const { WX_APPID: _appid, WX_UPLOAD_KEY: _key, WX_CLOUD_ENV: _env, ID_KEY: _id, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    encoding: 'utf8',
    env,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('WX_APPID');
  expect(stderr).toContain('WX_UPLOAD_KEY');
  expect(stderr).toContain('WX_CLOUD_ENV');
  expect(stderr).toContain('ID_KEY');
});

test('a function with more than one timer is refused before anything is uploaded, and named', () => {
  const built = mkdtempSync(join(tmpdir(), 'deploy-'));
  const timers = (names: readonly string[]) =>
    names.map((name) => ({ name, type: 'timer', config: '0 * * * * * *' }));
  for (const [name, triggers] of [
    ['one', timers(['a'])],
    ['two', timers(['a', 'b'])],
    ['none', undefined],
  ] as const) {
    mkdirSync(join(built, name));
    writeFileSync(join(built, name, 'config.json'), JSON.stringify({ triggers }));
  }
  const faults = functionFaults(built, ['one', 'two', 'none']);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('two');
  rmSync(built, { recursive: true });
});

test('an index is listed with all that the console asks for', () => {
  const lines = collectionLines([
    {
      name: 'hours',
      indexes: [
        {
          name: 'a_b',
          keys: [
            ['a', 1],
            ['b', -1],
          ],
          unique: true,
        },
        { name: 'spot', keys: [['spot', 'geo']] },
        { name: 'dueAt', keys: [['dueAt', 1]], sparse: true },
      ],
    },
  ]);
  expect(lines.slice(1).map((line) => line.trim())).toEqual([
    'a_b: a ascending, b descending · unique',
    'spot: spot 2dsphere',
    'dueAt: dueAt ascending · better sparse',
  ]);
});

describe('the keys of ID numbers', () => {
  const key = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64');
  const keys = { ID_KEY: key('a'), ID_HASH_KEY: key('b') };

  test('are two, of 32 bytes, and not those of a laptop', () => {
    expect(keyFaults(keys)).toEqual([]);
    expect(keyFaults({})).toHaveLength(2);
    expect(keyFaults({ ...keys, ID_KEY: 'c2hvcnQ=' })).toHaveLength(1);
    expect(keyFaults(DEVELOPMENT_KEYS)).toHaveLength(2);
    expect(keyFaults({ ID_KEY: key('a'), ID_HASH_KEY: key('a') })).toHaveLength(1);
  });

  test('are set once, beside whatever else is set, and never replaced', () => {
    const other = { key: 'TZ', value: 'UTC' };
    const both = [
      { key: 'ID_KEY', value: keys.ID_KEY },
      { key: 'ID_HASH_KEY', value: keys.ID_HASH_KEY },
    ];
    expect(wantedVariables([other], keys)).toEqual([other, ...both]);
    expect(wantedVariables([other, ...both], keys)).toBeNull();
    expect(() => wantedVariables(both, { ...keys, ID_KEY: key('c') })).toThrow('ID_KEY');
  });
});
