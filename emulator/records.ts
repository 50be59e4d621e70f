import { randomUUID } from 'node:crypto';
import type { Collection } from './config';
import type { Store } from './store/types';
import { isFields, textOf, type Fields } from './values';

const STATE = 'emulator_state';
const MESSAGES = 'emulator_messages';
const CHECKS = 'emulator_checks';
const GRANTS = 'emulator_grants';
const PHONE_CODES = 'emulator_phone_codes';
const FILES = 'emulator_files';
const PHONE_CODE_MS = 5 * 60_000;
const MAX_LISTED = 1000;

/** What the emulator itself must not forget, kept beside the project's data with the same care. */
export const recordCollections: readonly Collection[] = [
  { name: STATE, indexes: [] },
  { name: MESSAGES, indexes: byPerson() },
  { name: CHECKS, indexes: byPerson() },
  { name: GRANTS, indexes: [] },
  { name: PHONE_CODES, indexes: [] },
  { name: FILES, indexes: [] },
];

function byPerson(): Collection['indexes'] {
  return [
    {
      name: 'openid_at',
      keys: [
        ['openid', 1],
        ['at', -1],
      ],
    },
    { name: 'at', keys: [['at', -1]] },
  ];
}

/** A subscribe message that a person would have on the phone. */
export interface Message {
  openid: string;
  templateId: string;
  page: string;
  data: Record<string, string>;
  at: Date;
}

/** What the content check was asked, and said. */
export interface Check {
  openid: string;
  kind: 'text' | 'media';
  scene: number;
  content: string;
  suggest: 'pass' | 'review' | 'risky';
  label: number;
  at: Date;
}

export interface SeedState {
  readonly name: string;
  readonly complete: boolean;
}

export class Records {
  constructor(private readonly store: Store) {}

  async clockOffset(): Promise<number> {
    const offset = (await this.read(STATE, 'clock'))?.['offsetMs'];
    return typeof offset === 'number' ? offset : 0;
  }

  saveClockOffset(offsetMs: number): Promise<void> {
    return this.write(STATE, 'clock', { offsetMs });
  }

  async seedState(): Promise<SeedState | null> {
    const state = await this.read(STATE, 'seed');
    const name = state && textOf(state, 'name');
    return name ? { name, complete: state['complete'] === true } : null;
  }

  saveSeedState({ name, complete }: SeedState): Promise<void> {
    return this.write(STATE, 'seed', { name, complete });
  }

  async addMessage(message: Message): Promise<void> {
    await this.store.insert(MESSAGES, [{ _id: randomUUID(), ...message }]);
  }

  async addCheck(check: Check): Promise<void> {
    await this.store.insert(CHECKS, [{ _id: randomUUID(), ...check }]);
  }

  /** Newest first; of everybody when no openid is given. */
  async mailbox(openid: string | null): Promise<{ messages: Fields[]; checks: Fields[] }> {
    const query = openid === null ? {} : { openid };
    const request = { query, order: { at: -1 as const }, limit: MAX_LISTED };
    const [messages, checks] = await Promise.all([
      this.store.find(MESSAGES, request),
      this.store.find(CHECKS, request),
    ]);
    return { messages: messages.documents, checks: checks.documents };
  }

  /** Each grant lets one message through. */
  async grant(openid: string, templateId: string, count: number): Promise<void> {
    const id = `${openid}_${templateId}`;
    const inc = {
      query: { _id: id },
      update: { $inc: { count } },
      replace: false,
      multi: false,
      upsert: false,
    };
    const { updated } = await this.store.update(GRANTS, inc);
    if (updated === 0) await this.store.insert(GRANTS, [{ _id: id, count }]);
  }

  async takeGrant(openid: string, templateId: string): Promise<boolean> {
    const { updated } = await this.store.update(GRANTS, {
      query: { _id: `${openid}_${templateId}`, count: { $gt: 0 } },
      update: { $inc: { count: -1 } },
      replace: false,
      multi: false,
      upsert: false,
    });
    return updated === 1;
  }

  /** Whose phone put a file there; '' for a function, null where no file has been put. */
  async fileOwner(path: string): Promise<string | null> {
    const file = await this.read(FILES, path);
    return file && (textOf(file, 'owner') ?? '');
  }

  saveFileOwner(path: string, owner: string): Promise<void> {
    return this.write(FILES, path, { owner });
  }

  async forgetFileOwner(path: string): Promise<void> {
    await this.store.remove(FILES, { query: { _id: path }, multi: false });
  }

  async addPhoneCode(number: string, now: Date): Promise<string> {
    const code = randomUUID();
    await this.store.insert(PHONE_CODES, [{ _id: code, number, at: now }]);
    return code;
  }

  /** @returns the number; null for a code that is unknown, used or older than five minutes. */
  async takePhoneCode(code: string, now: Date): Promise<string | null> {
    const found = await this.read(PHONE_CODES, code);
    const { deleted } = await this.store.remove(PHONE_CODES, { query: { _id: code }, multi: false });
    const at = found?.['at'];
    const fresh = at instanceof Date && now.getTime() - at.getTime() <= PHONE_CODE_MS;
    return deleted === 1 && fresh && found ? (textOf(found, 'number') ?? null) : null;
  }

  private async read(collection: string, id: string): Promise<Fields | null> {
    const { documents } = await this.store.find(collection, { query: { _id: id }, limit: 1 });
    const [first] = documents;
    return isFields(first) ? first : null;
  }

  private async write(collection: string, id: string, update: Fields): Promise<void> {
    await this.store.update(collection, {
      query: { _id: id },
      update,
      replace: true,
      multi: false,
      upsert: true,
    });
  }
}
