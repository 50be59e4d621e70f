import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import ts from 'typescript-eslint';

/** What WeChat's compiler passes through unchanged, or turns into something else, and phones then fail on. */
const BREAKS_ON_PHONES = [
  {
    selector: 'ImportExpression',
    message: 'The compiler leaves import() as it is; mini-programs have require.async.',
  },
  { selector: 'Literal[bigint]', message: 'BigInt arithmetic is compiled wrongly.' },
  { selector: 'PropertyDefinition[declare=true]', message: 'The compiler refuses declare fields.' },
  {
    selector: 'Literal[regex.pattern=/\\(\\?<[=!]/]',
    message: 'Lookbehind stops the whole file before iOS 16.4.',
  },
];

/** Every way to ask the machine what time it is: stories, words and rules have a time of their own. */
const machineClock = (message) =>
  [
    "NewExpression[callee.name='Date'][arguments.length=0]",
    // Date() as a function answers the present as text, whatever it is given.
    "CallExpression[callee.name='Date']",
    "MemberExpression[object.name='Date'][property.name='now']",
    "VariableDeclarator[init.name='Date']",
    "CallExpression[callee.name='dayjs'][arguments.length=0]",
  ].map((selector) => ({ selector, message }));

const ASK_CLOUD_NOW = machineClock(
  'A phone may be wrong by days: ask cloudNow, or phoneNow for how long something takes (services/clock.ts).',
);

const AN_ID = '/(^|_)id$|Id$|^openid$|^seat$/';
const READS = '/^(slice|split|substring|indexOf|lastIndexOf|startsWith|endsWith|match|replace|at|charAt)$/';
const IDS_FILE = 'Ids and keys are put together in domain/ids.ts alone.';
const READ_A_FIELD =
  'Nothing is read out of an id: ask for a field of the document, or read it in domain/ids.ts.';

/** Who needs to know what an id belongs to asks the document. Ids are made in one tested place (invariant I15). */
const READS_OR_MAKES_IDS = [
  { selector: "TemplateElement[value.raw='_']", message: IDS_FILE },
  {
    selector:
      "TemplateLiteral > CallExpression[callee.property.name='slice'][callee.object.callee.name='digest']",
    message: IDS_FILE,
  },
  { selector: "CallExpression[callee.property.name='join'] > Literal[value='_']", message: IDS_FILE },
  {
    selector: `CallExpression[callee.property.name=${READS}][callee.object.name=${AN_ID}]`,
    message: READ_A_FIELD,
  },
  {
    selector: `CallExpression[callee.property.name=${READS}][callee.object.property.name=${AN_ID}]`,
    message: READ_A_FIELD,
  },
];

/** How code looks is the formatter's to decide: what only breaks lines for it says nothing. */
const BREAKS_LINES = [
  'ObjectExpression > SpreadElement > ObjectExpression',
  '* > SpreadElement > ArrayExpression',
].map((selector) => ({ selector, message: 'Write what is spread in its place.' }));

const NOW_IS_PASSED_IN = [
  ...machineClock('now is passed in.'),
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'chance is passed in.',
  },
];

const ASK_CLOUD = { object: 'wx', property: 'cloud', message: 'Use services/cloud.' };
const ASK_STORAGE = ['set', 'get', 'remove', 'clear', 'batchSet', 'batchGet']
  .flatMap((verb) => [`${verb}Storage`, `${verb}StorageSync`])
  .concat('getStorageInfo', 'getStorageInfoSync')
  .map((property) => ({ object: 'wx', property, message: 'It may be full: use services/storage.' }));

// The rules of the project that a machine can hold. What each one protects stands beside it.
export default ts.config(
  { ignores: ['dist/**', '.local/**', 'miniprogram/miniprogram_npm/**', 'coverage/**'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        // Each folder is checked by the nearest tsconfig.json above it.
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Naming a field only to leave it out of the rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Pages hand async handlers to the framework, which ignores what they return.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'off',
      'no-warning-comments': ['error', { terms: ['prettier-ignore'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...BREAKS_LINES],
    },
  },
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...BREAKS_ON_PHONES,
        ...ASK_CLOUD_NOW,
        ...READS_OR_MAKES_IDS,
        ...BREAKS_LINES,
      ],
    },
  },
  {
    files: ['miniprogram/services/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...BREAKS_ON_PHONES, ...READS_OR_MAKES_IDS, ...BREAKS_LINES] },
  },
  {
    files: ['cloudfunctions/**/*.ts'],
    ignores: ['cloudfunctions/core/clock.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...machineClock('now is passed in; only core/clock.ts asks.'),
        ...READS_OR_MAKES_IDS,
        ...BREAKS_LINES,
      ],
    },
  },
  {
    // The rules of the city run on phones and in the cloud alike: nothing of either may come in,
    // and the clock is always passed.
    files: ['miniprogram/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.{1,2}/|valibot$|js-sha256$)',
              message: 'The domain imports only itself, valibot and js-sha256.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        'wx',
        'getApp',
        'Page',
        'Component',
        'console',
        'process',
        'setTimeout',
      ],
      'no-restricted-syntax': [
        'error',
        ...BREAKS_ON_PHONES,
        ...NOW_IS_PASSED_IN,
        ...READS_OR_MAKES_IDS,
        ...BREAKS_LINES,
      ],
    },
  },
  {
    // Where they are made; a certificate's number and the id in it are read and made beside each other.
    files: ['miniprogram/domain/ids.ts', 'miniprogram/domain/certificates/content.ts'],
    rules: { 'no-restricted-syntax': ['error', ...BREAKS_ON_PHONES, ...NOW_IS_PASSED_IN, ...BREAKS_LINES] },
  },
  // Only one file talks to the cloud, and one to the phone's storage, which may be full; pages go through them.
  {
    files: ['miniprogram/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ASK_CLOUD, ...ASK_STORAGE] },
  },
  {
    files: ['miniprogram/services/cloud.ts'],
    rules: { 'no-restricted-properties': ['error', ...ASK_STORAGE] },
  },
  {
    files: ['miniprogram/services/storage.ts'],
    rules: { 'no-restricted-properties': ['error', ASK_CLOUD] },
  },
  {
    // The emulator's and the simulator's own tests are about clocks.
    files: ['tests/**/*.ts', 'harness/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
    ignores: ['tests/emulator/**', 'tests/simulator/**', 'tests/support/machine-environment.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...machineClock('A story has a time of its own; performance.now tells how long something takes.'),
        {
          selector:
            "CallExpression[callee.property.name='useFakeTimers']:not(:has(Property[key.name='now']))",
          message: 'Say what time it is: support/story-clock.ts.',
        },
        ...BREAKS_LINES,
      ],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], extends: [ts.configs.disableTypeChecked] },
  // What jest, dependency-cruiser and the cloud read is CommonJS, since the package is.
  {
    files: ['jest.*.js', '*.cjs', '.*.cjs', 'tests/other-app/functions/**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier,
);
