import type { ActionName } from '#domain/contract';
import type { ErrorCode } from '#domain/errors';

/**
 * What the contract declares and no test has seen come yet. This list may only shrink: whoever writes a test that sees
 * one takes it out, or finds that the action cannot answer it and takes it out of the contract.
 */
export const neverSeen: Partial<Record<ActionName, readonly ErrorCode[]>> = {
  'people.register': ['ID_INVALID', 'TEAM_NOT_ACTIVE'],
  'teams.found': ['TEAM_NOT_ACTIVE'],
  'teams.edit': ['TEAM_NOT_ACTIVE'],
  'teams.answer': ['TEAM_NOT_ACTIVE'],
  'teams.appoint': ['TEAM_NOT_ACTIVE'],
  'teams.review': ['TEAM_NOT_ACTIVE'],
  'activities.post': ['TEAM_NOT_ACTIVE', 'STATION_CLOSED', 'INSURANCE_NEEDED'],
  'activities.save': ['CANCELLED'],
  'activities.submit': ['TEAM_SUSPENDED', 'TEAM_NOT_ACTIVE', 'STATION_CLOSED', 'CANCELLED'],
  'activities.discard': ['CANCELLED'],
  'activities.change': [
    'TEAM_SUSPENDED',
    'TEAM_NOT_ACTIVE',
    'STATION_CLOSED',
    'INSURANCE_NEEDED',
    'NOT_IN_THIS_STATE',
  ],
  'activities.report': ['NOT_IN_THIS_STATE', 'CANCELLED'],
  'activities.cancel': ['CHANGED'],
  'activities.cancelSlot': ['NOT_IN_THIS_STATE', 'CHANGED'],
  'activities.cancelRow': ['NOT_IN_THIS_STATE', 'TIME_PASSED'],
  'activities.reviewRow': ['NOT_IN_THIS_STATE', 'CANCELLED', 'CHANGED', 'TIME_PASSED'],
  'signups.resize': ['NOT_OPEN', 'NOT_YET_OPEN'],
  'signups.takeOver': ['REST_TOO_SHORT', 'SKILLS_WANTED', 'SKILLS_NEEDED', 'TOO_YOUNG', 'COOLING_OFF'],
  'attendance.checkIn': ['STILL_WAITING'],
  'attendance.checkOut': ['CODE_INVALID', 'CODE_EXPIRED', 'CODE_OTHER_SLOT', 'NOT_SIGNED_UP'],
  'attendance.record': ['TOO_MANY_PAIRS', 'TOO_OLD'],
  'hours.decide': ['BELOW_ZERO'],
};
