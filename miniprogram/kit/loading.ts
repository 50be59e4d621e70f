import type { ErrorDetails } from '../domain/errors';
import type { Instant } from '../domain/time';
import type { Stale } from '../services/cache';
import { cloudNow } from '../services/clock';
import { kindOf, type Failure, type FailureCode, type FailureKind } from '../services/cloud';
import { moment } from '../services/format';
import { tell } from '../services/phone';
import { faultWords, wordsFor } from '../services/words';

/**
 * How pages and components load what they show. A definite refusal takes its place and says its words. A fault that
 * passes takes nothing away: what is shown stays, and a line above it says since when and why. Where there is nothing
 * to show, the page says what keeps it, and can try again.
 */

/**
 * offline: the cloud could not be reached, and the phone keeps nothing to show instead. failed: it could not answer.
 * refused: it said no, and asking again brings the same answer.
 */
export type LoadState = 'loading' | 'ready' | 'empty' | 'failed' | 'refused' | 'offline';

/** What the page draws where there is nothing to show, by what kept it from coming. */
const STATE_AFTER: Readonly<Record<FailureKind, LoadState>> = {
  lost: 'offline',
  passing: 'failed',
  definite: 'refused',
};

/** What the page draws of it, with components/state-view. */
export interface LoadingData {
  readonly state: LoadState;
  /** Why there is nothing to show. */
  readonly failure: string;
  /** Null while what is shown is fresh. */
  readonly stale: StaleLine | null;
}

/** Why what is shown is old, and since when, in words. */
export interface StaleLine {
  readonly icon: string;
  readonly fault: string;
  readonly since: string;
}

export const loadingData: LoadingData = { state: 'loading', failure: '', stale: null };

/** Of `call`, or of `callOrRecall` where the answer may be kept on the phone. */
export type Answer<T> = { readonly ok: true; readonly data: T; readonly stale?: Stale | null } | Failure;

interface Loads<D> {
  readonly data: D;
  setData(patch: Partial<LoadingData>): void;
}

/** What is said of a refusal. */
type FailureWords = (code: FailureCode, details: ErrorDetails) => string;

/** One load of a page, and what follows from it. */
interface Progress {
  /** The answer has not come yet. */
  asking: boolean;
  /** The next page of the list has been asked for. */
  adding: boolean;
}

/** The last load of each page: a later one takes over from those before it. */
const latest = new WeakMap<object, Progress>();
/** When the cloud said what the page shows. */
const saidAt = new WeakMap<object, Instant>();

const isShown = ({ state }: LoadingData): boolean => state === 'ready' || state === 'empty';

const staleLine = ({ code, since }: Stale): StaleLine => ({
  icon: kindOf({ code }) === 'lost' ? 'wifi-off' : 'error-circle',
  fault: faultWords(code),
  since: moment(since, cloudNow()),
});

/**
 * Waits for the answer and draws it. `show` keeps of the answer what the page needs and returns what is drawn, with
 * `state: 'empty'` where there is nothing. `words` are those for refusals, where the usual ones do not do.
 */
export async function loadInto<T, D extends LoadingData>(
  page: Loads<D>,
  asked: Promise<Answer<T>>,
  show: (answer: T, stale: Stale | null) => Partial<D>,
  words: FailureWords = wordsFor,
): Promise<void> {
  const mine: Progress = { asking: true, adding: false };
  latest.set(page, mine);
  const answer = await asked;
  if (latest.get(page) !== mine) return;
  mine.asking = false;
  if (!answer.ok) return showFailure(page, answer, words);
  const stale = answer.stale ?? null;
  saidAt.set(page, stale ? stale.since : cloudNow());
  page.setData({
    state: 'ready',
    failure: '',
    stale: stale && staleLine(stale),
    ...show(answer.data, stale),
  });
}

function showFailure(page: Loads<LoadingData>, failure: Failure, words: FailureWords): void {
  const { code, details } = failure;
  const kind = kindOf(failure);
  if (kind !== 'definite' && isShown(page.data)) {
    return page.setData({ stale: staleLine({ code, since: saidAt.get(page) ?? cloudNow() }) });
  }
  page.setData({
    state: STATE_AFTER[kind],
    failure: words(code, details),
    stale: null,
  });
}

/** Adds the next page of a list. Nothing is added to a list that is being replaced. */
export async function loadMore<T, D extends LoadingData>(
  page: Loads<D>,
  ask: () => Promise<Answer<T>>,
  add: (answer: T) => Partial<D> & Record<string, unknown>,
): Promise<boolean> {
  const mine = latest.get(page);
  if (!mine || mine.asking || mine.adding) return false;
  mine.adding = true;
  const answer = await ask();
  mine.adding = false;
  if (latest.get(page) !== mine) return false;
  if (answer.ok) page.setData(add(answer.data));
  else tell(wordsFor(answer.code, answer.details));
  // Without a single row the list still waits for this page.
  if (!answer.ok && !isShown(page.data)) page.setData({ state: 'ready' });
  return answer.ok;
}

interface LoadingPage {
  readonly data: LoadingData;
  load(): Promise<unknown>;
  setData(patch: Partial<LoadingData>): void;
}

/** For the methods of a component: loads again on a tap after a failure. */
export const retrying = {
  onRetry(this: LoadingPage) {
    if (!isShown(this.data)) this.setData({ state: 'loading' });
    void this.load();
  },
};

const handlers = {
  ...retrying,
  async onPullDownRefresh(this: LoadingPage) {
    await this.load();
    void wx.stopPullDownRefresh();
  },
};

/** To be spread into Page(): loads whenever the page comes into sight, when pulled down, and on a tap after a failure. */
export const loading = {
  ...handlers,
  onShow(this: LoadingPage) {
    void this.load();
  },
};

/** The same for a form, and for what does not change: what is there is not loaded over. */
export const loadingOnce = {
  ...handlers,
  onShow(this: LoadingPage) {
    if (!isShown(this.data)) void this.load();
  },
};

interface HasParts {
  selectComponent(selector: string): unknown;
}

/** A component of the page that loads by itself: again, together with the page around it. */
export async function reloadPart(page: HasParts, selector: string): Promise<void> {
  const part = page.selectComponent(selector) as { load(): Promise<void> } | null;
  await part?.load();
}
