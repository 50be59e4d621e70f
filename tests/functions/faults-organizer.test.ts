import { everyDeathIn } from '../support/every-death';

describe('a process that dies in organizer', () => everyDeathIn('organizer'));
