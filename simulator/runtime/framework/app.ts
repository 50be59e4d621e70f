/** App() and getApp(). */
import type { HostEvents, LaunchOptions } from '../host';
import { record } from './errors';

export type AppInstance = Record<string, unknown> & { globalData?: unknown };

export class MiniProgram {
  private instance: AppInstance = {};

  readonly App = (definition: AppInstance): void => {
    this.instance = Object.assign(Object.create(null) as AppInstance, definition);
  };

  /** Before App() has run WeChat answers undefined; TDesign asks that early and only keeps what it gets. */
  readonly getApp = (): AppInstance => this.instance;

  launch(options: LaunchOptions): void {
    this.call('onLaunch', options);
  }

  show(options: LaunchOptions): void {
    this.call('onShow', options);
  }

  hide(): void {
    this.call('onHide', undefined);
  }

  error(detail: HostEvents['error']): void {
    this.call('onError', detail.message);
  }

  rejection(detail: HostEvents['unhandledRejection']): void {
    this.call('onUnhandledRejection', { reason: detail.reason, promise: undefined });
  }

  pageNotFound(path: string): void {
    this.call('onPageNotFound', { path, query: {}, isEntryPage: false });
  }

  private call(name: string, argument: unknown): void {
    const method = this.instance[name];
    if (typeof method !== 'function') return;
    try {
      (method as (this: AppInstance, argument: unknown) => unknown).call(this.instance, argument);
    } catch (error) {
      record(error, `App.${name}`);
    }
  }
}
