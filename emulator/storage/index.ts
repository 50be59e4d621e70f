import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { GatewayError } from '../errors';
import { parseMultipart } from './multipart';
import type { Action } from '../action';
import { HttpError, type Reply, type Request, type Route } from '../http';
import type { Records } from '../records';
import { isFields, textOf } from '../values';

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const MAX_FILE = 50 * 1024 * 1024;

interface Options {
  readonly directory: string;
  readonly environment: string;
  readonly records: Records;
  baseUrl(): string;
}

async function contentOf(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The storage behind the cloud answers in XML, and the SDK reads nothing else; all fields are read by some version. */
function refused(status: number, code: string, message: string): Reply {
  const trace = '<RequestId>local</RequestId><TraceId>local</TraceId>';
  const body = `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message>${trace}</Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** Cloud storage: files on disk, put with a token from getUploadMetadata (as they are, or in a form), read under /files. */
export class Storage {
  private readonly prefix: string;
  /** Upload tokens, the path each is good for, and whose file it will be. */
  private readonly tokens = new Map<string, { path: string; owner: string }>();

  constructor(private readonly options: Options) {
    this.prefix = `cloud://${options.environment}.local-bucket/`;
  }

  actions(): Record<string, Action> {
    return {
      // A phone says who holds it, as WeChat does for it; whoever says nothing may write everything, as functions may.
      'storage.getUploadMetadata': async (request) => ({
        data: await this.uploadMetadata(textOf(request, 'path'), textOf(request, 'openid') ?? ''),
      }),
      'storage.batchGetDownloadUrl': async (request) => {
        const list = Array.isArray(request['file_list']) ? request['file_list'] : [];
        const ids = list.map((file: unknown) => (isFields(file) ? (textOf(file, 'fileid') ?? '') : ''));
        return { data: { download_list: await Promise.all(ids.map((id) => this.downloadUrl(id))) } };
      },
      'storage.batchDeleteFile': async (request) => {
        const list = Array.isArray(request['fileid_list']) ? request['fileid_list'] : [];
        return {
          data: { delete_list: await Promise.all(list.map((id: unknown) => this.remove(String(id)))) },
        };
      },
    };
  }

  routes(): Route[] {
    const path = /^\/files\/(.+)$/;
    return [
      { method: 'GET', path, handle: (request) => this.read(request) },
      { method: 'HEAD', path, handle: (request) => this.read(request) },
      { method: 'PUT', path, handle: (request) => this.write(request) },
      { method: 'POST', path, handle: (request) => this.writeForm(request) },
    ];
  }

  /** The file behind an address of downloadUrl; null when there is none. */
  async contentAt(address: string): Promise<Buffer | null> {
    const base = `${this.options.baseUrl()}/files/`;
    const file = address.startsWith(base) ? this.locate(decodeURI(address.slice(base.length))) : null;
    return file === null ? null : contentOf(file).catch(() => null);
  }

  private async uploadMetadata(path: string | undefined, openid: string) {
    if (!path || !this.locate(path))
      throw new GatewayError('INVALID_PARAM', 'the path of the file is not usable');
    const owner = await this.options.records.fileOwner(path);
    if (openid !== '' && owner !== null && owner !== openid)
      throw new GatewayError('STORAGE_EXCEED_AUTHORITY', 'the file is of somebody else');
    const token = randomUUID();
    this.tokens.set(token, { path, owner: openid });
    return {
      url: `${this.options.baseUrl()}/files/${encodeURI(path)}`,
      token,
      authorization: token,
      fileId: this.prefix + path,
      // Sent back in a header, which carries no Chinese.
      cosFileId: token,
    };
  }

  private async downloadUrl(fileID: string) {
    const path = this.pathOf(fileID);
    const file = path === null ? null : this.locate(path);
    const found = file !== null && (await stat(file).catch(() => null))?.isFile() === true;
    if (!found || path === null) {
      return { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '', message: 'file not exist' };
    }
    // Not encoded: the SDK encodes it.
    return { code: 'SUCCESS', fileID, tempFileURL: `${this.options.baseUrl()}/files/${path}` };
  }

  private async remove(fileID: string) {
    const path = this.pathOf(fileID);
    const file = path === null ? null : this.locate(path);
    if (file === null) return { code: 'STORAGE_FILE_NONEXIST', fileID };
    await rm(file, { force: true });
    await this.options.records.forgetFileOwner(path ?? '');
    return { code: 'SUCCESS', fileID };
  }

  private async read(request: Request): Promise<Reply> {
    const file = this.locate(request.parameters[0] ?? '');
    const found = file !== null && (await stat(file).catch(() => null))?.isFile() === true;
    if (!found) throw new HttpError(404, 'no such file');
    const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
    return {
      headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
      body: await contentOf(file),
    };
  }

  private async write(request: Request): Promise<Reply> {
    const body = await request.body(MAX_FILE);
    return this.put(request.parameters[0] ?? '', request.headers.authorization ?? '', body);
  }

  /** The SDK before its version 4 sends a form, as browsers do to the storage behind the cloud. */
  private async writeForm(request: Request): Promise<Reply> {
    const body = await request.body(MAX_FILE);
    const form = parseMultipart(body, request.headers['content-type'] ?? '', new Set(['file']));
    const path = request.parameters[0] ?? '';
    const content = form['file'];
    if (!Buffer.isBuffer(content)) return refused(400, 'MalformedPOSTRequest', 'the form has no file');
    if (textOf(form, 'key') !== path) return refused(403, 'AccessDenied', 'the key is not the path');
    return this.put(path, textOf(form, 'Signature') ?? '', content);
  }

  private async put(path: string, token: string, body: Buffer): Promise<Reply> {
    const file = this.locate(path);
    const granted = this.tokens.get(token);
    if (file === null || granted?.path !== path)
      return refused(403, 'AccessDenied', 'the upload is not authorised');
    this.tokens.delete(token);
    await this.options.records.saveFileOwner(path, granted.owner);
    await mkdir(dirname(file), { recursive: true });
    // Renamed into place: a reader never sees half a file.
    const part = `${file}.${token}.part`;
    await writeFile(part, body, { flush: true });
    await rename(part, file);
    return { headers: { 'content-type': 'application/xml' }, body: '' };
  }

  private pathOf(fileID: string): string | null {
    return fileID.startsWith(this.prefix) ? fileID.slice(this.prefix.length) : null;
  }

  /** @returns where a cloud path is kept, null when it would leave the directory. */
  private locate(path: string): string | null {
    const clean = normalize(path);
    if (path.includes('\0') || path.length > 850 || clean.startsWith('..') || clean.startsWith('/'))
      return null;
    return clean === '.' || clean.endsWith('/') ? null : join(this.options.directory, clean);
  }
}
