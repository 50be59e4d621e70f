import { gatherCalls } from './gather';
import { placeCalled } from './place';
import { tellCalls } from './tell';

/** What the system does of this area by itself. */
export const callupSweeps = { gatherCalls, tellCalls, placeCalled };
