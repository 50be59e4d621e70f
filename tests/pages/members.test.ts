import type { MembersPage } from '#domain/teams/views';

/** The page's own script, on a phone whose cloud answers when the test says so. */
interface Members {
  readonly data: { readonly members: readonly { readonly id: string }[] };
  onShow(): void;
  onReachBottom(): void;
  look(text: string): void;
}
interface Call {
  readonly action: string;
  readonly input: { readonly text?: string; readonly after?: string };
}

let page: Members;
/** Pages of members that are waited for. */
let asked: { readonly input: Call['input']; answer(page: MembersPage): Promise<void> }[] = [];

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const done = (data: object) => ({ result: { ok: true, data } });

function callFunction({ data: { action, input } }: { data: Call }): Promise<object> {
  if (action === 'teams.applications') return Promise.resolve(done({ applicants: [], waiting: 0 }));
  if (action !== 'teams.members') return Promise.resolve(done({ accountId: 'a' }));
  return new Promise((resolve) => {
    const answer = (members: MembersPage) => {
      resolve(done(members));
      return settled();
    };
    asked.push({ input, answer });
  });
}

/** Adds to lists the way WeChat does: `members[30]`. */
function setData(this: { data: Record<string, unknown> }, patch: Record<string, unknown>): void {
  for (const [path, value] of Object.entries(patch)) {
    const [, list = path, index] = /^(\w+)\[(\d+)\]$/.exec(path) ?? [];
    if (index === undefined) this.data[path] = value;
    else (this.data[list] as unknown[])[Number(index)] = value;
  }
}

const people = (ids: readonly string[], next: string | null): MembersPage => ({
  members: ids.map((accountId) => ({
    accountId,
    name: accountId,
    phone: '',
    number: '',
    skills: [],
    role: 'member',
    since: 0,
    minutes: 0,
  })),
  next,
  count: 60,
  heads: true,
});
const shown = () => page.data.members.map(({ id }) => id);

beforeAll(async () => {
  const wx = { cloud: { callFunction }, getStorageSync: () => '', setStorageSync: () => undefined };
  const Page = (options: Members) => {
    page = Object.assign(options, { setData });
  };
  Object.assign(globalThis, { wx, Page });
  await import('../../miniprogram/packages/team/members/index');
});
beforeEach(async () => {
  asked = [];
  page.look('');
  await settled();
  await asked[0]?.answer(people(['a', 'b'], 'b'));
  asked = [];
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'wx');
  Reflect.deleteProperty(globalThis, 'Page');
});

test('however often the end is reached, the next page is added once', async () => {
  page.onReachBottom();
  page.onReachBottom();
  await settled();
  expect(asked.map(({ input }) => input.after)).toEqual(['b']);
  await asked[0]?.answer(people(['c'], null));
  page.onReachBottom();
  await settled();
  expect([shown(), asked.length]).toEqual([['a', 'b', 'c'], 1]);
});

test('a list that is being replaced is not added to', async () => {
  page.look('x');
  await settled();
  page.onReachBottom();
  await settled();
  expect(asked.map(({ input }) => input)).toEqual([expect.objectContaining({ text: 'x' })]);
  await asked[0]?.answer(people(['x1'], null));
  expect(shown()).toEqual(['x1']);
});

test('what was asked of the list before comes too late', async () => {
  page.onReachBottom();
  page.look('x');
  await settled();
  const [more, found] = asked;
  await found?.answer(people(['x1'], null));
  await more?.answer(people(['c'], null));
  expect(shown()).toEqual(['x1']);
});
