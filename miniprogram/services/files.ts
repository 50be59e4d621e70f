/** Files made on this phone or sent by the cloud as base64: kept under a name people can read, opened, sent to a friend. */
const fs = () => wx.getFileSystemManager();
const own = (name: string): string => `${wx.env.USER_DATA_PATH}/${name}`;

/** What no file system takes in a name. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, '_').slice(-80);

/** Opens it with WeChat's own reader, from where it can be printed, kept or sent on. False when that failed. */
export async function saveAndOpen(name: string, content: string | ArrayBuffer): Promise<boolean> {
  try {
    const filePath = await write(name, content);
    await wx.openDocument({ filePath, showMenu: true });
    return true;
  } catch {
    return false;
  }
}

/** Sends it to somebody chosen in WeChat; closing that without choosing is no failure. */
export async function saveAndSend(name: string, content: string | ArrayBuffer): Promise<boolean> {
  try {
    const filePath = await write(name, content);
    await wx.shareFileMessage({ filePath, fileName: safe(name) });
    return true;
  } catch (error) {
    return isCancel(error);
  }
}

const isCancel = (error: unknown): boolean => /cancel/.test((error as { errMsg?: string }).errMsg ?? '');

/** Of a temporary file, such as a picture out of a canvas. */
export function readBytes(filePath: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) =>
    fs().readFile({ filePath, success: ({ data }) => resolve(data as ArrayBuffer), fail: reject }),
  );
}

/** Text is base64. Earlier files go: they hold people's names, and nobody looks for them here. */
async function write(name: string, content: string | ArrayBuffer): Promise<string> {
  for (const file of await kept()) await drop(file);
  const filePath = own(safe(name));
  await new Promise<unknown>((resolve, reject) =>
    fs().writeFile({
      filePath,
      data: content,
      ...(typeof content === 'string' && { encoding: 'base64' as const }),
      success: resolve,
      fail: reject,
    }),
  );
  return filePath;
}

const kept = (): Promise<string[]> =>
  new Promise((resolve) =>
    fs().readdir({
      dirPath: wx.env.USER_DATA_PATH,
      success: ({ files }) => resolve(files),
      fail: () => resolve([]),
    }),
  );

/** WeChat's own files stand there too and cannot be removed: then they stay. */
const drop = (file: string): Promise<void> =>
  new Promise((resolve) => fs().unlink({ filePath: own(file), complete: () => resolve() }));

export type Saved = 'SAVED' | 'REFUSED' | 'FAILED';

/** Puts a picture into the phone's album; REFUSED when its holder does not allow that. */
export async function saveToAlbum(filePath: string): Promise<Saved> {
  try {
    await wx.saveImageToPhotosAlbum({ filePath });
    return 'SAVED';
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    return /auth|privacy|denied|cancel/i.test(errMsg) ? 'REFUSED' : 'FAILED';
  }
}
