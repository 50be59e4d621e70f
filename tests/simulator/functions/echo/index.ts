/** Answers with what it was called with; throws when asked to. */
export function main(event: { fail?: boolean; text?: string }): { heard: string; now: number } {
  if (event.fail === true) throw new Error('asked to fail');
  return { heard: event.text ?? '', now: Date.now() };
}
