/**
 * What WeChat has and the simulator does not is listed by name in simulator/README.md. The list is what comes out here:
 * `UPDATE_README=1 npx jest tests/simulator/fidelity` writes it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import ts from 'typescript';

import { TestPhone, type PhoneWindow } from './components/phone';

const README = resolve(__dirname, '../../simulator/README.md');
const COMPONENTS = resolve(__dirname, '../../simulator/wechat/components.json');
const TYPINGS = join(dirname(require.resolve('miniprogram-api-typings')), 'types/wx');
const SECTION = /(<!-- missing -->\n)[\s\S]*(<!-- \/missing -->)/;

/** Members of one interface of WeChat's typings: each is an API. */
function namesIn(file: string, wanted: string): string[] {
  const text = readFileSync(join(TYPINGS, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === wanted)
      for (const { name } of node.members) if (name) names.add(name.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...names].sort();
}

let phone: TestPhone;
beforeAll(async () => {
  phone = await TestPhone.start();
  await phone.open('controls');
});
afterAll(() => phone.stop());

const usable = (schemas: readonly string[]): Promise<boolean[]> =>
  phone.page.evaluate((asked) => {
    const { wx } = window as unknown as PhoneWindow;
    return asked.map((schema) => wx.canIUse(schema));
  }, schemas);

/** Those of the names that canIUse denies. */
async function missing(names: readonly string[], before = ''): Promise<string[]> {
  const can = await usable(names.map((name) => before + name));
  return names.filter((_name, at) => !can[at]);
}

async function list(): Promise<string> {
  const apis = namesIn('lib.wx.api.d.ts', 'Wx');
  const cloud = namesIn('lib.wx.cloud.d.ts', 'WxCloud');
  const components = JSON.parse(readFileSync(COMPONENTS, 'utf8')) as Record<string, string[]>;
  const tags = Object.keys(components);
  const missingTags = await missing(tags);
  const attributes: string[] = [];
  for (const tag of tags.filter((name) => !missingTags.includes(name))) {
    const names = await missing(components[tag] ?? [], `${tag}.`);
    if (names.length > 0) attributes.push(`\`${tag}\`: ${names.join(', ')}`);
  }
  const missingApis = await missing(apis);
  return [
    `**Tags** (${tags.length - missingTags.length} of ${tags.length} are built): ${missingTags.join(', ')}`,
    `**Attributes**: ${attributes.join('; ')}`,
    `**wx.** (${apis.length - missingApis.length} of ${apis.length}): ${missingApis.join(', ')}`,
    `**wx.cloud.**: ${(await missing(cloud, 'cloud.')).join(', ')}`,
  ].join('\n\n');
}

test('the README lists by name what is not built', async () => {
  const before = readFileSync(README, 'utf8');
  const wanted = before.replace(SECTION, `$1\n${await list()}\n\n$2`);
  if (process.env['UPDATE_README'] !== undefined) writeFileSync(README, wanted);
  expect(readFileSync(README, 'utf8')).toBe(wanted);
});

test('what the phone answers to is what canIUse says, and nothing that WeChat does not have', async () => {
  const names = await phone.page.evaluate(() => Object.keys((window as unknown as PhoneWindow).wx));
  expect(await missing(names)).toEqual([]);
  // The typings leave one out that WeChat's documentation has.
  const known = new Set([...namesIn('lib.wx.api.d.ts', 'Wx'), 'cloud', 'createMediaQueryObserver']);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});
