/// <reference types="miniprogram-api-typings" />

/** The app keeps nothing of itself: who holds the phone is in services/session.ts. */
interface IAppOption {
  onLaunch(): void;
}

/** A tap, with the `data-…` of what was tapped. */
type Tap<Data extends Record<string, unknown>> = WechatMiniprogram.TouchEvent<object, object, Data>;

/** What a component tells, and the `data-…` that stand on it. */
type Told<
  Detail,
  Data extends Record<string, unknown> = Record<string, never>,
> = WechatMiniprogram.CustomEvent<Detail, object, Data>;

/** What a page was opened with: all of it is text, and any of it may be missing. */
type PageQuery<Name extends string> = { readonly [name in Name]?: string };
