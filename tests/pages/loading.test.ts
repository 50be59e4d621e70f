import { loading, loadingData, loadingOnce, loadInto, loadMore } from '../../miniprogram/kit/loading';
import type { Answer, LoadingData } from '../../miniprogram/kit/loading';
import type { FailureCode } from '../../miniprogram/services/cloud';
import { at } from '../domain/support';
import { storyClock } from '../support/story-clock';

/** What a page shows while its answers come, fail, or come late. */
storyClock(at(10));

interface Data extends LoadingData {
  readonly rows: readonly string[];
}
type Rows = Answer<readonly string[]>;

const yes = (rows: readonly string[]): Rows => ({ ok: true, data: rows });
const no = (code: FailureCode): Rows => ({ ok: false, code, details: {} });

/** A page whose cloud answers when the test says so. */
function aPage() {
  const asked: ((answer: Rows) => void)[] = [];
  const ask = () => new Promise<Rows>((resolve) => asked.push(resolve));
  return {
    data: { ...loadingData, rows: [] } as Data,
    setData(patch: Partial<Data>) {
      this.data = { ...this.data, ...patch };
    },
    load(): Promise<void> {
      return loadInto(this, ask(), (rows) => ({ rows, state: rows.length > 0 ? 'ready' : 'empty' }));
    },
    more(): Promise<boolean> {
      return loadMore(this, ask, (rows) => ({ rows: [...this.data.rows, ...rows] }));
    },
    /** Answers the call that has waited longest. */
    async answer(answer: Rows): Promise<void> {
      asked.shift()?.(answer);
      await jest.advanceTimersByTimeAsync(0);
    },
    waiting: () => asked.length,
    ...loading,
  };
}

/** A page that shows this. */
async function showing(rows: readonly string[]) {
  const page = aPage();
  page.onShow();
  await page.answer(yes(rows));
  return page;
}

const toasts: string[] = [];
let stopped = 0;
beforeEach(() => {
  toasts.length = 0;
  stopped = 0;
  const showToast = ({ title }: { title: string }) => void toasts.push(title);
  const showModal = ({ content }: { content: string }) => void toasts.push(content);
  const stopPullDownRefresh = () => void (stopped += 1);
  Object.assign(globalThis, { wx: { showToast, showModal, stopPullDownRefresh } });
});
afterEach(() => void Reflect.deleteProperty(globalThis, 'wx'));

describe('the first answer', () => {
  test('is shown; without rows the page is empty', async () => {
    expect((await showing(['a'])).data).toMatchObject({
      state: 'ready',
      rows: ['a'],
      failure: '',
      stale: null,
    });
    expect((await showing([])).data.state).toBe('empty');
  });

  test('that is kept from before is shown with since when and why', async () => {
    const page = aPage();
    page.onShow();
    await page.answer({ ok: true, data: ['a'], stale: { since: at(8), code: 'BUSY' } });
    expect(page.data).toMatchObject({ state: 'ready', rows: ['a'] });
    expect(page.data.stale?.since).toContain('8:00');
    await page.answer(yes([]));
  });

  test.each([
    ['OFFLINE', 'offline'],
    ['TIMEOUT', 'offline'],
    ['BUSY', 'failed'],
    ['INTERNAL', 'failed'],
    ['NOT_ALLOWED', 'refused'],
  ] as const)('that does not come because of %s leaves the page %s, with words', async (code, state) => {
    const page = aPage();
    page.onShow();
    await page.answer(no(code));
    expect(page.data.state).toBe(state);
    expect(page.data.failure).not.toBe('');
  });
});

