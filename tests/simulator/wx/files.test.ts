import { readFile } from 'node:fs/promises';

import { TestPhone } from '../components/phone';

let phone: TestPhone;
beforeAll(async () => (phone = await TestPhone.start()));
afterAll(() => phone.stop());

const PATH = 'wxfile://usr/名册.xlsx';

/** One call of the file system's; what it told `success` or `fail`. */
const fs = (method: string, options: object): Promise<Record<string, unknown>> =>
  phone.page.evaluate(
    ([name, given]) =>
      new Promise<Record<string, unknown>>((resolve) => {
        const { wx } = window as unknown as { wx: { getFileSystemManager(): Record<string, unknown> } };
        const manager = wx.getFileSystemManager();
        const run = manager[name] as (options: object) => void;
        // A failure is an Error, which loses its fields on the way here.
        run({ ...given, success: resolve, fail: (failure: object) => resolve({ ...failure }) });
      }),
    [method, options] as const,
  );

test('what is written is read as it was, listed, and gone once removed', async () => {
  await phone.open('controls');
  expect(await fs('writeFile', { filePath: PATH, data: 'AAECgP8=', encoding: 'base64' })).toEqual({
    errMsg: 'writeFile:ok',
  });
  expect(await fs('readFile', { filePath: PATH, encoding: 'base64' })).toMatchObject({ data: 'AAECgP8=' });
  expect(await fs('readdir', { dirPath: 'wxfile://usr' })).toMatchObject({ files: ['名册.xlsx'] });
  expect(await fs('unlink', { filePath: PATH })).toEqual({ errMsg: 'unlink:ok' });
  expect(await fs('readFile', { filePath: PATH })).toMatchObject({
    errMsg: `readFile:fail no such file or directory, open '${PATH}'`,
  });
});

test('nothing is written outside the app’s own folder', async () => {
  await phone.open('controls');
  expect(await fs('writeFile', { filePath: 'wxfile://tmp/a.txt', data: 'a' })).toMatchObject({
    errMsg: expect.stringContaining('writeFile:fail permission denied') as string,
  });
});

test('a document is opened, and saved to the computer as it is', async () => {
  const page = await phone.open('controls');
  await fs('writeFile', { filePath: PATH, data: 'UEs=', encoding: 'base64' });
  expect(await phone.call('openDocument', { filePath: PATH })).toEqual({ errMsg: 'openDocument:ok' });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('名册.xlsx').click()]);
  expect(download.suggestedFilename()).toBe('名册.xlsx');
  expect(await readFile(await download.path(), 'latin1')).toBe('PK');
  await page.getByText('关闭').click();
});

test('a file of another kind, or none, is not opened', async () => {
  await phone.open('controls');
  await fs('writeFile', { filePath: 'wxfile://usr/a.txt', data: 'a' });
  expect(await phone.call('openDocument', { filePath: 'wxfile://usr/a.txt' })).toMatchObject({
    errMsg: 'openDocument:fail filetype not supported',
  });
  expect(await phone.call('openDocument', { filePath: 'wxfile://usr/b.pdf' })).toMatchObject({
    errMsg: expect.stringContaining('no such file') as string,
  });
});

test('a file is sent, or not', async () => {
  const page = await phone.open('controls');
  await fs('writeFile', { filePath: PATH, data: 'UEs=', encoding: 'base64' });
  const sent = await phone.begin('shareFileMessage', { filePath: PATH, fileName: '三月名册.xlsx' });
  await page.getByText('三月名册.xlsx').waitFor();
  await page.getByText('发送', { exact: true }).click();
  expect(await sent()).toEqual({ errMsg: 'shareFileMessage:ok' });
  const kept = await phone.begin('shareFileMessage', { filePath: PATH });
  await page.getByText('取消', { exact: true }).last().click();
  expect(await kept()).toEqual({ errMsg: 'shareFileMessage:fail cancel' });
});
