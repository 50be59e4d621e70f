/** Functions of other projects: not bundled, with modules in a layer, and with older versions of the SDK. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { startTestEmulator, type TestEmulator } from '../../harness/emulator';

let folder: string;
let emulator: TestEmulator;
const before = process.env['NODE_PATH'];

/** A folder with one folder for each version of the SDK to try, each with its node_modules. */
const OLDER_SDKS = process.env['OLDER_SDKS'];
const versions = OLDER_SDKS !== undefined && existsSync(OLDER_SDKS) ? readdirSync(OLDER_SDKS) : [];

const UPLOAD = `
const cloud = require('wx-server-sdk');
cloud.init();
exports.main = async ({ cloudPath, text }) => {
  const { fileID } = await cloud.uploadFile({ cloudPath, fileContent: Buffer.from(text) });
  const { fileContent } = await cloud.downloadFile({ fileID });
  const { fileList } = await cloud.getTempFileURL({ fileList: [fileID] });
  const { fileList: deleted } = await cloud.deleteFile({ fileList: [fileID] });
  return { fileID, text: String(fileContent), address: fileList[0].tempFileURL, deleted: deleted[0].status };
};`;

async function addFunction(name: string, code: string): Promise<void> {
  const home = join(folder, 'functions', name);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'index.js'), code);
  await writeFile(join(home, 'config.json'), '{ "timeout": 20 }');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'other-functions-'));
  const layer = join(folder, 'layer', 'node_modules', 'layered');
  await mkdir(layer, { recursive: true });
  await writeFile(join(layer, 'index.js'), "exports.word = 'from the layer';");
  await addFunction('asks', "exports.main = () => require('layered').word;");
  await addFunction('path', 'exports.main = () => process.env.NODE_PATH;');
  for (const version of versions)
    await addFunction(`upload-${version.replaceAll('.', '-')}`, withSdk(version));
  process.env['NODE_PATH'] = join(folder, 'layer', 'node_modules');
  emulator = await startTestEmulator({ functions: join(folder, 'functions') });
});

afterAll(async () => {
  await emulator.close();
  if (before === undefined) delete process.env['NODE_PATH'];
  else process.env['NODE_PATH'] = before;
  await rm(folder, { recursive: true });
});

function withSdk(version: string): string {
  const place = join(OLDER_SDKS ?? '', version, 'node_modules', 'wx-server-sdk');
  return UPLOAD.replace("'wx-server-sdk'", JSON.stringify(place));
}

test('a function finds modules of layers: where NODE_PATH says, then in /opt', async () => {
  expect((await emulator.call('asks', {})).result).toBe('from the layer');
  const { result } = await emulator.call<string>('path', {});
  expect(result?.split(delimiter)).toEqual([
    join(folder, 'layer', 'node_modules'),
    '/opt',
    '/opt/node_modules',
  ]);
});

interface Permission {
  url: string;
  authorization: string;
  token: string;
  fileId: string;
  cosFileId: string;
}

async function permission(path: string): Promise<Permission> {
  const reply = await fetch(`${emulator.url}/admin`, {
    method: 'POST',
    body: JSON.stringify({ action: 'storage.getUploadMetadata', path }),
  });
  return ((await reply.json()) as { data: Permission }).data;
}

/** As the SDK does before its version 4: a form whose last field is the file. */
async function upload(path: string, text: string, change: Record<string, string> = {}): Promise<Response> {
  const { url, authorization, token, cosFileId } = await permission(path);
  const fields = { Signature: authorization, 'x-cos-security-token': token, 'x-cos-meta-fileid': cosFileId };
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, key: path, ...change })) form.append(name, value);
  form.append('file', new Blob([text]));
  return fetch(url, { method: 'POST', body: form });
}

test('an upload as a form is kept, and answered with nothing, as older SDKs expect', async () => {
  const reply = await upload('照片/一.txt', '第一行\r\n\r\n--第二行');
  expect([reply.status, await reply.text()]).toEqual([200, '']);
  const kept = await fetch(`${emulator.url}/files/${encodeURI('照片/一.txt')}`);
  expect(await kept.text()).toBe('第一行\r\n\r\n--第二行');
});

test.each([
  ['with a signature of somebody else', { Signature: 'other' }],
  ['under the key of another file', { key: 'b.txt' }],
])('an upload %s is refused in XML, which every SDK reads', async (_how, change) => {
  const reply = await upload('a.txt', 'x', change);
  expect(reply.status).toBe(403);
  expect(await reply.text()).toMatch(
    /<Error><Code>AccessDenied<\/Code><Message>.+<\/Message><RequestId>.+<\/RequestId><TraceId>.+<\/TraceId><\/Error>$/,
  );
  expect((await fetch(`${emulator.url}/files/a.txt`)).status).toBe(404);
});

const withOlder = versions.length > 0 ? test : test.skip;
withOlder.each(versions.length > 0 ? versions : ['OLDER_SDKS names no folder'])(
  'the real SDK uploads, reads back, and deletes: %s',
  async (version) => {
    const name = `upload-${version.replaceAll('.', '-')}`;
    const { result, errMsg } = await emulator.call(name, { cloudPath: '目录/一.txt', text: '字' });
    expect({ result, errMsg }).toMatchObject({
      errMsg: 'cloud.callFunction:ok',
      result: { text: '字', deleted: 0, address: expect.stringContaining('/files/') as string },
    });
  },
);
