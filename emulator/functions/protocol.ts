/** What the emulator and a function's child process tell each other. */
export type ToWorker =
  | { type: 'load'; file: string; offset: number }
  | {
      type: 'call';
      id: string;
      event: unknown;
      context: Record<string, unknown>;
      /** Added to real time, in milliseconds. */
      offset: number;
      /** Set for this call; null unsets. */
      environment: Record<string, string | null>;
    };

export type FromWorker =
  | { type: 'ready' }
  | { type: 'unloadable'; error: string }
  | { type: 'done'; id: string; result: string }
  | { type: 'failed'; id: string; error: string };

/** Codes as wx.cloud.callFunction shows them. */
export const CALL_ERRORS = {
  notFound: { errCode: -501000, code: 'FUNCTION_NOT_FOUND' },
  tooMany: { errCode: -501004, code: 'EXCEED_CONCURRENT_REQUEST_LIMIT' },
  /** Of these two the codes are documented, the first one's number is not. */
  tooLarge: { errCode: -501000, code: 'EXCEED_MAX_PAYLOAD_SIZE' },
  answerTooLarge: { errCode: -501000, code: 'EXCEED_MAX_RESPONSE_SIZE' },
  failed: { errCode: -504002, code: 'FUNCTIONS_EXECUTE_FAIL' },
  timedOut: { errCode: -504003, code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' },
} as const;

export type Outcome =
  | { ok: true; requestId: string; /** JSON */ result: string }
  | { ok: false; requestId: string; kind: keyof typeof CALL_ERRORS; message: string };
