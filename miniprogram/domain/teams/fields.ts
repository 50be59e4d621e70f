import { optionalText, telephone, text } from '../fields';

/** What a team says of itself, for everyone to read. */
export const teamWords = {
  name: text(30),
  about: text(500),
  /** Who may join. */
  joining: optionalText(100),
  phone: telephone,
};
