import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';

import { readAsset } from '../assets/index';
import { send, sendJson } from './http';

const TYPES: Record<string, string> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** A file of the mini-program's package; nothing outside of it, and no sources. */
export async function sendFile(response: ServerResponse, folder: string, name: string): Promise<void> {
  const file = path.join(folder, name);
  const type = TYPES[path.extname(file).toLowerCase()];
  if (!file.startsWith(folder + path.sep) || type === undefined) return notFound(response, name);
  try {
    send(response, 200, type, await readFile(file));
  } catch {
    notFound(response, name);
  }
}

/** Fonts, icons and maps: they stay as they are for as long as the server runs. */
export function sendAsset(response: ServerResponse, name: string): void {
  const asset = readAsset(name);
  if (!asset) return notFound(response, name);
  response.setHeader('cache-control', 'max-age=86400');
  send(response, 200, asset.contentType, asset.body);
}

function notFound(response: ServerResponse, name: string): void {
  sendJson(response, { error: `no file ${name}` }, 404);
}
