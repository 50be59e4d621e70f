/** wx.cloud: functions and files. The database is closed to clients by its rules, so it is not here. */
import type { PhoneHost } from '../host';
import { temporaryBlob, temporaryFile } from '../ui/pictures';
import { ApiFailure, asyncApi, listeners, type ApiTable } from '../api';

const PAYLOAD_LIMIT = 1024 * 1024;
const FILE_LIMIT = 50 * 1024 * 1024;

interface Upload {
  cloudPath: string;
  filePath: string;
}

interface Progress {
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
}

interface FileRequest {
  fileID: string;
  maxAge?: number;
}

async function contentOf(host: PhoneHost, filePath: string): Promise<Blob> {
  const held = temporaryBlob(filePath);
  if (held) return held;
  const response = await host.fetch(host.resolveResource(filePath));
  if (!response.ok) throw new ApiFailure(`file doesn't exist: ${filePath}`, { errCode: -1 });
  return response.blob();
}

function fileName(fileID: string): string {
  return decodeURIComponent(fileID.split('/').pop() ?? 'file');
}

export function cloudApis(host: PhoneHost): ApiTable {
  const callFunction = async ({ name, data = {} }: { name: string; data?: unknown }) => {
    const text = JSON.stringify(data);
    if (new TextEncoder().encode(text).length > PAYLOAD_LIMIT) {
      throw new ApiFailure('data exceed max size', { errCode: -1 });
    }
    return host.callFunction(name, JSON.parse(text) as unknown);
  };
  const upload = async ({ cloudPath, filePath }: Upload, tell: (progress: Progress) => void) => {
    const blob = await contentOf(host, filePath);
    if (blob.size > FILE_LIMIT) throw new ApiFailure('file size exceeds the limit', { errCode: -1 });
    const { fileID } = await host.uploadFile(cloudPath, blob, (sent, total) =>
      tell({
        progress: Math.round((sent / total) * 100),
        totalBytesSent: sent,
        totalBytesExpectedToSend: total,
      }),
    );
    return { fileID, statusCode: 200 };
  };
  /** With callbacks it answers a task that tells how far it is. */
  const uploadFile = (options: Upload) => {
    const progress = listeners<Progress>();
    const answer = asyncApi<Upload>('cloud.uploadFile', (given) => upload(given, progress.fire))(options);
    return answer ?? { onProgressUpdate: progress.on, offProgressUpdate: progress.off };
  };
  const getTempFileURL = ({ fileList }: { fileList: readonly (string | FileRequest)[] }) => ({
    fileList: fileList.map((each) => {
      const { fileID, maxAge = 7200 } = typeof each === 'string' ? { fileID: each } : each;
      const tempFileURL = new URL(host.resolveResource(fileID), location.href).href;
      return { fileID, tempFileURL, maxAge, status: 0, errMsg: 'ok' };
    }),
  });
  const downloadFile = async ({ fileID }: { fileID: string }) => {
    const blob = await contentOf(host, fileID);
    return { tempFilePath: temporaryFile(blob, fileName(fileID)).path, statusCode: 200 };
  };
  const named = { callFunction, getTempFileURL, downloadFile };
  const table: Record<string, unknown> = { init: () => undefined, uploadFile };
  for (const [name, run] of Object.entries(named)) {
    table[name] = asyncApi(`cloud.${name}`, run as (options: object) => Promise<object> | object);
  }
  return { cloud: table };
}
