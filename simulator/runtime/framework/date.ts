/** The phone's clock: Date follows the panel's, so that what pages show agrees with what the cloud says. */

const RealDate = Date;
let offset = 0;

export function setClockOffset(milliseconds: number): void {
  offset = milliseconds;
}

export function clockOffset(): number {
  return offset;
}

export function installDate(): void {
  const now = (): number => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}
