import { cancelActivity, cancelRow, cancelSlot } from './cancel';
import { changeActivity } from './change';
import { discardDraft, saveDraft } from './draft';
import { endActivities, fileActivities } from './file';
import { ledActivities } from './led';
import { postActivity } from './post';
import { activityList, activityPage } from './read';
import { reportActivity } from './report';
import { heldActivities, reviewActivity } from './review';
import { reviewRow } from './review-row';
import { submitDraft } from './submit';
import { activityForm } from './template';

/** The actions of this area, by the function that they run in. */
export const memberActivities = [activityList, activityPage];

export const organizerActivities = [
  postActivity,
  saveDraft,
  submitDraft,
  discardDraft,
  activityForm,
  changeActivity,
  cancelActivity,
  cancelRow,
  cancelSlot,
  reportActivity,
  ledActivities,
  heldActivities,
  reviewActivity,
  reviewRow,
];

export const activitySweeps = { endActivities, fileActivities };
