import { join } from 'node:path';
import type { CloudConfig } from '../../emulator/config';

/** A small app of somebody else: a wall of notes, each looked at by the content check. */
export const cloudConfig: CloudConfig = {
  functions: join(__dirname, 'functions'),
  schema: [
    {
      name: 'notes',
      indexes: [{ name: 'title', keys: [['title', 1]], unique: true }],
    },
  ],
  pushes: [{ type: 'event', event: 'wxa_media_check', fn: 'notes' }],
  variables: { WALL: '城墙' },
  seeds: { welcome: () => Promise.resolve(addFirstNote) },
};

async function addFirstNote(url: string, log: (line: string) => void): Promise<void> {
  await fetch(`${url}/call/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': 'o-first' },
    body: JSON.stringify({ title: '欢迎' }),
  });
  log('one note');
}
