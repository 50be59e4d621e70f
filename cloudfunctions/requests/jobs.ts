import { tellRequests } from './tell';
import { tendRequests } from './tend';

/** What the system does of this area by itself. */
export const requestsSweeps = { tellRequests, tendRequests };
