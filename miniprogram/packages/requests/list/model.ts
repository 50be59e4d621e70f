import type { SessionView } from '../../../domain/accounts/views';
import type { MineScope } from '../../../domain/requests/views';

export type Scope = MineScope | 'near';

export const emptyWords: Readonly<Record<Scope, string>> = {
  asked: '还没有求助过。有难处，说一声',
  near: '附近没有等着认领的求助',
  going: '手上没有要去办的',
  team: '队里没有派来的求助',
};

/** What there is to look at, for who looks. */
export function scopesFor({ registered, teams }: Pick<SessionView, 'registered' | 'teams'>): {
  id: Scope;
  name: string;
}[] {
  return [
    { id: 'asked', name: '我求助的' },
    ...(registered
      ? [{ id: 'near', name: '附近的' } as const, { id: 'going', name: '我去办的' } as const]
      : []),
    ...(teams.length > 0 ? [{ id: 'team', name: '队里的' } as const] : []),
  ];
}
