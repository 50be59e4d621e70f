import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import type { Part } from '#domain/requests/moves';
import { stepRefusal, type Facts } from '#domain/requests/rules';
import { stepped } from '#domain/requests/stepped';
import type { Step } from '#domain/requests/steps';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import type { Me } from '../core/use-case';
import type { RequestDocument } from './documents';
import { asRead, requestOf, stepUpdate } from './record';

export type StepDone = Output<'requests.asAsker'>;

/** What a step is made with, of a call of whichever action. */
export interface Making<S extends Step = Step> {
  readonly step: S;
  readonly part: Exclude<Part, 'system'>;
  readonly settings: Settings;
  readonly me: Me;
  readonly nonce: string;
  readonly now: Instant;
  readonly document: RequestDocument;
  readonly facts: Facts;
  readonly again: () => Promise<{ readonly document: RequestDocument; readonly facts: Facts }>;
}

/** Times that a step is tried anew where somebody else was quicker: then it is decided by what they left. */
const TRIES = 3;

/** Loads, refuses, writes; of two under way at once the later is decided anew. */
export async function makeStep(making: Making): Promise<StepDone> {
  const { step, part, me, nonce, now, settings, again } = making;
  const actor = { accountId: me.accountId, part };
  const rules = settings;
  let { document, facts } = making;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const first = receiptFor<StepDone>(document, nonce);
    if (first) return first;
    const request = requestOf(document);
    refuseIf(stepRefusal(request, step, actor, facts, rules, now));
    const after = stepped(request, step, actor, rules, now);
    const done: StepDone = { requestId: request.id, state: after.state };
    const change = { ...stepUpdate(document, after, rules, now), ...saidBy(step) };
    if ((await updateOnce('requests', asRead(document), change, receipt(nonce, done))) === 1) return done;
    ({ document, facts } = await again());
  }
  throw new Refused('CONFLICT');
}

/** How it went, as who asked says once. */
const saidBy = (step: Step): Record<string, unknown> =>
  step.kind === 'confirm' ? { 'said.face': step.face, 'said.words': step.words } : {};
