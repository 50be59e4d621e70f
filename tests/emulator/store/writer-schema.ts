import type { Collection } from '../../../cloudfunctions/schema';

export const schema: readonly Collection[] = [
  { name: 'pairs', indexes: [{ name: 'n', keys: [['n', 1]] }] },
  { name: 'counters', indexes: [] },
  { name: 'others', indexes: [] },
];