describe('what is shown', () => {
  test.each(['OFFLINE', 'TIMEOUT', 'BUSY', 'CONFLICT', 'INTERNAL'] as const)(
    'stays when the next load fails by %s, and says since when it is old',
    async (code) => {
      const page = await showing(['a']);
      jest.setSystemTime(at(11));
      page.onShow();
      await page.answer(no(code));
      expect(page.data).toMatchObject({ state: 'ready', rows: ['a'], failure: '' });
      expect(page.data.stale?.since).toContain('10:00');
    },
  );

  test('names each fault as what it is', async () => {
    const said = new Set<string>();
    for (const code of ['OFFLINE', 'TIMEOUT', 'BUSY'] as const) {
      const page = await showing(['a']);
      page.onShow();
      await page.answer(no(code));
      said.add(page.data.stale?.fault ?? '');
    }
    expect(said.size).toBe(3);
  });

  test('draws no broken network where the cloud was reached', async () => {
    const icons = [];
    for (const code of ['OFFLINE', 'BUSY'] as const) {
      const page = await showing(['a']);
      page.onShow();
      await page.answer(no(code));
      icons.push(page.data.stale?.icon);
    }
    expect(icons).toEqual(['wifi-off', 'error-circle']);
  });

  test('is fresh again with the next answer', async () => {
    const page = await showing(['a']);
    page.onShow();
    await page.answer(no('BUSY'));
    page.onRetry();
    expect(page.data.state).toBe('ready');
    await page.answer(yes(['b']));
    expect(page.data).toMatchObject({ state: 'ready', rows: ['b'], stale: null });
  });

  test('is taken away by a definite refusal, which says its words', async () => {
    const page = await showing(['a']);
    page.onShow();
    await page.answer(no('NOT_ALLOWED'));
    expect(page.data).toMatchObject({ state: 'refused', stale: null });
    expect(page.data.failure).not.toBe('');
  });

  test('is that of the latest load, whichever answer comes last', async () => {
    const page = aPage();
    page.onShow();
    page.onShow();
    const [first, second] = [yes(['old']), yes(['new'])];
    await page.answer(first);
    expect(page.data.state).toBe('loading');
    await page.answer(second);
    expect(page.data.rows).toEqual(['new']);
  });
});

describe('loads again', () => {
  test('on a tap after a failure, with grey shapes meanwhile', async () => {
    const page = aPage();
    page.onShow();
    await page.answer(no('OFFLINE'));
    page.onRetry();
    expect(page.data.state).toBe('loading');
    await page.answer(yes(['a']));
    expect(page.data).toMatchObject({ state: 'ready', failure: '' });
  });

  test('when pulled down, until the answer is there', async () => {
    const page = await showing(['a']);
    void page.onPullDownRefresh();
    expect([page.data.state, stopped]).toEqual(['ready', 0]);
    await page.answer(yes(['b']));
    expect([page.data.rows, stopped]).toEqual([['b'], 1]);
  });

  test('whenever it is shown; a form only until there is something', async () => {
    const form = { ...aPage(), ...loadingOnce };
    form.onShow();
    await form.answer(no('BUSY'));
    form.onShow();
    await form.answer(yes(['a']));
    form.onShow();
    expect(form.waiting()).toBe(0);
    const page = await showing(['a']);
    page.onShow();
    expect(page.waiting()).toBe(1);
  });
});

describe('the next page of a list', () => {
  test('is added, and asked for once at a time', async () => {
    const page = await showing(['a']);
    const more = page.more();
    expect(await page.more()).toBe(false);
    await page.answer(yes(['b']));
    expect(await more).toBe(true);
    expect(page.data.rows).toEqual(['a', 'b']);
  });

  test('is not added to a list that is being replaced', async () => {
    const page = await showing(['a']);
    const more = page.more();
    page.onShow();
    expect(await page.more()).toBe(false);
    await page.answer(yes(['b']));
    expect(await more).toBe(false);
    await page.answer(yes(['c']));
    expect(page.data.rows).toEqual(['c']);
  });

  test('that fails says so, leaves the list, and can be asked for again', async () => {
    const page = await showing(['a']);
    const failed = page.more();
    await page.answer(no('OFFLINE'));
    expect([await failed, toasts.length, page.data.rows]).toEqual([false, 1, ['a']]);
    const more = page.more();
    await page.answer(yes(['b']));
    expect([await more, page.data.rows]).toEqual([true, ['a', 'b']]);
  });
});
