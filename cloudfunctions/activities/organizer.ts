import { cancelActivity, cancelRow, cancelSlot } from './cancel';
import { changeActivity } from './change';
import { discardDraft, saveDraft } from './draft';
import { ledActivities } from './led';
import { postActivity } from './post';
import { reportActivity } from './report';
import { heldActivities, reviewActivity } from './review';
import { reviewRow } from './review-row';
import { submitDraft } from './submit';
import { activityForm } from './template';

/** What the function for leaders and staff runs of this area. */
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
