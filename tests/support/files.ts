import type { TestEmulator } from './emulator';

/** Puts a file into the cloud's storage, as somebody's phone does. @returns its id. */
export async function putFile(
  { url }: TestEmulator,
  path: string,
  content: Buffer,
  openid: string,
): Promise<string> {
  const asked = await fetch(`${url}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'storage.getUploadMetadata', path, openid, method: 'put' }),
  });
  const { data, code = '' } = (await asked.json()) as {
    data?: { url: string; authorization: string; fileId: string };
    code?: string;
  };
  if (!data) throw new Error(code);
  const headers = { authorization: data.authorization };
  const put = await fetch(data.url, { method: 'PUT', headers, body: new Uint8Array(content) });
  if (!put.ok) throw new Error(await put.text());
  return data.fileId;
}

/** What lies under a file's id; null when nothing does. */
export async function fileContent({ url }: TestEmulator, file: string): Promise<Buffer | null> {
  const reply = await fetch(`${url}/files/${file.replace(/^cloud:\/\/[^/]+\//, '')}`);
  return reply.ok ? Buffer.from(await reply.arrayBuffer()) : null;
}

export async function removeFile({ url }: TestEmulator, file: string): Promise<void> {
  const body = JSON.stringify({ action: 'storage.batchDeleteFile', fileid_list: [file] });
  await fetch(`${url}/admin`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

/** As far as anybody here looks, a picture; words in it decide what the content check says. */
export const jpeg = (words = ''): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.from(words)]);
