import type { Clock } from '../clock';
import type { Records } from '../records';
import type { Fields } from '../values';

export interface OpenApiServices {
  readonly clock: Clock;
  readonly records: Records;
  /** When this person last used the mini-program; undefined when never since the emulator started. */
  readonly lastSeen: (openid: string) => Date | undefined;
  /** What lies at an address; null when nothing can be fetched from there. */
  readonly fetched: (address: string) => Promise<Buffer | null>;
  /** Sends a message to the function that WeChat pushes it to. */
  readonly push: (message: Fields) => void;
}

/** Answers JSON, or a picture. */
export type Answer = Fields | { bytes: Buffer; contentType: string };

/** One interface of WeChat's server API. Refuses with an OpenApiError. */
export type OpenApi = (input: Fields, services: OpenApiServices) => Promise<Answer> | Answer;

/** WeChat's own error, which the function sees as errCode. */
export class OpenApiError extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message);
  }
}
