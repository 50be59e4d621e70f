import type { Push } from './config';
import type { Runner } from './functions/runner';
import { textOf, type Fields } from './values';

interface Services {
  readonly declared: readonly Push[];
  readonly runner: () => Runner;
  readonly log: (line: string) => void;
}

/**
 * What WeChat pushes to functions. A message comes once the call that caused it is over, as WeChat takes longer than
 * that; it carries the openid of whom it is about, as those of customers do, and no client's source.
 */
export class Pushes {
  private readonly waiting = new Map<string, Fields[]>();
  private readonly under = new Set<Promise<void>>();

  constructor(private readonly services: Services) {}

  /** After this invocation; at once where no function asked. */
  add(message: Fields, invocation: string | undefined): void {
    if (invocation === undefined) this.deliver(message);
    else this.waiting.set(invocation, [...(this.waiting.get(invocation) ?? []), message]);
  }

  release(invocation: string): void {
    const messages = this.waiting.get(invocation) ?? [];
    this.waiting.delete(invocation);
    for (const message of messages) this.deliver(message);
  }

  /** Until nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.under.size > 0) await Promise.all(this.under);
  }

  private deliver(message: Fields): void {
    const delivery = this.send(message).finally(() => this.under.delete(delivery));
    this.under.add(delivery);
  }

  private async send(message: Fields): Promise<void> {
    const [type, event] = [textOf(message, 'MsgType'), textOf(message, 'Event')];
    const push = this.services.declared.find((one) => one.type === type && one.event === event);
    if (!push) return this.services.log(`WARNING nobody is told of ${String(type)} ${String(event)}`);
    const openid = textOf(message, 'FromUserName');
    await this.services.runner().call({ name: push.fn, event: message, openid, source: 'wx_unknown' });
  }
}
