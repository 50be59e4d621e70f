import { onTheWay, routes, tabs } from '../../miniprogram/services/routes';

/** The pages that are open, the last on top, as WeChat names them. */
function opened(...urls: string[]): void {
  const pages = urls.map((url) => ({ route: url.slice(1).split('?')[0] }));
  Object.assign(globalThis, { getCurrentPages: () => pages });
}
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'getCurrentPages');
});

test.each([
  ['from an activity one goes on with it', [tabs.activities, routes.activity('a'), routes.register()], true],
  ['from a team that a friend sent, too', [routes.team('t'), routes.register()], true],
  ['a tab is only where one set out from', [tabs.me, routes.register()], false],
  ['opened by a link there is nothing to go on with', [routes.register()], false],
])('%s', (_, pages, on) => {
  opened(...pages);
  expect(onTheWay()).toBe(on);
});
