import { heldPhotos, reviewPhoto } from './review';
import { announceUpload } from './uploads';

/** What the function for leaders and staff runs of this area. */
export const organizerPhotos = [announceUpload, heldPhotos, reviewPhoto];
