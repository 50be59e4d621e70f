/** The page stack, the navigation bar, the tab bar, scrolling and pull-down of the current page. */
import type { PageHandle, PhoneHost } from '../host';
import { ApiFailure, asyncApis, type ApiTable } from '../api';

interface ToUrl {
  url: string;
  events?: Record<string, (...args: unknown[]) => void>;
}

function current(host: PhoneHost): PageHandle {
  const page = host.pages.current();
  if (!page) throw new ApiFailure('no page is open yet');
  return page;
}

function scrollTarget(
  page: PageHandle,
  options: { scrollTop?: number; selector?: string; offsetTop?: number },
): number {
  if (!options.selector) return options.scrollTop ?? 0;
  const found = page.component._$.getShadowRoot()?.querySelector(options.selector);
  const element = found?.getBackendElement() as unknown as HTMLElement | null | undefined;
  if (!element) throw new ApiFailure(`cannot find element ${options.selector}`);
  const top = element.getBoundingClientRect().top - page.scroller.getBoundingClientRect().top;
  return page.scroller.scrollTop + top + (options.offsetTop ?? 0);
}

function pages(host: PhoneHost): ApiTable {
  return asyncApis({
    navigateTo: async ({ url, events }: ToUrl) => {
      const opened = await host.pages.navigateTo(url);
      for (const [name, listener] of Object.entries(events ?? {})) opened.eventChannel.on(name, listener);
      return opened;
    },
    redirectTo: ({ url }: ToUrl) => host.pages.redirectTo(url),
    switchTab: ({ url }: ToUrl) => host.pages.switchTab(url),
    reLaunch: ({ url }: ToUrl) => host.pages.reLaunch(url),
    navigateBack: ({ delta = 1 }: { delta?: number }) => host.pages.navigateBack(delta),
    pageScrollTo: (options: {
      scrollTop?: number;
      selector?: string;
      offsetTop?: number;
      duration?: number;
    }) => {
      const page = current(host);
      page.scrollTo(scrollTarget(page, options), options.duration ?? 300);
    },
    startPullDownRefresh: () => current(host).startPullDownRefresh(),
    stopPullDownRefresh: () => current(host).stopPullDownRefresh(),
  });
}

function navigationBar(host: PhoneHost): ApiTable {
  return asyncApis({
    setNavigationBarTitle: ({ title }: { title: string }) => current(host).setTitle(title),
    setNavigationBarColor: ({
      frontColor,
      backgroundColor,
    }: {
      frontColor?: string;
      backgroundColor?: string;
    }) =>
      current(host).setNavigationColor({
        ...(frontColor ? { front: frontColor } : {}),
        ...(backgroundColor ? { background: backgroundColor } : {}),
      }),
    showNavigationBarLoading: () => current(host).setNavigationLoading(true),
    hideNavigationBarLoading: () => current(host).setNavigationLoading(false),
    hideHomeButton: () => current(host).hideHomeButton(),
  });
}

function tabBar(host: PhoneHost): ApiTable {
  type Item = { index: number; text?: string; iconPath?: string; selectedIconPath?: string };
  return asyncApis({
    setTabBarBadge: ({ index, text = '' }: Item) =>
      host.tabBar.setBadge(index, [...text].length > 4 ? `${[...text].slice(0, 3).join('')}…` : text),
    removeTabBarBadge: ({ index }: Item) => host.tabBar.removeBadge(index),
    showTabBarRedDot: ({ index }: Item) => host.tabBar.setRedDot(index, true),
    hideTabBarRedDot: ({ index }: Item) => host.tabBar.setRedDot(index, false),
    setTabBarItem: ({ index, ...item }: Item) => host.tabBar.setItem(index, item),
    showTabBar: () => host.tabBar.setVisible(true),
    hideTabBar: () => host.tabBar.setVisible(false),
  });
}

export function navigationApis(host: PhoneHost): ApiTable {
  return { ...pages(host), ...navigationBar(host), ...tabBar(host) };
}
