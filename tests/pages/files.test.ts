import { readBytes, saveAndOpen, saveAndSend, saveToAlbum } from '../../miniprogram/services/files';

type Done = { success?: (answer: object) => void; fail?: (failure: object) => void; complete?: () => void };

/** WeChat's file system as far as the service uses it, and what was asked of WeChat. */
function phone(answers: Partial<Record<string, () => Promise<unknown>>> = {}) {
  const files = new Map<string, unknown>([['wxfile://usr/old.pdf', 'old']]);
  const asked: string[] = [];
  const call = (name: string) => async (options: { filePath: string }) => {
    asked.push(`${name} ${options.filePath}`);
    await answers[name]?.();
  };
  const fs = {
    writeFile: ({ filePath, data, success }: Done & { filePath: string; data: unknown }) => {
      files.set(filePath, data);
      success?.({});
    },
    readFile: ({ filePath, success, fail }: Done & { filePath: string }) =>
      files.has(filePath) ? success?.({ data: files.get(filePath) }) : fail?.({ errMsg: 'readFile:fail' }),
    readdir: ({ success }: Done) =>
      success?.({ files: [...files.keys()].map((path) => path.replace('wxfile://usr/', '')) }),
    unlink: ({ filePath, complete }: Done & { filePath: string }) => {
      files.delete(filePath);
      complete?.();
    },
  };
  Object.assign(globalThis, {
    wx: {
      env: { USER_DATA_PATH: 'wxfile://usr' },
      getFileSystemManager: () => fs,
      openDocument: call('open'),
      shareFileMessage: call('send'),
      saveImageToPhotosAlbum: call('album'),
    },
  });
  return { files, asked };
}

const failing = (errMsg: string) => () => Promise.reject(Object.assign(new Error(), { errMsg }));

test('a file is written under a name that any phone takes, and opened; the one before it goes', async () => {
  const { files, asked } = phone();
  expect(await saveAndOpen('证明 1/2?.pdf', 'UEs=')).toBe(true);
  expect([...files]).toEqual([['wxfile://usr/证明_1_2_.pdf', 'UEs=']]);
  expect(asked).toEqual(['open wxfile://usr/证明_1_2_.pdf']);
});

test('what cannot be opened is told; closing the choice of a friend is no failure', async () => {
  phone({ open: failing('openDocument:fail'), send: failing('shareFileMessage:fail cancel') });
  expect(await saveAndOpen('a.pdf', new ArrayBuffer(2))).toBe(false);
  expect(await saveAndSend('a.pdf', new ArrayBuffer(2))).toBe(true);
  phone({ send: failing('shareFileMessage:fail') });
  expect(await saveAndSend('a.pdf', 'UEs=')).toBe(false);
});

test('bytes are read as they are', async () => {
  const { files } = phone();
  const bytes = new ArrayBuffer(3);
  files.set('tmp', bytes);
  expect(await readBytes('tmp')).toBe(bytes);
  await expect(readBytes('none')).rejects.toMatchObject({ errMsg: 'readFile:fail' });
});

test.each([
  ['SAVED', undefined],
  ['REFUSED', 'saveImageToPhotosAlbum:fail auth deny'],
  ['REFUSED', 'saveImageToPhotosAlbum:fail privacy permission is not authorized'],
  ['REFUSED', 'saveImageToPhotosAlbum:fail cancel'],
  ['FAILED', 'saveImageToPhotosAlbum:fail file not found'],
])('the album: %s', async (answer, errMsg) => {
  phone(errMsg === undefined ? {} : { album: failing(errMsg) });
  expect(await saveToAlbum('tmp')).toBe(answer);
});
