/** What the cloud answers instead of data; the SDK turns the code into the function's errCode. */
export class GatewayError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
