import type { PhotoState } from '#domain/activities/photos';
import type { Receipt } from '../core/values';

/** A photo of what has been. It is shown only while its activity's report names it. */
export interface PhotoDocument {
  _id: string;
  activityId: string;
  addedBy: string;
  at: Date;
  state: PhotoState;
  /** What the phone put into the storage, until it is deleted. Its owner could still write over it: so it is never shown. */
  upload?: string;
  /** The copy that only functions can write: what was checked is what is shown. Until there is one, and once it is deleted, ''. */
  file: string;
  /** What the copy is called, by chance: no phone can have asked for leave to write there before it did. */
  copyName: string;
  /** How often the check was asked, and what its answers will name: any of them counts. */
  asked: number;
  traces?: string[];
  /** When the sweep next has something to do with it. */
  dueAt?: Date;
  /** Stations whose staff have it on their list, while it is held. */
  heldFor?: string[];
  /** Why staff refused it. */
  reason?: string;
  receipts: Receipt[];
}

/** A file that a phone may have put into the storage: written down before it does. */
export interface UploadDocument {
  _id: string;
  path: string;
  activityId: string;
  addedBy: string;
  /** When it is deleted. */
  dueAt: Date;
}
