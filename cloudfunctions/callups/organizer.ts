import { addList, callPeople, previewCall } from './call';
import { endCallup, noteCall, settlePerson } from './desk';
import { linkActivity } from './link';
import { callDesk, calledPeople, callupList } from './read';

/** What the function for leaders and staff runs of this area. */
export const organizerCallups = [
  callupList,
  previewCall,
  callPeople,
  addList,
  linkActivity,
  callDesk,
  calledPeople,
  noteCall,
  settlePerson,
  endCallup,
];
