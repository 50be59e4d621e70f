import { askForHelp } from './ask';
import { followRequest } from './follow';
import { alikeRequests, myRequests, nearRequests, viewRequest } from './read';
import { stepAsAsker, stepAsGoer } from './steps';

/** What the function for everybody runs of this area. */
export const memberRequests = [
  askForHelp,
  myRequests,
  viewRequest,
  nearRequests,
  alikeRequests,
  followRequest,
  stepAsAsker,
  stepAsGoer,
];
