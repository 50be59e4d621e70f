import * as v from 'valibot';
import { mobile, place, text } from '../fields';
import type * as view from '../views';
import { answers, nothing, reads, writes } from './define';

/** Who one is, the home page and 我的. */
export const people = {
  /** Makes the account on first sight and tells the phone what it needs to draw anything at all. */
  'session.open': writes('member', 'anyone', nothing, answers<view.SessionView>()),
  'account.introduce': writes(
    'member',
    'account',
    v.strictObject({ name: text(20), phone: mobile }),
    answers<{ name: string }>(),
    ['CONTENT_REFUSED'],
  ),
  'home.view': reads(
    'member',
    'anyone',
    v.strictObject({ place: v.optional(place) }),
    answers<view.HomeView>(),
  ),
  'me.view': reads('member', 'account', nothing, answers<view.MeView>()),
} as const;
