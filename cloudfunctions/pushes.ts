import type { FunctionName } from '#domain/contract';

/**
 * What WeChat pushes to functions. Declared once: an operator sets it in the cloud console (设置 → 全局设置 →
 * 消息推送, mode 云函数), deployment prints it, the emulator delivers by it.
 */
export interface Push {
  readonly type: 'event';
  readonly event: string;
  readonly fn: string;
}

export const pushes = [
  { type: 'event', event: 'wxa_media_check', fn: 'jobs' },
] as const satisfies readonly (Push & { fn: FunctionName })[];
