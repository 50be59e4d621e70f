import { randomUUID } from 'node:crypto';
import type { AuditDocument } from '../documents';
import { insert } from './database';

/** Every staff action leaves a line: who, what, on whom, before, after, why (I9). */
export async function audit(line: Omit<AuditDocument, '_id'>): Promise<void> {
  await insert('audit', { _id: randomUUID(), ...line });
}
