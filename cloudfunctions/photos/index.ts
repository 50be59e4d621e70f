import { tendPhotos } from './check';
import { takeCheckAnswer } from './checked';
import { heldPhotos, reviewPhoto } from './review';

/** The actions of this area, by the function that they run in. */
export const organizerPhotos = [heldPhotos, reviewPhoto];

export const jobsPhotos = [takeCheckAnswer];

/** What the system does of its own accord. */
export const photoSweeps = { tendPhotos };
