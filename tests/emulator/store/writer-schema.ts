import type { Collection } from '../../../emulator/config';

export const schema: readonly Collection[] = [
  { name: 'pairs', indexes: [{ name: 'n', keys: [['n', 1]] }] },
  { name: 'counters', indexes: [] },
  { name: 'others', indexes: [] },
];
