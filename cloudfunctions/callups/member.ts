import { answerCall } from './answer';
import { viewCall } from './read';

/** What the function for everybody runs of this area. */
export const memberCallups = [viewCall, answerCall];
