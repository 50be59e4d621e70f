/** The app's own files: written, read, opened as documents, sent to a friend. They last as long as the phone is open. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { card } from '../ui/dialog';
import { dropFile, HOME, keepFile, keptBlob, keptPaths } from '../ui/own-files';
import { temporaryBlob } from '../ui/pictures';
import { ApiFailure, asyncApi, asyncApis, askable, type ApiTable } from '../api';

const DOCUMENTS = /\.(doc|docx|xls|xlsx|ppt|pptx|pdf)$/i;
const TOTAL_LIMIT = 200 * 1024 * 1024;

type Encoding = 'utf8' | 'utf-8' | 'base64' | 'binary' | 'latin1';

function bytesOf(data: string | ArrayBuffer, encoding: Encoding): BlobPart {
  if (typeof data !== 'string') return data;
  if (encoding === 'utf8' || encoding === 'utf-8') return data;
  const letters = encoding === 'base64' ? atob(data) : data;
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer, encoding: Encoding): string {
  if (encoding === 'utf8' || encoding === 'utf-8') return new TextDecoder().decode(bytes);
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return encoding === 'base64' ? btoa(letters) : letters;
}

const missing = (operation: string, path: string) =>
  new ApiFailure(`no such file or directory, ${operation} '${path}'`, { errno: 1300002 });

function own(path: string, operation: string): string {
  if (path.startsWith(`${HOME}/`)) return path;
  throw new ApiFailure(`permission denied, ${operation} "${path}"`, { errno: 1300013 });
}

function found(path: string, operation: string): Blob {
  const blob = keptBlob(path) ?? temporaryBlob(path);
  if (!blob) throw missing(operation, path);
  return blob;
}

interface WriteOptions {
  filePath: string;
  data: string | ArrayBuffer;
  encoding?: Encoding;
}

function writeFile({ filePath, data, encoding = 'utf8' }: WriteOptions): void {
  const blob = new Blob([bytesOf(data, encoding)]);
  const others = keptPaths().filter((path) => path !== filePath);
  const total = others.reduce((sum, path) => sum + (keptBlob(path)?.size ?? 0), blob.size);
  if (total > TOTAL_LIMIT) throw new ApiFailure('the maximum size of the file storage limit is exceeded');
  keepFile(own(filePath, 'open'), blob);
}

async function readFile({ filePath, encoding }: { filePath: string; encoding?: Encoding }): Promise<object> {
  const bytes = await found(filePath, 'open').arrayBuffer();
  return { data: encoding === undefined ? bytes : textOf(bytes, encoding) };
}

function unlink({ filePath }: { filePath: string }): void {
  found(own(filePath, 'unlink'), 'unlink');
  dropFile(filePath);
}

function readdir({ dirPath }: { dirPath: string }): object {
  if (dirPath.replace(/\/$/, '') !== HOME) throw missing('scandir', dirPath);
  return { files: keptPaths().map((path) => path.slice(HOME.length + 1)) };
}

/** These answer to callbacks only: WeChat gives no promise here. */
function fileSystem(): object {
  const table: Readonly<Record<string, (options: never) => object | void | Promise<object | void>>> = {
    writeFile,
    readFile,
    unlink,
    readdir,
    access: ({ path }: { path: string }) => void found(path, 'access'),
  };
  const methods = Object.entries(table).map(([name, run]) => {
    const api = asyncApi(name, run as (options: object) => object | void);
    return [name, (options: object) => void api({ complete: () => undefined, ...options })] as const;
  });
  return askable(Object.fromEntries(methods), 'FileSystemManager');
}

const size = ({ size: bytes }: Blob): string => `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** The name and size of a file, and a way to have it on the computer. */
function description(name: string, blob: Blob): HTMLElement {
  const link = el('a', 'wx-card-text', `${name}（${size(blob)}），点这里存到电脑`);
  const type = name.endsWith('.pdf') ? 'application/pdf' : blob.type;
  link.href = URL.createObjectURL(new Blob([blob], { type }));
  link.download = name;
  return link;
}

const nameOf = (path: string): string => path.split(/[/#]/).pop() ?? 'file';

function openDocument(host: PhoneHost, options: { filePath: string; fileType?: string }): void {
  const { filePath, fileType } = options;
  const blob = found(filePath, 'open');
  if (!DOCUMENTS.test(fileType === undefined ? filePath : `.${fileType}`))
    throw new ApiFailure('filetype not supported');
  const content = description(nameOf(filePath), blob);
  // The document stays open; the call is over as soon as it shows.
  void card(host, { title: '文件已打开', content, choices: [{ text: '关闭', value: true }] });
}

async function shareFileMessage(
  host: PhoneHost,
  options: { filePath: string; fileName?: string },
): Promise<void> {
  const { filePath, fileName = nameOf(filePath) } = options;
  const content = description(fileName, found(filePath, 'open'));
  const choices = [
    { text: '取消', value: false, color: '#000000' },
    { text: '发送', value: true },
  ];
  if (!(await card(host, { title: '发送给朋友', content, choices }))) throw new ApiFailure('cancel');
}

export function fileApis(host: PhoneHost): ApiTable {
  const manager = fileSystem();
  return {
    env: { USER_DATA_PATH: HOME },
    getFileSystemManager: () => manager,
    ...asyncApis({
      openDocument: (options: { filePath: string; fileType?: string }) => openDocument(host, options),
      shareFileMessage: (options: { filePath: string; fileName?: string }) => shareFileMessage(host, options),
    }),
  };
}
