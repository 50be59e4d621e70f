import type { ErrorCode } from '../../../domain/errors';
import { warnings, type WarningCode } from '../../../domain/signups/person';
import type { SlotOffer } from '../../../domain/activities/page';
import type { Failure } from '../../../services/cloud';
import { span } from '../../../services/format';
import type { RelativeTyped } from '../../../services/relatives';
import { homeModel, noHome, type HomeChoice, type HomeModel } from './home';
import { wishFor, type Wish } from './take';
import { kindWords, reasonOnButton, wordsFor } from '../../../services/words';

/** Somebody whom this phone's holder signs up. */
export interface Bookable {
  readonly id: string;
  readonly name: string;
  /** 妈妈, 队里的志愿者 */
  readonly note: string;
}

/** What is being decided on the sheet: whom it is for, how many come, and what has been said about it. */
export interface Choice {
  readonly slot: SlotOffer;
  readonly personId: string;
  readonly party: number;
  /** Warnings that have been told, with their words. */
  readonly told: readonly { readonly code: WarningCode; readonly words: string }[];
}

export interface SheetModel {
  readonly title: string;
  readonly time: string;
  readonly verb: string;
  readonly people: readonly Bookable[];
  readonly personId: string;
  readonly party: number;
  readonly partyAtMost: number;
  readonly notes: readonly string[];
  /** Somebody who is not among them is being added, as typed. */
  readonly added: RelativeTyped | null;
  /** Why the chosen person cannot come, as far as the phone knows. */
  readonly refusal: string;
  readonly action: string;
  /** Where they come to the home. */
  readonly home: HomeModel | null;
}

/** Stands for a relative who is added while one books for them. */
export const ADDED = 'added';

const myself: Bookable = { id: '', name: '我自己', note: '' };

/** Of one's own sign-up the phone knows beforehand what there is to say; of others' when it has asked. */
export function choiceFor(slot: SlotOffer, personId: string, party = 1): Choice {
  const known = personId === '' && slot.status.status !== 'NO' ? slot.status.warnings : [];
  const told = known.map(({ code, ...details }) => ({ code, words: wordsFor(code, details) }));
  return { slot, personId, party: Math.min(party, slot.partyAtMost), told };
}

export function sheetModel(
  { slot, personId, party, told }: Choice,
  kept: readonly Bookable[],
  relative: RelativeTyped,
  now: number,
  home: HomeChoice = noHome,
): SheetModel {
  const verb = kindWords[slot.kind].take;
  const refused = personId === '' && slot.status.status === 'NO' ? slot.status.code : null;
  return {
    title: slot.name,
    time: span(slot, now),
    verb,
    people: [myself, ...kept],
    personId,
    party,
    partyAtMost: slot.partyAtMost,
    added: personId === ADDED ? relative : null,
    notes: told.map(({ words }) => words),
    refusal: refused === null ? '' : reasonOnButton(refused),
    home: homeModel(slot, home),
    action: actionOf(slot, party, verb, told.length > 0),
  };
}

function actionOf(slot: SlotOffer, party: number, verb: string, warned: boolean): string {
  const waits = slot.status.status === 'FULL' || slot.left < party;
  const what = waits ? '排队候补' : verb;
  return warned ? `仍然${what}` : what;
}

/** What pressing the sheet's button means. Who finds the slot full is asked about waiting first. */
export function wishOf({ slot, personId, party, told }: Choice): Wish {
  const wait = slot.status.status === 'FULL' || slot.left < party;
  const { id: slotId, revision } = slot;
  return wishFor({ slotId, revision, wait, personId, party, despite: told.map(({ code }) => code) });
}

const isWarning = (code: ErrorCode | Failure['code']): code is WarningCode =>
  (warnings as readonly string[]).includes(code);

/** The choice with one thing more that it has been told; null when the refusal is no warning. */
export function toldOf(choice: Choice, { code, details }: Failure): Choice | null {
  if (details['warning'] !== true || !isWarning(code)) return null;
  return { ...choice, told: [...choice.told, { code, words: wordsFor(code, details) }] };
}
