/** Pictures: choosing, looking, saving; canvases out of the page. */
import { canvasNode } from '../components/canvas';
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { actionSheet, overlay } from '../ui/dialog';
import { openAlbum, takePicture } from '../ui/album';
import { pickFiles, pictureSize, temporaryFile, type TemporaryFile } from '../ui/pictures';
import { ApiFailure, asyncApis, type ApiTable } from '../api';
import { requirePrivacy } from './privacy';
import { authorize } from './settings';

interface ChooseOptions {
  count?: number;
  sourceType?: readonly string[];
  mediaType?: readonly string[];
}

/** Which of both is asked, as WeChat does. */
async function choose(
  host: PhoneHost,
  api: string,
  { count = 9, sourceType = ['album', 'camera'] }: ChooseOptions,
): Promise<TemporaryFile[]> {
  await requirePrivacy(host, api);
  const names: Readonly<Record<string, string>> = { camera: '拍摄', album: '从相册选择' };
  const choices = sourceType.map((value) => ({ text: names[value] ?? value, value }));
  const source = choices.length > 1 ? await actionSheet(host, '', choices) : choices[0]?.value;
  const files = source === 'camera' ? await takePicture() : source ? await openAlbum(host, count) : [];
  if (files.length === 0) throw new ApiFailure('cancel');
  return files;
}

async function chooseMedia(host: PhoneHost, options: ChooseOptions): Promise<object> {
  if (options.mediaType?.includes('video') && options.mediaType.length === 1) {
    return host.unsupported('option', 'chooseMedia mediaType=["video"]');
  }
  const files = await choose(host, 'chooseMedia', options);
  const tempFiles = await Promise.all(
    files.map(async ({ path, size }) => ({
      tempFilePath: path,
      size,
      fileType: 'image',
      ...(await pictureSize(path)),
    })),
  );
  return { type: 'image', tempFiles };
}

/** Full screen, one after the other by arrows or a tap on the left or right third; a tap in the middle closes. */
function previewImage(
  host: PhoneHost,
  { urls, current }: { urls: readonly string[]; current?: string | number },
): object | void {
  let index = Math.max(0, typeof current === 'number' ? current : urls.indexOf(current ?? ''));
  void overlay<void>(host, 'modal', 'full', (close) => {
    const picture = el('img');
    const count = el('div', 'wx-preview-count');
    const box = el('div', 'wx-preview', picture, count);
    const show = (to: number) => {
      index = (to + urls.length) % urls.length;
      picture.src = host.resolveResource(urls[index] ?? '');
      count.textContent = `${index + 1} / ${urls.length}`;
    };
    box.addEventListener('click', (event) => {
      const share = event.offsetX / box.clientWidth;
      if (urls.length > 1 && share < 0.25) show(index - 1);
      else if (urls.length > 1 && share > 0.75) show(index + 1);
      else close();
    });
    show(index);
    return box;
  });
}

async function saveImage(host: PhoneHost, { filePath }: { filePath: string }): Promise<void> {
  await requirePrivacy(host, 'saveImageToPhotosAlbum');
  await authorize(host, 'scope.writePhotosAlbum');
  const link = el('a');
  link.href = host.resolveResource(filePath);
  link.download = filePath.split(/[/#]/).pop() ?? 'picture.png';
  link.click();
}

interface CanvasExport {
  canvas?: HTMLCanvasElement;
  canvasId?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  destWidth?: number;
  destHeight?: number;
  fileType?: 'png' | 'jpg';
  quality?: number;
}

async function exportCanvas(host: PhoneHost, options: CanvasExport): Promise<object> {
  const { canvas, x = 0, y = 0, fileType = 'png', quality = 1 } = options;
  if (!canvas) return host.unsupported('option', 'canvasToTempFilePath without canvas (type="2d")');
  const [width, height] = [options.width ?? canvas.width - x, options.height ?? canvas.height - y];
  const copy = el('canvas');
  copy.width = options.destWidth ?? width;
  copy.height = options.destHeight ?? height;
  copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, copy.width, copy.height);
  const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
  const blob = await new Promise<Blob | null>((resolve) => copy.toBlob(resolve, type, quality));
  if (!blob) throw new ApiFailure('create bitmap failed');
  return { tempFilePath: temporaryFile(blob, `canvas.${fileType}`).path };
}

async function imageInfo(host: PhoneHost, { src }: { src: string }): Promise<object> {
  const path = host.resolveResource(src);
  return {
    ...(await pictureSize(path)),
    path: src,
    orientation: 'up',
    type: /\.(\w+)$/.exec(src)?.[1] ?? 'unknown',
  };
}

export function mediaApis(host: PhoneHost): ApiTable {
  return {
    ...asyncApis({
      chooseMedia: (options: ChooseOptions) => chooseMedia(host, options),
      chooseImage: async (options: ChooseOptions) => {
        const files = await choose(host, 'chooseImage', options);
        return {
          tempFilePaths: files.map(({ path }) => path),
          tempFiles: files.map(({ path, size }) => ({ path, size })),
        };
      },
      chooseMessageFile: async ({
        count = 1,
        extension,
      }: {
        count?: number;
        extension?: readonly string[];
      }) => {
        await requirePrivacy(host, 'chooseMessageFile');
        const files = await pickFiles({
          count,
          accept: extension?.map((each) => `.${each.replace(/^\./, '')}`).join(',') ?? '',
        });
        if (files.length === 0) throw new ApiFailure('cancel');
        return {
          tempFiles: files.map(({ path, name, size }) => ({
            path,
            name,
            size,
            type: 'file',
            time: Math.floor(Date.now() / 1000),
          })),
        };
      },
      previewImage: (options: { urls: readonly string[]; current?: string | number }) =>
        previewImage(host, options),
      previewMedia: ({ sources, current = 0 }: { sources: readonly { url: string }[]; current?: number }) =>
        previewImage(host, { urls: sources.map(({ url }) => url), current }),
      saveImageToPhotosAlbum: (options: { filePath: string }) => saveImage(host, options),
      getImageInfo: (options: { src: string }) => imageInfo(host, options),
      compressImage: ({ src }: { src: string }) => ({ tempFilePath: src }),
      canvasToTempFilePath: (options: CanvasExport) => exportCanvas(host, options),
    }),
    createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) => {
      const canvas = el('canvas');
      canvas.width = width;
      canvas.height = height;
      return canvasNode(canvas, (src) => host.resolveResource(src));
    },
  };
}
