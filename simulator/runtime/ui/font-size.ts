/** The system's font size in pixels, 16 by default; the phone's address sets another one (`font=23`). */
const DEFAULT = 16;

export function systemFontSize(): number {
  return Number(new URLSearchParams(location.search).get('font')) || DEFAULT;
}
