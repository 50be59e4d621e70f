import * as cloud from 'wx-server-sdk';
import { patiently, patientlyRead } from './patience';

/**
 * Files in the cloud's storage, over the SDK. No phone gets leave to write over what a function has put there; leave
 * that it got before, for a path that it could guess, still holds.
 */

interface SdkStorage {
  getTempFileURL(options: {
    fileList: readonly string[];
  }): Promise<{ fileList: { fileID: string; status: number; tempFileURL: string }[] }>;
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer }>;
  uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>;
  deleteFile(options: { fileList: readonly string[] }): Promise<unknown>;
}
const storage = cloud as unknown as SdkStorage;

/** Addresses by which anybody can read these files for some hours, in their order; null for one that is not there. */
export async function addressesOf(files: readonly string[]): Promise<(string | null)[]> {
  const { fileList } = await patientlyRead(() => storage.getTempFileURL({ fileList: files }));
  const found = new Map(fileList.filter((f) => f.status === 0).map((f) => [f.fileID, f.tempFileURL]));
  return files.map((file) => found.get(file) ?? null);
}

export async function readFile(file: string): Promise<Buffer> {
  return (await patientlyRead(() => storage.downloadFile({ fileID: file }))).fileContent;
}

/** The id of the file that now lies at this path. */
export async function writeFile(path: string, content: Buffer): Promise<string> {
  return (await patiently(() => storage.uploadFile({ cloudPath: path, fileContent: content }))).fileID;
}

/** By what lies there, which we have put there ourselves, the name of the bucket is known. */
const OWN = 'uploads/own';
let bucket: string | undefined;

/** The id of the file at a path, whether there is one or not. */
export async function fileAt(path: string): Promise<string> {
  bucket ??= (await writeFile(OWN, Buffer.from('.'))).slice(0, -OWN.length);
  return bucket + path;
}

/** Those that are gone already are no failure. */
export async function deleteFiles(files: readonly string[]): Promise<void> {
  if (files.length > 0) await patiently(() => storage.deleteFile({ fileList: files }));
}
