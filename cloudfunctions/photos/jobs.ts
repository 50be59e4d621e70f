import { tendPhotos } from './check';
import { takeCheckAnswer } from './checked';
import { tendUploads } from './uploads';

/** What the system does of this area by itself. */
export const jobsPhotos = [takeCheckAnswer];

export const photoSweeps = { tendPhotos, tendUploads };
