import { heldPhotos, reviewPhoto } from './review';

/** What the function for leaders and staff runs of this area. */
export const organizerPhotos = [heldPhotos, reviewPhoto];
