import * as v from 'valibot';
import { optionalText, telephone, text } from '../fields';
import { personName } from '../names';
import { compact } from '../typed';

/** What a team says of itself, for everyone to read. */
export const teamWords = {
  name: text(30),
  about: text(500),
  /** Who may join. */
  joining: optionalText(100),
  phone: telephone,
};

/** Who leads a team that staff register: a volunteer tells them the number, and the name shows that it is theirs. */
export const leaderWords = {
  leaderName: personName,
  leaderNumber: v.pipe(v.string(), v.maxLength(100), v.transform(compact), v.regex(/^\d{9}$/)),
};

/** A place in a team's list, as an answer told it. */
export const placeInTeam = v.pipe(v.string(), v.regex(/^\d-\d{13}-[A-Za-z0-9_-]{1,80}$/));
