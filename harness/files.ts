import type { TestEmulator } from './emulator';

/** What a phone is given to put a file with: good for this path, whatever lies there by the time it is used. */
interface Leave {
  readonly url: string;
  readonly authorization: string;
  readonly fileId: string;
}

export async function leaveToPut({ url }: TestEmulator, path: string, openid: string): Promise<Leave> {
  const asked = await fetch(`${url}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'storage.getUploadMetadata', path, openid, method: 'put' }),
  });
  const { data, code = '' } = (await asked.json()) as { data?: Leave; code?: string };
  if (!data) throw new Error(code);
  return data;
}

export async function putWith({ url, authorization }: Leave, content: Buffer): Promise<void> {
  const put = await fetch(url, { method: 'PUT', headers: { authorization }, body: new Uint8Array(content) });
  if (!put.ok) throw new Error(await put.text());
}

/** Puts a file into the cloud's storage, as somebody's phone does. @returns its id. */
export async function putFile(
  emulator: TestEmulator,
  path: string,
  content: Buffer,
  openid: string,
): Promise<string> {
  const leave = await leaveToPut(emulator, path, openid);
  await putWith(leave, content);
  return leave.fileId;
}

/** Where a file lies, by its id. */
export const pathOf = (file: string): string => file.replace(/^cloud:\/\/[^/]+\//, '');

/** What lies under a file's id; null when nothing does. */
export async function fileContent({ url }: TestEmulator, file: string): Promise<Buffer | null> {
  const reply = await fetch(`${url}/files/${pathOf(file)}`);
  return reply.ok ? Buffer.from(await reply.arrayBuffer()) : null;
}

export async function removeFile({ url }: TestEmulator, file: string): Promise<void> {
  const body = JSON.stringify({ action: 'storage.batchDeleteFile', fileid_list: [file] });
  await fetch(`${url}/admin`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

/** As far as anybody here looks, a picture; words in it decide what the content check says. */
export const jpeg = (words = ''): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.from(words)]);
