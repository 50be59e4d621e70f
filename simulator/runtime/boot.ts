import type { Persona } from './persona';
import type { WalkStep } from './walk';

/** What the server writes into the phone's page. */
export interface Boot {
  openid: string;
  persona: Persona | null;
  /** Where somebody stands of whom nothing is known. */
  home: { longitude: number; latitude: number };
  appId: string;
  /** Of the local cloud; the phone talks to it through the simulator's server. */
  cloudUrl: string;
  /** Page with query, without leading slash; empty for the app's first. */
  path: string;
  /** WeChat's number for how the app was opened. */
  scene: number;
  clockOffset: number;
}

/** What `/status` answers. */
export interface Status {
  /** Of the server: another one after each start. */
  instance: string;
  /** What is being prepared, and how much of that is done, of 1. */
  waiting: { words: string; share: number } | null;
  /** Whether the local cloud answers. */
  cloud: boolean;
}

/** What the server writes into the page with two phones. */
export interface PanelBoot {
  personas: readonly Persona[];
  title: string;
  walk: readonly WalkStep[];
  canStartOver: boolean;
}
