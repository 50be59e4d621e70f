import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** WeChat draws nothing for a tag that a page's json does not name, and says nothing: found by reading. */
const APP = resolve(__dirname, '../../miniprogram');
/** WeChat's own, as far as they are used here. */
const BUILT_IN =
  /^(view|text|image|button|input|textarea|picker|canvas|map|scroll-view|block|slot|template)$/;

type Declared = { usingComponents?: Readonly<Record<string, string>> };

const read = (file: string): string => readFileSync(join(APP, file), 'utf8');
const named = (file: string): string[] =>
  Object.keys((JSON.parse(read(file)) as Declared).usingComponents ?? {});

const everywhere = named('app.json');
const templates = readdirSync(APP, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === 'index.wxml')
  .map(({ parentPath, name }) => relative(APP, join(parentPath, name)))
  .filter((file) => !file.startsWith('miniprogram_npm'));

const fieldsOf = (wxml: string): string[] => wxml.match(/<(?:input|textarea)\s[^>]*>/g) ?? [];

const tagsOf = (wxml: string): string[] =>
  [...wxml.matchAll(/<([a-z][\w-]*)/g)].map(([, tag = '']) => tag).filter((tag) => !BUILT_IN.test(tag));

test.each(templates)('%s names the components that it shows, and no others', (file) => {
  const known = named(file.replace(/wxml$/, 'json'));
  const shown = new Set(tagsOf(read(file)));
  expect([...shown].filter((tag) => !known.includes(tag) && !everywhere.includes(tag))).toEqual([]);
  expect(known.filter((tag) => !shown.has(tag))).toEqual([]);
});

/** WeChat cuts what is pasted at `maxlength` (at 140 where nothing is said), gaps and all: the rules tidy and measure. */
test.each(templates.filter((file) => fieldsOf(read(file)).length > 0))(
  '%s takes what is typed whole',
  (file) => {
    expect(fieldsOf(read(file)).filter((field) => !/\smaxlength="-1"/.test(field))).toEqual([]);
  },
);

/** What is looked for, and parts of a form, which tell the form around them; a pasted code is dead within seconds. */
const NO_FORMS = [
  'components/relation-choice',
  'packages/resident/components/visit-fields',
  'components/station-picker',
  'pages/stations',
  'packages/team/list',
  'packages/team/members',
  'packages/leader/components/name-sheet',
  'packages/leader/components/number-stepper',
  'packages/leader/components/slot-editor',
  'packages/account/components/person-fields',
  'components/phone-field',
  'packages/resident/components/signup-sheet',
  'packages/resident/services',
  'packages/requests/components/going-sheet',
  'packages/volunteer/scan',
];
const formFolders = templates.filter((file) => fieldsOf(read(file)).length > 0).map((file) => dirname(file));

test.each(formFolders.filter((folder) => !NO_FORMS.includes(folder)))('%s keeps what is typed', (folder) => {
  const scripts = readdirSync(join(APP, folder)).filter((name) => name.endsWith('.ts'));
  const keeps = scripts.some((name) => /kit\/draft|services\/storage/.test(read(join(folder, name))));
  expect(keeps).toBe(true);
});

test('every place that is said to be no form has a field', () => {
  expect(NO_FORMS.filter((folder) => !formFolders.includes(folder))).toEqual([]);
});
