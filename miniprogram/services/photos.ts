import type { PhotoView } from '../domain/activities/views';
import { call, newNonce, upload, type Result } from './cloud';

/** Photos: chosen on the phone, put into the cloud, shown. */

/** As WeChat's album or camera gives them, made smaller; none when it was closed, and why not when there are none. */
export async function choosePhotos(count: number): Promise<readonly string[] | 'DENIED' | 'FAILED'> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count,
      mediaType: ['image'],
      sourceType: ['album', 'camera'],
      sizeType: ['compressed'],
    });
    return tempFiles.map(({ tempFilePath }) => tempFilePath);
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (/cancel/.test(errMsg)) return [];
    return /auth|denied|deny|privacy|permission/i.test(errMsg) ? 'DENIED' : 'FAILED';
  }
}

/** One photo of an activity; answers its id in the cloud's storage. */
export async function sendPhoto(
  activityId: string,
  path: string,
  onProgress: (percent: number) => void,
): Promise<Result<{ file: string }>> {
  const extension = /\.(\w{1,8})$/.exec(path)?.[1] ?? 'jpg';
  const name = `${newNonce()}.${extension}`;
  const announced = await call('photos.upload', { activityId, name });
  return announced.ok ? upload(announced.data.path, path, onProgress) : announced;
}

/** Full screen, to be swiped through. */
export function showPhotos(urls: readonly string[], current: number): void {
  wx.previewImage({ urls: [...urls], current: urls[current] ?? '', fail: () => undefined });
}

/** One photo on a page. */
export interface PhotoTile {
  readonly id: string;
  readonly src: string;
  /** What there is to know of it, below it; empty where everyone sees it. */
  readonly note: string;
  readonly bad: boolean;
  /** For who does not see it. */
  readonly label: string;
}

const notes: Readonly<Record<PhotoView['state'], string>> = {
  pending: '正在检查',
  held: '等待审核',
  passed: '',
  refused: '没有通过',
};

export const noteOf = (state: PhotoView['state']): string => notes[state];

export const labelOf = (index: number, count: number, note: string): string =>
  `活动照片，第 ${index + 1} 张，共 ${count} 张${note && `，${note}`}`;

/** Those that can be looked at: what was refused has no picture any more. */
export function photoTiles(photos: readonly PhotoView[]): PhotoTile[] {
  const shown = photos.filter(({ file }) => file !== '');
  return shown.map(({ id, file, state }, index) => {
    const note = noteOf(state);
    return { id, src: file, note, bad: false, label: labelOf(index, shown.length, note) };
  });
}
